// Runs the statements of a commit on its connection, past the query builder: each is planned once for a connection.
import type { Knex } from 'knex';
import type { Bound } from './dialect.ts';

/** What we use of the driver's connection. */
interface Driver {
  query(query: object): void;
}

type Done = (error?: Error | null) => void;

export async function runStatements(db: Knex, statements: readonly Bound[]): Promise<void> {
  if (statements.length === 0) return;
  // Inside a transaction this is its own connection.
  const driver = (await db.client.acquireConnection()) as Driver;
  try {
    for (const statement of statements) await run(db, driver, statement);
  } finally {
    await db.client.releaseConnection(driver);
  }
}

function run(db: Knex, driver: Driver, { sql, bindings }: Bound): Promise<void> {
  return new Promise((resolve, reject) => {
    const done: Done = (error) => (error ? reject(told(error, sql)) : resolve());
    if (sql.startsWith('COPY ')) driver.query(copy(sql, String(bindings[0]), done));
    else driver.query({ ...prepared(db, sql), values: bindings, callback: done });
  });
}

/** As knex tells it: with the statement, without what it binds. */
function told(error: Error, sql: string): Error {
  error.message = `${sql} - ${error.message}`;
  return error;
}

interface Prepared {
  text: string;
  name?: string;
}

/** Texts differ by which columns have no value at all; beyond so many they are not worth keeping. */
const MOST_PREPARED = 500;
const known = new Map<string, Prepared>();

function prepared(db: Knex, sql: string): Prepared {
  const found = known.get(sql);
  if (found) return found;
  const text = (db.client as { positionBindings(sql: string): string }).positionBindings(sql);
  if (known.size >= MOST_PREPARED) return { text };
  const made = { text, name: `cauce_${known.size}` };
  known.set(sql, made);
  return made;
}

/** What we use of the driver's protocol. */
interface Protocol {
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
}

/** The rows follow the statement at once; where it fails, the server passes them over. */
function copy(sql: string, rows: string, done: Done): object {
  return {
    submit(protocol: Protocol) {
      protocol.query(sql);
      protocol.sendCopyFromChunk(Buffer.from(rows));
      protocol.endCopyFrom();
      return null;
    },
    callback: done,
    handleCopyInResponse() {},
    handleCommandComplete() {},
    handleReadyForQuery: () => done(),
    handleError: (error: Error) => done(error),
  };
}
