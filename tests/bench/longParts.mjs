// Parts of the full run only, beside those that the package has itself.
import { benchDatabases, benchMasterKey } from '../../dist/engine/bench/postgresLimit.js';
import { ablation } from './ablation.mjs';
import { feel } from './feel.mjs';
import { growth, growthOnPostgres } from './growth.mjs';
import { multiInstance } from './multiInstance.mjs';
import { scaleParts } from './scale/parts.mjs';

/** Measures of size fill a database: one of their own on that server, dropped at the end. */
function onPostgres(part) {
  return async (options, tell) => {
    if (options.postgres === undefined) return { ratios: {}, figures: {} };
    const databases = await benchDatabases(options.postgres);
    process.env.CAUCE_MASTER_KEY = benchMasterKey;
    try {
      const { ratios, figures } = await part({ ...options, postgres: await databases.create() }, tell);
      return { ratios: named(ratios), figures: named(figures) };
    } finally {
      await databases.close();
    }
  };
}

/** `scale.postgres.workList...`, beside those of SQLite. */
function named(measured) {
  return Object.fromEntries(
    Object.entries(measured).map(([name, value]) => [name.replace('scale.', 'scale.postgres.'), value]),
  );
}

const onSqlite = (part) => (options, tell) => part({ ...options, postgres: undefined }, tell);

const sizes = Object.entries(scaleParts).flatMap(([name, part]) => [
  [name, onSqlite(part)],
  // What a start costs is measured on files.
  ...(name === 'scale.sleeping' ? [] : [[name.replace('scale.', 'scale.postgres.'), onPostgres(part)]]),
]);

export const longParts = {
  ablation,
  growth,
  'growth.postgres': onPostgres(growthOnPostgres),
  feel,
  multiInstance,
  ...Object.fromEntries(sizes),
};
