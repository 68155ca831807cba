// How the tests run: few workers, because the machine is shared with browsers and databases that the tests start.
// What lies nearest to the store runs twice, on SQLite and on PostgreSQL; `npm run test:postgres` runs all that opens one.
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { onNoStore, onPostgres, onPostgresOnly, onSqliteOnly, testMasterKey } from './harness/stores.ts';
import { alone, together } from './harness/together.ts';

// A user's own server for the tests. The product reads the same name: it must not meet it by accident.
const { DATABASE_URL: server = '' } = process.env;
delete process.env.DATABASE_URL;

const common = {
  // These end what hangs; a machine that is busy with other things must not meet them.
  testTimeout: 60_000,
  hookTimeout: 120_000,
  pool: 'forks' as const,
  // Worker threads inherit this, so that they load the sources and not an old build.
  execArgv: ['--import', fileURLToPath(new URL('typescriptSources.mjs', import.meta.url))],
};

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          ...common,
          name: 'sqlite',
          include: ['tests/**/*.test.ts'],
          exclude: [...onPostgresOnly, ...together.map((files) => `${files}/!(${alone}).test.ts`)],
        },
      },
      {
        test: {
          ...common,
          name: 'sqlite-together',
          include: together.map((files) => `${files}/!(${alone}).test.ts`),
          exclude: onPostgresOnly,
          isolate: false,
        },
      },
      {
        test: {
          ...common,
          name: 'postgres',
          include: onPostgres,
          exclude: [...onSqliteOnly, ...onNoStore],
          globalSetup: [fileURLToPath(new URL('harness/postgres/globalSetup.ts', import.meta.url))],
          setupFiles: [fileURLToPath(new URL('harness/postgres/release.ts', import.meta.url))],
          env: {
            CAUCE_TEST_STORE: 'postgres',
            // Nothing that a test writes has to survive a power cut.
            ALLOW_UNSAFE_DATABASE: '1',
            CAUCE_MASTER_KEY: testMasterKey,
          },
        },
      },
    ],
  },
});

process.env.CAUCE_TEST_SERVER = server;
