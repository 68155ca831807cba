// Which test files run on which store. Those that open no store run once.

/** One for all databases of the tests: copies of a template keep the keys that it wraps. */
export const testMasterKey = Buffer.alloc(32, 'tests of Cauce').toString('base64');

/** Files of one store are named for it: `x.sqlite.test.ts` tells of SQLite's files, `x.postgres.test.ts` of several nodes. */
export const onPostgresOnly = ['tests/**/*.postgres.test.ts'];

export const onSqliteOnly = ['tests/**/*.sqlite.test.ts'];

/** Test files of what lies nearest to the store, and of several nodes: they run on both stores each time. */
const nearTheStore = [
  'tests/engine/store/**/*.test.ts',
  'tests/engine/audit/**/*.test.ts',
  'tests/nodes/**/*.test.ts',
  'tests/harness/**/*.test.ts',
];

/** All test files that open a store, on whichever the project says: `npm run test:postgres`. */
const everyStoreFile = [
  ...nearTheStore,
  ...onPostgresOnly,
  'tests/engine/runtime/**/*.test.ts',
  'tests/engine/jobs/**/*.test.ts',
  'tests/engine/access/**/*.test.ts',
  'tests/engine/http/**/*.test.ts',
  'tests/admin/pages/**/*.test.ts',
  'tests/embedding/**/*.test.ts',
  'tests/properties/sameInFile.test.ts',
];

export const onPostgres = process.env.CAUCE_TEST_POSTGRES === 'all' ? everyStoreFile : nearTheStore;

/** Files in those folders that open none. */
export const onNoStore = [
  'tests/engine/runtime/{businessCalendars,drawingFiles,feelFunctions,snapshotPolicy,zones}.test.ts',
  'tests/engine/store/canonical.test.ts',
  'tests/engine/jobs/{mailTemplate,shippedMails}.test.ts',
  'tests/engine/access/policy.test.ts',
];
