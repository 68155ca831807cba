// The single writer's queue: one transaction at a time, committed before it is answered.
import type { Knex } from 'knex';
import type { Bound } from './dialects/dialect.ts';
import { createPrograms } from './dialects/sqlitePrograms.ts';
import { finalizePrepared, runPrepared } from './dialects/sqliteStatements.ts';
import { diskFull } from './diskRoom.ts';
import { isDisk, storeError } from './storeError.ts';

export interface Writer {
  write<T>(work: (db: Knex) => Promise<T>): Promise<T>;
  /** These statements in one transaction, without coming back between them where they come often. */
  writeAtOnce(statements: readonly Bound[]): Promise<void>;
  /** When the disk last refused a transaction, by `performance.now()`; undefined when it never did. */
  refusedAt(): number | undefined;
  /** Lets the transactions already asked for finish, and takes no more. */
  close(): Promise<void>;
}

/** `db` must hold exactly one connection: every statement between BEGIN and COMMIT runs on it. */
export function createWriter(db: Knex, hasRoom: () => boolean = () => true): Writer {
  let last: Promise<unknown> = Promise.resolve();
  let isUsed = false;
  let closing: Promise<void> | undefined;
  let refusedAt: number | undefined;
  const programs = createPrograms();
  return {
    refusedAt: () => refusedAt,
    write: (work) => inTurn(() => transact(db, work)),
    writeAtOnce: (statements) => inTurn(() => atOnce(statements)),
    close() {
      // What wrote nothing has no connection, and opens none to end.
      closing ??= last.then(() => (isUsed ? finalizePrepared(db) : undefined));
      return closing;
    },
  };

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (closing)
      return Promise.reject(storeError('STORE_CLOSED', {}, 'Expected an open store but it was closed.'));
    isUsed = true;
    const mine = last.then(() => (hasRoom() ? work() : Promise.reject(diskFull())));
    last = mine.catch(async (error: unknown) => {
      if (!isDisk(error)) return;
      refusedAt = performance.now();
      // What the log holds is moved into the database, where there may be room, so that the log's space serves again.
      await db.raw('PRAGMA wal_checkpoint(PASSIVE)').catch(() => {});
    });
    return mine;
  }

  async function atOnce(statements: readonly Bound[]): Promise<void> {
    const program = await programs.of(db, statements);
    if (program) await runPrepared(db, [program]);
    else await transact(db, (trx) => runPrepared(trx, statements));
  }
}

const begin = [{ sql: 'BEGIN IMMEDIATE', bindings: [] }];
const commit = [{ sql: 'COMMIT', bindings: [] }];

async function transact<T>(db: Knex, work: (db: Knex) => Promise<T>): Promise<T> {
  await runPrepared(db, begin);
  try {
    const result = await work(db);
    await runPrepared(db, commit);
    return result;
  } catch (error) {
    // Some failures (a full disk) have rolled back already; then there is nothing left to undo.
    await db.raw('ROLLBACK').catch(() => {});
    throw error;
  }
}
