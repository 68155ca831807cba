// SQLite for the driver's limit: the schema of the product in a file of its own, and the driver alone.
import { connectWriter } from '../store/dialects/sqliteConnect.ts';
import { openStore } from '../store/openStore.ts';
import type { Store } from '../store/store.ts';
import type { Chunk, Prepared, RawDatabase, WrittenRows } from './driverLimit.ts';

type Row = { [column: string]: string | number | null };

/** What we use of the driver. */
interface Driver {
  prepare(sql: string): Statement;
}

interface Statement {
  run(parameters: unknown[], done: (error: Error | null) => void): void;
  finalize(done: () => void): void;
}

export async function openSqliteLimit(filename: string): Promise<RawDatabase> {
  await (await openStore({ filename })).close();
  const pool = await connectWriter(filename);
  const driver = (await pool.client.acquireConnection()) as Driver;
  const statements = new Map<string, Statement>();
  const run = (sql: string, parameters: unknown[] = []) =>
    new Promise<void>((resolve, reject) => {
      const known = statements.get(sql) ?? driver.prepare(sql);
      statements.set(sql, known);
      known.run(parameters, (error) => (error ? reject(error) : resolve()));
    });

  return {
    prepare: (chunk) => chunk.map(insertOf),
    async write(chunks) {
      for (const chunk of chunks) {
        await run('BEGIN IMMEDIATE');
        for (const { sql, parameters } of chunk) await run(sql, parameters);
        await run('COMMIT');
      }
    },
    async close() {
      for (const each of statements.values()) await new Promise<void>((done) => each.finalize(done));
      await pool.client.releaseConnection(driver);
      await pool.destroy();
    },
  };
}

function insertOf({ table, rows }: Chunk[number]): Prepared {
  const columns = Object.keys(rows[0] ?? {});
  const cells = columns.map((_, at) => `value->>${at}`).join(', ');
  const names = columns.map((column) => `"${column}"`).join(', ');
  return {
    sql: `INSERT INTO ${table} (${names}) SELECT ${cells} FROM jsonb_each(?)`,
    parameters: [JSON.stringify(rows.map((row) => columns.map((column) => row[column])))],
  };
}

/** Rows written since they were last taken, by table; what is kept of series and definitions is left out. */
export async function sqliteRows({ reader }: Store): Promise<WrittenRows> {
  const found = (await reader.raw(
    `SELECT name, sql LIKE '%WITHOUT ROWID%' AS keyed FROM sqlite_master WHERE type = 'table'
      AND name LIKE 'cauce_%' AND name NOT IN ('cauce_counters', 'cauce_schema', 'cauce_anchors')`,
  )) as { name: string; keyed: number }[];
  const taken = found.map(({ name, keyed }) => ({
    name,
    take: keyed ? rowsByContent(reader, name) : rowsByNumber(reader, name),
  }));
  for (const { take } of taken) await take();
  return {
    async take() {
      const tables = new Map<string, Row[]>();
      for (const { name, take } of taken) {
        const rows = await take();
        if (rows.length > 0) tables.set(name, rows);
      }
      return tables;
    },
  };
}

function rowsByNumber(reader: Store['reader'], table: string): () => Promise<Row[]> {
  let last = -1;
  return async () => {
    const sql = `SELECT rowid AS "#", * FROM ${table} WHERE rowid > ? ORDER BY rowid`;
    const rows = (await reader.raw(sql, [last])) as Row[];
    last = Number(rows.at(-1)?.['#'] ?? last);
    return rows.map(({ '#': _, ...row }) => row);
  };
}

/** Tables without row numbers lie in the order of their keys. */
function rowsByContent(reader: Store['reader'], table: string): () => Promise<Row[]> {
  const seen = new Set<string>();
  return async () => {
    const rows = (await reader.raw(`SELECT * FROM ${table}`)) as Row[];
    return rows.filter((row) => isNew(seen, JSON.stringify(row)));
  };
}

function isNew(seen: Set<string>, text: string): boolean {
  return !seen.has(text) && Boolean(seen.add(text));
}
