// The single writer's queue: one transaction at a time, committed before it is answered.
import type { Knex } from 'knex';
import { storeError } from './storeError.ts';

export interface Writer {
  write<T>(work: (db: Knex) => Promise<T>): Promise<T>;
  /** Lets the transactions already asked for finish, and takes no more. */
  close(): Promise<void>;
}

/** `db` must hold exactly one connection: every statement between BEGIN and COMMIT runs on it. */
export function createWriter(db: Knex): Writer {
  let last: Promise<unknown> = Promise.resolve();
  let closed = false;
  return {
    write(work) {
      if (closed)
        return Promise.reject(storeError('STORE_CLOSED', {}, 'Expected an open store but it was closed.'));
      const mine = last.then(() => transact(db, work));
      last = mine.catch(() => {});
      return mine;
    },
    async close() {
      closed = true;
      await last;
    },
  };
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
