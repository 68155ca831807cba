// The single writer's queue: one transaction at a time, committed before it is answered.
import type { Knex } from 'knex';
import { storeError } from './storeError.ts';

export interface Writer {
  write<T>(work: (db: Knex) => Promise<T>): Promise<T>;
  /** When the disk last refused a transaction, by `performance.now()`; undefined when it never did. */
  refusedAt(): number | undefined;
  /** Lets the transactions already asked for finish, and takes no more. */
  close(): Promise<void>;
}

/** `db` must hold exactly one connection: every statement between BEGIN and COMMIT runs on it. */
export function createWriter(db: Knex): Writer {
  let last: Promise<unknown> = Promise.resolve();
  let closed = false;
  let refusedAt: number | undefined;
  return {
    refusedAt: () => refusedAt,
    write(work) {
      if (closed)
        return Promise.reject(storeError('STORE_CLOSED', {}, 'Expected an open store but it was closed.'));
      const mine = last.then(() => transact(db, work));
      last = mine.catch((error: unknown) => {
        if (isDisk(error)) refusedAt = performance.now();
      });
      return mine;
    },
    async close() {
      closed = true;
      await last;
    },
  };
}

/** Full, read-only or broken: the next transaction will most likely fail as well. */
function isDisk(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && /^SQLITE_(FULL|READONLY|IOERR)/.test(String(error.code))
  );
}

async function transact<T>(db: Knex, work: (db: Knex) => Promise<T>): Promise<T> {
  await db.raw('BEGIN IMMEDIATE');
  try {
    const result = await work(db);
    await db.raw('COMMIT');
    return result;
  } catch (error) {
    // Some failures (a full disk) have rolled back already; then there is nothing left to undo.
    await db.raw('ROLLBACK').catch(() => {});
    throw error;
  }
}
