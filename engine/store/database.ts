// Connections to the database: one writer in turn, several readers, and the lock that keeps a second server out.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Knex } from 'knex';
import {
  addressOfKnex,
  addressOfUrl,
  inSession,
  isPostgresUrl,
  type PostgresAddress,
} from './dialects/postgresConnect.ts';
import { openPostgres, type PostgresDatabase } from './dialects/postgresDatabase.ts';
import { postgresTexts } from './dialects/postgresTexts.ts';
import type { Ready } from './dialects/postgresWriter.ts';
import { connect, connectWriter } from './dialects/sqliteConnect.ts';
import { lockFile } from './dialects/sqliteLock.ts';
import { makeSqliteTexts, sqliteTexts, TEXTS } from './dialects/sqliteTexts.ts';
import { createDiskRoom } from './diskRoom.ts';
import type { Dialect, GroupClaims, GroupView } from './store.ts';
import { storeError } from './storeError.ts';
import type { TextIndex } from './texts/textIndex.ts';
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
  /** As `writeGroup`, for what needs nothing of the transaction but the view, in as few turns as can be. */
  writeReady(claims: GroupClaims, ready: Ready): Promise<void>;
  /** As `write`, with no other node committing anything meanwhile. */
  writeAlone<T>(work: (db: Knex) => Promise<T>): Promise<T>;
  /** Whatever the journal holds up to this position is all that it will ever hold there. */
  settledPosition(): Promise<number>;
  /** Undefined where it was opened to read only and there is none. */
  readonly texts: TextIndex | undefined;
  /** When the disk last refused a transaction, by `performance.now()`. */
  refusedAt(): number | undefined;
  close(): Promise<void>;
}

/** Nobody else writes. */
const alone: GroupView = { sequences: new Map(), goneRouted: new Set(), overtaking: new Set() };

export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const address = serverOf(options);
  if (!address) return openFile(fileOf(options), options);
  const { tenant = '<default>', readers, readOnly = false } = options;
  const database = await openPostgres(address, {
    tenant,
    readOnly,
    allowUnsafe: options.allowUnsafeDatabase ?? process.env.ALLOW_UNSAFE_DATABASE === '1',
    ...(readers !== undefined && { readers }),
  });
  const texts = await textsOn(address, database, tenant, readOnly);
  return {
    ...database,
    dialect: 'postgres',
    texts,
    async close() {
      await texts?.close();
      await database.close();
    },
    filename: address.shown,
    address,
  };
}

async function textsOn(
  address: PostgresAddress,
  database: PostgresDatabase,
  tenant: string,
  readOnly: boolean,
) {
  try {
    return await postgresTexts(address, { tenant, reader: database.reader, readOnly });
  } catch (error) {
    await database.close();
    throw error;
  }
}

function serverOf({ url, filename, knexConfig }: DatabaseOptions): PostgresAddress | undefined {
  if (url !== undefined) return inSession(addressOfUrl(url));
  if (filename !== undefined) return isPostgresUrl(filename) ? serverOf({ url: filename }) : undefined;
  return inSession(knexConfig && addressOfKnex(knexConfig));
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
    // Lists of large stores touch thousands of pages each time; the default cache holds 500.
    const found = `${filename}.search`;
    if (!options.readOnly) await makeSqliteTexts(found);
    const attached = existsSync(found) ? { [TEXTS]: found } : {};
    const pragmas = ['query_only = ON', 'cache_size = -32768'];
    const reader = connect(filename, pragmas, options.readers ?? 2, attached);
    const texts = sqliteTexts(found, reader);
    const turns = writer && createWriter(writer, createDiskRoom(filename));
    const write: Database['write'] = turns?.write ?? refuseWriting;
    return {
      dialect: 'sqlite',
      filename,
      address: undefined,
      reader,
      write,
      writeGroup: (_, work) => write((db) => work(db, alone)),
      async writeReady(_, ready) {
        const statements = await ready(alone);
        if (statements) await (turns?.writeAtOnce ?? refuseWriting)(statements);
      },
      writeAlone: write,
      settledPosition: () => lastPosition(reader),
      texts,
      refusedAt: () => turns?.refusedAt(),
      async close() {
        await texts?.close();
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
      'Expected a knex configuration of sqlite3 or pg but it names another client. Pass one that names a file or a server.',
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
  const scheme = /^([a-z][a-z0-9+]+):\/\//i.exec(filename)?.[1];
  if (scheme !== undefined) {
    // Only its scheme is repeated: an address may hold a password.
    throw storeError(
      'DATABASE_ADDRESS_NOT_SUPPORTED',
      { scheme },
      `Expected the path of a file or an address postgres:// but it is ${scheme}://. Give either.`,
    );
  }
  return resolve(filename);
}
