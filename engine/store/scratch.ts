// Tables that vanish beside those of a database, in one snapshot of it: what is read again is compared with what is kept.
import type { Knex } from 'knex';
import type { Database } from './database.ts';
import { connectPostgres, type PostgresAddress } from './dialects/postgresConnect.ts';
import { connect } from './dialects/sqliteConnect.ts';
import { finalizePrepared } from './dialects/sqliteStatements.ts';

/** Empty tables of the same names stand before those of the database, which are reached by naming `kept`. */
export interface Scratch {
  db: Knex;
  /** Schema of the tables that vanish. */
  told: string;
  /** Schema of the database. */
  kept: string;
  close(): Promise<void>;
}

/** Reading goes on in one snapshot until `close`, whatever a running server commits meanwhile. */
export async function openScratch(
  { address, filename }: Pick<Database, 'address' | 'filename'>,
  tables: readonly string[],
): Promise<Scratch> {
  const db = address ? ofServer(address) : ofFile();
  try {
    const schemas = address ? await copyOnServer(db, tables) : await copyInFile(db, filename, tables);
    return { db, ...schemas, close: () => close(db, address !== undefined) };
  } catch (error) {
    await db.destroy();
    throw error;
  }
}

/** A file stays open, and its snapshot with it, while statements of its connection are. */
async function close(db: Knex, onServer: boolean): Promise<void> {
  if (!onServer) await finalizePrepared(db);
  await db.destroy();
}

/** Indexes that statements of the read models look up; of the others only what keeps rows unique. */
const searched = 'cauce_incidents';

function ofFile(): Knex {
  // Without a name SQLite keeps it in its cache, and in a file of its own when it outgrows that.
  return connect('', ['main.journal_mode = OFF', 'main.synchronous = OFF', 'main.cache_size = -65536']);
}

async function copyInFile(db: Knex, filename: string, tables: readonly string[]) {
  await db.raw('ATTACH DATABASE ? AS kept', [filename]);
  await db.raw('BEGIN');
  const made = (await db('kept.sqlite_master')
    .whereIn('tbl_name', tables)
    .whereNotNull('sql')
    .orderBy('type', 'desc')
    .select('type', 'tbl_name', 'sql')) as { type: string; tbl_name: string; sql: string }[];
  for (const { type, tbl_name, sql } of made) {
    if (type === 'table' || /^create unique/i.test(sql) || tbl_name === searched) await db.raw(sql);
  }
  return { told: 'main', kept: 'kept' };
}

/** One connection: the snapshot and the tables are its own. */
function ofServer(address: PostgresAddress): Knex {
  return connectPostgres(address, ["SET work_mem = '64MB'", "SET temp_buffers = '64MB'"], 1);
}

async function copyOnServer(db: Knex, tables: readonly string[]) {
  const [where] = (await db.raw('SELECT quote_ident(current_schema()) AS schema')) as [{ schema: string }];
  await db.raw('BEGIN ISOLATION LEVEL REPEATABLE READ');
  for (const table of tables) {
    await db.raw(
      `CREATE TEMP TABLE ${table} (LIKE ${where.schema}.${table} INCLUDING DEFAULTS INCLUDING IDENTITY)`,
    );
    const indexes = (await db.raw(
      `SELECT pg_get_indexdef(indexrelid) AS sql FROM pg_index
       WHERE indrelid = ?::regclass AND (indisunique OR ?)`,
      [`${where.schema}.${table}`, table === searched],
    )) as { sql: string }[];
    for (const { sql } of indexes)
      await db.raw(sql.replace(/ ON (ONLY )?\S+ USING /, ` ON pg_temp.${table} USING `));
  }
  return { told: 'pg_temp', kept: where.schema };
}
