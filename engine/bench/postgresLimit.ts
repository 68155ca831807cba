// PostgreSQL for the driver's limit: a database of its own with the schema of the product, and the driver alone.
import { randomBytes } from 'node:crypto';
import { addressOfUrl, connectPostgres } from '../store/dialects/postgresConnect.ts';
import { copyText } from '../store/dialects/postgresRows.ts';
import { runStatements } from '../store/dialects/postgresStatements.ts';
import { openStore } from '../store/openStore.ts';
import type { Store } from '../store/store.ts';
import type { Chunk, Prepared, RawDatabase, WrittenRows } from './driverLimit.ts';

type Row = { [column: string]: string | number | null };

export const benchMasterKey = randomBytes(32).toString('base64');

/** Makes databases beside the one of the address, which is left alone, and drops them at the end. */
export async function benchDatabases(url: string) {
  const server = connectPostgres(addressOfUrl(url), [], 1);
  const prefix = `cauce_bench_${randomBytes(4).toString('hex')}`;
  const made: string[] = [];
  const durability = ['fsync', 'synchronous_commit', 'full_page_writes', 'shared_buffers', 'server_version'];
  const [settings] = (await server.raw(
    `SELECT ${durability.map((name) => `current_setting('${name}') AS ${name}`).join(', ')}`,
  )) as { [name: string]: string }[];
  return {
    settings: { ...settings },
    async create(): Promise<string> {
      const name = `${prefix}_${made.length}`;
      await server.raw(`CREATE DATABASE "${name}" ENCODING 'UTF8' TEMPLATE template0`);
      made.push(name);
      const address = new URL(url);
      address.pathname = `/${name}`;
      return address.href;
    },
    async close(): Promise<void> {
      for (const name of made) await server.raw(`DROP DATABASE "${name}" WITH (FORCE)`);
      await server.destroy();
    },
  };
}

export async function openPostgresLimit(url: string): Promise<RawDatabase> {
  await (await openStore({ url, masterKey: benchMasterKey })).close();
  const pool = connectPostgres(addressOfUrl(url), [], 1);
  return {
    prepare: (chunk) => chunk.map(copyOf),
    async write(chunks) {
      // As a plain loop over the driver does: each is answered before the next is asked.
      for (const chunk of chunks)
        for (const each of [begin, ...chunk.map(bound), commit]) await runStatements(pool, [each]);
    },
    close: () => pool.destroy(),
  };
}

const begin = { sql: 'BEGIN', bindings: [] };
const commit = { sql: 'COMMIT', bindings: [] };
const bound = ({ sql, parameters }: Prepared) => ({ sql, bindings: parameters as string[] });

/** Nothing that a client can send is faster than COPY. */
function copyOf({ table, rows }: Chunk[number]): Prepared {
  const columns = Object.keys(rows[0] ?? {});
  const names = columns.map((column) => `"${column}"`).join(', ');
  const cells = rows.map((row) => columns.map((column) => row[column] ?? null));
  return { sql: `COPY ${table} (${names}) FROM STDIN`, parameters: [copyText(cells)] };
}

/** Rows written since they were last taken, by table, in the order in which they lie. */
export async function postgresRows({ reader }: Store): Promise<WrittenRows> {
  const tables = (await reader.raw(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema() AND tablename LIKE 'cauce\\_%'
      AND tablename NOT IN ('cauce_counters', 'cauce_schema', 'cauce_anchors', 'cauce_nodes')`,
  )) as { name: string }[];
  let since = await nextTransaction(reader);
  return {
    async take() {
      const from = since;
      since = await nextTransaction(reader);
      const taken = new Map<string, Row[]>();
      for (const { name } of tables) {
        const sql = `SELECT * FROM ${name} WHERE xmin::text::bigint >= ? ORDER BY ctid`;
        const rows = (await reader.raw(sql, [from])) as Row[];
        if (rows.length > 0) taken.set(name, rows);
      }
      return taken;
    },
  };
}

async function nextTransaction(reader: Store['reader']): Promise<number> {
  const [row] = (await reader.raw(
    'SELECT (pg_snapshot_xmax(pg_current_snapshot())::text::bigint & 4294967295) AS id',
  )) as { id: number }[];
  return Number(row?.id);
}
