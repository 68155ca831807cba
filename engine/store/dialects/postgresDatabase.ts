// A database on PostgreSQL, opened: who writes, who reads, and on what terms.
import type { Knex } from 'knex';
import { storeError } from '../storeError.ts';
import { checkServer } from './postgresChecks.ts';
import { connectPostgres, type PostgresAddress } from './postgresConnect.ts';
import { toldOf } from './postgresErrors.ts';
import { settledPosition } from './postgresSettled.ts';
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
    settledPosition: () => settledPosition(reader),
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
