// Connections to an SQLite file, and the one that may write into it.
import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import knex, { type Knex } from 'knex';
import { storeError } from '../storeError.ts';
import { silent } from './silent.ts';

/** What we use of the driver's connection when the pool opens one. */
interface DriverConnection {
  exec(sql: string, done: (error: Error | null) => void): void;
}

/** A pool of connections to one SQLite file, each prepared with the same pragmas; `attached`: other files by name. */
export function connect(
  filename: string,
  pragmas: string[],
  max = 1,
  attached: { readonly [name: string]: string } = {},
): Knex {
  // The others may have to wait for somebody, too.
  const prepare = ['busy_timeout = 5000', ...pragmas, 'foreign_keys = ON'];
  const others = Object.entries(attached).map(
    ([name, file]) => `ATTACH DATABASE '${file.replaceAll("'", "''")}' AS ${name};`,
  );
  const sql = [...prepare.map((pragma) => `PRAGMA ${pragma};`), ...others].join(' ');
  return knex({
    client: 'sqlite3',
    connection: { filename },
    useNullAsDefault: true,
    log: silent,
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
