// Parts of the full run only, beside those that the package has itself.
import { benchDatabases, benchMasterKey } from '../../dist/engine/bench/postgresLimit.js';
import { ablation } from './ablation.mjs';
import { feel } from './feel.mjs';
import { growth } from './growth.mjs';
import { multiInstance } from './multiInstance.mjs';
import { scaleParts } from './scale/parts.mjs';

/** Measures of size fill a database: one of their own on that server, dropped at the end. */
function onItsOwn(part) {
  return async (options, tell) => {
    const databases = await benchDatabases(options.postgres);
    process.env.CAUCE_MASTER_KEY = benchMasterKey;
    try {
      return await part({ ...options, postgres: await databases.create() }, tell);
    } finally {
      await databases.close();
    }
  };
}

const sizes = Object.entries(scaleParts).map(([name, part]) => [name, onItsOwn(part)]);

export const longParts = { ablation, growth, feel, multiInstance, ...Object.fromEntries(sizes) };
