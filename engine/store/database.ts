// Connections to the database: one writer in turn, several readers, and the lock that keeps a second server out.
import { existsSync, statfsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import knex, { type Knex } from 'knex';
import {
  addressOfKnex,
  addressOfUrl,
  isPostgresUrl,
  type PostgresAddress,
} from './dialects/postgresConnect.ts';
import { openPostgres } from './dialects/postgresDatabase.ts';
import type { Dialect, GroupClaims, GroupView } from './store.ts';
import { storeError } from './storeError.ts';
import { createWriter } from './writer.ts';

export interface DatabaseOptions {
  filename?: string;
  /** `postgres://user:password@host:5432/database`, instead of a file. */
  url?: string;
  /** A host's knex configuration; we take its file or server and open our own connections. */
  knexConfig?: Knex.Config;
  /** Reading connections; default 2, on PostgreSQL 6. */
  readers?: number;
  /** No writer and no lock: another process may own the file. */
  readOnly?: boolean;
  /** PostgreSQL: whose single writer takes turns. Default `<default>`. */
  tenant?: string;
  /** PostgreSQL: goes on where the server may lose what was answered. Default: whether `ALLOW_UNSAFE_DATABASE` is 1. */
  allowUnsafeDatabase?: boolean;
  /** Milliseconds to wait for the process that holds the file to leave; default 2000. */
  lockTimeout?: number;
}

export interface Database {
  readonly dialect: Dialect;
  /** Its path, or the address of its server without the password. */
  readonly filename: string;
  /** Where its server is; undefined: it is a file. */
  readonly address: PostgresAddress | undefined;
  /** Refuses to write (`query_only`). */
  readonly reader: Knex;
  /** Runs `work` in its turn between BEGIN IMMEDIATE and COMMIT; a throw rolls back. */
  write<T>(work: (db: Knex) => Promise<T>): Promise<T>;
  writeGroup<T>(claims: GroupClaims, work: (db: Knex, view: GroupView) => Promise<T>): Promise<T>;
  /** As `write`, with no other node committing anything meanwhile. */
  writeAlone<T>(work: (db: Knex) => Promise<T>): Promise<T>;
  /** Whatever the journal holds up to this position is all that it will ever hold there. */
  settledPosition(): Promise<number>;
  /** When the disk last refused a transaction, by `performance.now()`. */
  refusedAt(): number | undefined;
  close(): Promise<void>;
}

/** What we use of the driver's connection when the pool opens one. */
interface DriverConnection {
  exec(sql: string, done: (error: Error | null) => void): void;
}

/** A pool of connections to one SQLite file, each prepared with the same pragmas. */
export function connect(filename: string, pragmas: string[], max = 1): Knex {
  const prepare = [...pragmas, 'busy_timeout = 5000', 'foreign_keys = ON'];
  const sql = prepare.map((pragma) => `PRAGMA ${pragma};`).join(' ');
  return knex({
    client: 'sqlite3',
    connection: { filename },
    useNullAsDefault: true,
    pool: {
      min: 1,
      max,
      // An idle connection costs nothing; a closed one loses its page cache.
      idleTimeoutMillis: 2_147_483_647,
      afterCreate(connection: DriverConnection, done: (error: Error | null) => void) {
        connection.exec(sql, done);
      },
    },
  });
}

/** Pages that the log may hold before they are moved into the database: 32 MB, less where the disk is small. */
function logPages(filename: string): number {
  const { bavail, bsize } = statfsSync(dirname(filename));
  return Math.min(8192, Math.max(64, Math.floor((bavail * bsize) / 16 / 4096)));
}

/** A connection that writes durably: WAL, and every commit on disk before it is answered. */
export async function connectWriter(filename: string): Promise<Knex> {
  const db = connect(filename, [
    'journal_mode = WAL',
    'synchronous = FULL',
    // A commit of hundreds of batches touches thousands of pages; they must fit, and not be copied back each time.
    'cache_size = -65536',
    `wal_autocheckpoint = ${logPages(filename)}`,
    'journal_size_limit = 67108864',
  ]);
  try {
    const [mode] = (await db.raw('PRAGMA journal_mode')) as { journal_mode: string }[];
    const [level] = (await db.raw('PRAGMA synchronous')) as { synchronous: number }[];
    if (mode?.journal_mode === 'wal' && level?.synchronous === 2) return db;
    throw storeError(
      'DATABASE_NOT_DURABLE',
      { filename, journalMode: mode?.journal_mode ?? null, synchronous: level?.synchronous ?? null },
      `Expected WAL and synchronous=FULL on ${filename} but the database answered otherwise. Put it on a local disk.`,
    );
  } catch (error) {
    await db.destroy();
    throw error;
  }
}

/** Nobody else writes: no cached sequence is stale, and nothing was taken away. */
const alone: GroupView = { sequences: new Map(), goneRouted: new Set() };

export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const address = serverOf(options);
  if (!address) return openFile(fileOf(options), options);
  const { tenant = '<default>', readers, readOnly = false } = options;
  const allowed = process.env.ALLOW_UNSAFE_DATABASE === '1';
  const database = await openPostgres(address, {
    tenant,
    readOnly,
    allowUnsafe: options.allowUnsafeDatabase ?? allowed,
    ...(readers !== undefined && { readers }),
  });
  return { ...database, dialect: 'postgres', filename: address.shown, address };
}

function serverOf({ url, filename, knexConfig }: DatabaseOptions): PostgresAddress | undefined {
  if (url !== undefined) return addressOfUrl(url);
  if (filename !== undefined) return isPostgresUrl(filename) ? addressOfUrl(filename) : undefined;
  return knexConfig && addressOfKnex(knexConfig);
}

async function openFile(filename: string, options: DatabaseOptions): Promise<Database> {
  if (options.readOnly && !existsSync(filename)) {
    throw storeError(
      'DATABASE_MISSING',
      { filename },
      `Expected a database at ${filename} but there is no such file.`,
    );
  }
  const lock = options.readOnly ? undefined : await lockFile(filename, options.lockTimeout ?? 2000);
  try {
    const writer = options.readOnly ? undefined : await connectWriter(filename);
    const reader = connect(filename, ['query_only = ON'], options.readers ?? 2);
    const turns = writer && createWriter(writer);
    const write: Database['write'] = turns?.write ?? refuseWriting;
    return {
      dialect: 'sqlite',
      filename,
      address: undefined,
      reader,
      write,
      writeGroup: (_, work) => write((db) => work(db, alone)),
      writeAlone: write,
      settledPosition: () => lastPosition(reader),
      refusedAt: () => turns?.refusedAt(),
      async close() {
        await turns?.close();
        await reader.destroy();
        await writer?.destroy();
        await lock?.destroy();
      },
    };
  } catch (error) {
    await lock?.destroy();
    throw error;
  }
}

async function lastPosition(db: Knex): Promise<number> {
  const row = (await db('cauce_journal').max({ last: 'position' }).first()) as { last: number | null };
  return row.last ?? 0;
}

async function refuseWriting(): Promise<never> {
  throw storeError('DATABASE_READ_ONLY', {}, 'Expected a writable store but it was opened to read only.');
}

function fileOf(options: DatabaseOptions): string {
  const { client, connection } = options.knexConfig ?? {};
  if (client !== undefined && client !== 'sqlite3' && client !== 'better-sqlite3') {
    throw storeError(
      'DATABASE_CLIENT_UNKNOWN',
      { client: typeof client === 'string' ? client : 'custom' },
      'Expected a knex configuration of sqlite3 but it names another client. Pass one that names an SQLite file.',
    );
  }
  const configured =
    typeof connection === 'object' && 'filename' in connection ? connection.filename : connection;
  const filename = options.filename ?? (typeof configured === 'string' ? configured : '');
  if (filename === '' || filename.includes(':memory:') || filename.startsWith('file:')) {
    throw storeError(
      'DATABASE_IN_MEMORY',
      { filename },
      `Expected the path of a file but the database is "${filename}". Only a file survives a restart: give its path.`,
    );
  }
  return resolve(filename);
}

/**
 * Holds an exclusive lock on a side file for as long as the connection lives. The operating system releases it
 * with the process, however that ends, so the next start never waits for a heartbeat to grow old.
 */
async function lockFile(filename: string, timeout: number): Promise<Knex> {
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
