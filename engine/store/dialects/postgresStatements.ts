// Runs the statements of a commit on its connection, past the query builder.
import type { Knex } from 'knex';
import type { Bound } from './dialect.ts';
import { type Driver, sendAll, type TextRow } from './postgresPipeline.ts';

/** On the connection of `db`, which inside a transaction is its own; gives the rows of each. */
export async function runStatements(db: Knex, statements: readonly Bound[]): Promise<TextRow[][]> {
  if (statements.length === 0) return [];
  const driver = (await db.client.acquireConnection()) as Driver;
  try {
    return await sendAll(driver, statements);
  } finally {
    await db.client.releaseConnection(driver);
  }
}
