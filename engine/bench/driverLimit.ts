// The limit of the driver: the rows that the product wrote, written again to the same tables without the product.
import type { Contestant } from './measure.ts';

type Row = { [column: string]: string | number | null };
/** The rows of one commit, by table. */
export type Chunk = { table: string; rows: Row[] }[];

/** What a database can do for the limit; one for each dialect. */
export interface RawDatabase {
  /** Writes each chunk in one transaction with one statement a table; resolves when all are committed. */
  write(chunks: Prepared[][]): Promise<void>;
  /** Everything that needs no database. */
  prepare(chunk: Chunk): Prepared[];
  close(): Promise<void>;
}

export interface Prepared {
  sql: string;
  parameters: unknown[];
}

/** Reads what was written since it was last asked, by table. */
export interface WrittenRows {
  take(): Promise<Map<string, Row[]>>;
}

/**
 * Takes its rows from what the product wrote in the round before it, `instances` to a commit; `bytes` are ready before
 * the clock runs.
 */
export function driverLimit(
  written: WrittenRows,
  raw: RawDatabase,
  { name, count, perCommit }: { name: string; count: number; perCommit: number },
): Contestant {
  let prepared: Prepared[][] = [];
  let rows = 0;
  const settings = { instancesACommit: perCommit, rowsAnInstance: 0 };
  return {
    name,
    unit: 'instance',
    count,
    // No more than the product wrote to warm up.
    warmUp: Math.min(Math.ceil(count / 4), 250),
    settings,
    async prepare(instances) {
      const tables = await written.take();
      rows = [...tables.values()].reduce((sum, list) => sum + list.length, 0);
      const available = tables.get('cauce_process_instances')?.length ?? 0;
      if (available < instances)
        throw new Error(`Expected rows of ${instances} instances, but there are ${available}`);
      settings.rowsAnInstance = Math.round(rows / available);
      prepared = chunksOf(tables, available, instances, perCommit).map(raw.prepare);
    },
    run: () => raw.write(prepared),
  };
}

/** Rows lie in the order of their instances: equal parts of each table are equal numbers of instances. */
function chunksOf(tables: Map<string, Row[]>, available: number, wanted: number, perCommit: number): Chunk[] {
  const chunks: Chunk[] = [];
  for (let from = 0; from < wanted; from += perCommit) {
    const to = Math.min(from + perCommit, wanted);
    const chunk: Chunk = [];
    for (const [table, list] of tables) {
      const at = (instance: number) => Math.round((instance / available) * list.length);
      const rows = list.slice(at(from), at(to));
      if (rows.length > 0) chunk.push({ table, rows });
    }
    chunks.push(chunk);
  }
  return chunks;
}
