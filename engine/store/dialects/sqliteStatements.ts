// Statements that every commit runs again, compiled once for the connection that writes.
import type { Knex } from 'knex';
import type { Bound } from './dialect.ts';

type Done = (error: Error | null) => void;

/** What we use of the driver. */
interface Connection {
  prepare(sql: string, done: Done): Statement;
  exec(sql: string, done: Done): void;
}

interface Statement {
  run(bindings: readonly unknown[], done: Done): void;
  finalize(done: Done): void;
}

const prepared = new WeakMap<Connection, Map<string, Statement>>();

/** `db` has one connection, in an open transaction or between two. */
export async function runPrepared(db: Knex, statements: readonly Bound[]): Promise<void> {
  const connection = (await db.client.acquireConnection()) as Connection;
  try {
    for (const { sql, bindings } of statements) await run(await statementOf(connection, sql), bindings);
  } finally {
    db.client.releaseConnection(connection);
  }
}

/** Several statements without parameters, each once. */
export async function runScript(db: Knex, sql: string): Promise<void> {
  const connection = (await db.client.acquireConnection()) as Connection;
  try {
    await new Promise<void>((resolve, reject) =>
      connection.exec(sql, (error) => (error ? reject(error) : resolve())),
    );
  } finally {
    db.client.releaseConnection(connection);
  }
}

/** Before the connection closes: it would not while statements are open. */
export async function finalizePrepared(db: Knex): Promise<void> {
  const connection = (await db.client.acquireConnection()) as Connection;
  try {
    const statements = prepared.get(connection) ?? new Map<string, Statement>();
    prepared.delete(connection);
    for (const statement of statements.values())
      await new Promise<void>((resolve) => statement.finalize(() => resolve()));
  } finally {
    db.client.releaseConnection(connection);
  }
}

/** Their texts are few: what differs from commit to commit is bound. */
async function statementOf(connection: Connection, sql: string): Promise<Statement> {
  let statements = prepared.get(connection);
  if (!statements) {
    statements = new Map();
    prepared.set(connection, statements);
  }
  const known = statements.get(sql);
  if (known) return known;
  const statement = await new Promise<Statement>((resolve, reject) => {
    const made: Statement = connection.prepare(sql, (error) => (error ? reject(error) : resolve(made)));
  });
  statements.set(sql, statement);
  return statement;
}

function run(statement: Statement, bindings: readonly unknown[]): Promise<void> {
  return new Promise((resolve, reject) => {
    statement.run(bindings, (error) => (error ? reject(error) : resolve()));
  });
}
