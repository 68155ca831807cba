// Which test files run on which store. Those that open no store run once.

/** Files of one store are named for it: `x.sqlite.test.ts` tells of SQLite's files, `x.postgres.test.ts` of several nodes. */
export const onPostgresOnly = ['tests/**/*.postgres.test.ts'];

export const onSqliteOnly = ['tests/**/*.sqlite.test.ts'];

/** Test files that open a store, on whichever the project says. */
export const onBothStores = ['tests/engine/runtime/**/*.test.ts'];
