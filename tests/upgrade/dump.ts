// A database as text and back: its schema and its rows, so that what a release left can be read in a review.
import type { Knex } from 'knex';
import { connect } from '../../engine/store/dialects/sqliteConnect.ts';

type Cell = string | number | null | { $hex: string };

export interface Dumped {
  schema: string[];
  tables: { [name: string]: { columns: string[]; rows: Cell[][] } };
}

export async function dump(filename: string): Promise<Dumped> {
  const db = connect(filename, []);
  try {
    const made = (await db('sqlite_master').whereNotNull('sql').orderBy('rowid')) as {
      type: string;
      name: string;
      sql: string;
    }[];
    const own = made.filter(({ name }) => !name.startsWith('sqlite_'));
    const dumped: Dumped = { schema: own.map(({ sql }) => sql), tables: {} };
    const names = own.filter(({ type }) => type === 'table').map(({ name }) => name);
    // What AUTOINCREMENT gave out last is a table of SQLite's own.
    if (made.some(({ name }) => name === 'sqlite_sequence')) names.push('sqlite_sequence');
    for (const name of names) dumped.tables[name] = await rowsOf(db, name);
    return dumped;
  } finally {
    await db.destroy();
  }
}

async function rowsOf(db: Knex, name: string): Promise<{ columns: string[]; rows: Cell[][] }> {
  const found = (await db(name)) as { [column: string]: string | number | null | Buffer }[];
  const columns = Object.keys(found[0] ?? {});
  const rows = found.map((row) =>
    columns.map((column) => {
      const cell = row[column] ?? null;
      return Buffer.isBuffer(cell) ? { $hex: cell.toString('hex') } : cell;
    }),
  );
  return { columns, rows };
}

/** Into a new file, exactly as it was. */
export async function load({ schema, tables }: Dumped, filename: string): Promise<void> {
  const db = connect(filename, ['journal_mode = WAL']);
  try {
    for (const sql of schema) await db.raw(sql);
    for (const [name, { columns, rows }] of Object.entries(tables)) {
      // Making a table with AUTOINCREMENT has begun SQLite's own one.
      await db(name).del();
      const marks = columns.map(() => '?').join();
      const named = columns.map((column) => `"${column}"`).join();
      for (const row of rows)
        await db.raw(`INSERT INTO ${name} (${named}) VALUES (${marks})`, row.map(cellOf));
    }
  } finally {
    await db.destroy();
  }
}

function cellOf(cell: Cell): string | number | null | Buffer {
  return typeof cell === 'object' && cell !== null ? Buffer.from(cell.$hex, 'hex') : cell;
}
