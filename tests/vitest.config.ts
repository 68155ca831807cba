// How the tests run: few workers, because the machine is shared with browsers and databases that the tests start.
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    pool: 'forks',
    maxWorkers: 2,
    // Worker threads inherit this, so that they load the sources and not an old build.
    execArgv: ['--import', fileURLToPath(new URL('typescriptSources.mjs', import.meta.url))],
  },
});
