// A database on PostgreSQL, opened: who writes, who reads, and on what terms.
import type { Knex } from 'knex';
import { storeError } from '../storeError.ts';
import { checkServer } from './postgresChecks.ts';
import { connectPostgres, type PostgresAddress } from './postgresConnect.ts';
import { toldOf } from './postgresErrors.ts';
import { lockCommits } from './postgresLocks.ts';
import { createPostgresWriter, type PostgresWriter } from './postgresWriter.ts';

export interface PostgresOptions {
  tenant: string;
  readers?: number;
  readOnly?: boolean;
  allowUnsafe?: boolean;
  /** Milliseconds after which the server frees what a node that stands still has locked. */
  idleTimeout?: number;
}

export interface PostgresDatabase extends PostgresWriter {
  readonly reader: Knex;
  settledPosition(): Promise<number>;
}

/**
 * What is written is found by its key. A plan that is made while a table is small, or before the server has counted its
 * rows, would read all of it, and is kept while it grows.
 */
const byKey = ['enable_seqscan', 'enable_hashjoin', 'enable_mergejoin'].map((way) => `SET ${way} = off`);

/** Connections for commits: a group, the turn of a single writer, and what is asked besides. */
const WRITERS = 6;
const READERS = 6;
const IDLE_TIMEOUT = 10_000;

export async function openPostgres(
  address: PostgresAddress,
  options: PostgresOptions,
): Promise<PostgresDatabase> {
  const { tenant, readers = READERS, readOnly = false, allowUnsafe = false } = options;
  const idle = Math.trunc(options.idleTimeout ?? IDLE_TIMEOUT);
  const reader = connectPostgres(address, ['SET default_transaction_read_only = on'], readers);
  const prepare = [`SET idle_in_transaction_session_timeout = ${idle}`, ...byKey];
  const pool = readOnly ? undefined : connectPostgres(address, prepare, WRITERS);
  try {
    await checkServer(reader, address.shown, allowUnsafe || readOnly);
  } catch (error) {
    await Promise.all([reader.destroy(), pool?.destroy()]);
    throw toldOf(error, address.shown);
  }
  const writer = pool
    ? createPostgresWriter({ pool, tenant, address: address.shown })
    : {
        write: refuse,
        writeAlone: refuse,
        writeGroup: refuse,
        writeReady: refuse,
        refusedAt: () => undefined,
        close: nothing,
      };
  return {
    ...writer,
    reader,
    // The lock waits for whoever is committing; the statement after it sees all of them.
    settledPosition: () =>
      reader.transaction(async (db) => {
        // Whoever asks for it holds up those behind it: it gives way and is asked again later.
        await db.raw("SET LOCAL lock_timeout = '5s'");
        await db.raw(`SELECT ${lockCommits}`);
        const row = (await db('cauce_journal').max({ last: 'position' }).first()) as { last: number | null };
        return row.last ?? 0;
      }),
    async close() {
      await writer.close();
      await Promise.all([reader.destroy(), pool?.destroy()]);
    },
  };
}

async function nothing(): Promise<void> {}

async function refuse(): Promise<never> {
  throw storeError('DATABASE_READ_ONLY', {}, 'Expected a writable store but it was opened to read only.');
}
