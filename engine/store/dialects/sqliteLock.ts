// The lock that keeps a second server off a database file.
import type { Knex } from 'knex';
import { storeError } from '../storeError.ts';
import { connect } from './sqliteConnect.ts';

/**
 * Holds an exclusive lock on a side file for as long as the connection lives. The operating system releases it
 * with the process, however that ends, so the next start never waits for a heartbeat to grow old.
 */
export async function lockFile(filename: string, timeout: number): Promise<Knex> {
  const lock = connect(`${filename}.lock`, ['locking_mode = EXCLUSIVE']);
  try {
    await lock.raw(`PRAGMA busy_timeout = ${Math.trunc(timeout)}`);
    await lock.raw('BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    await lock.destroy();
    if (!(error instanceof Error) || !error.message.includes('SQLITE_BUSY')) throw error;
    throw storeError(
      'DATABASE_IN_USE',
      { filename },
      `Expected to be the only server on ${filename} but another process holds it. Stop that one first.`,
    );
  }
}
