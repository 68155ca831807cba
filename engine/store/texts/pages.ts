// Rows of cases in pages: a case may have very many, and whoever else works in this process waits for each piece.
import { setImmediate as turn } from 'node:timers/promises';
import type { Knex } from 'knex';

/** Rows of a page. */
export const PAGE = 500;
/** Milliseconds that a piece takes before others have their turn: values may be large, and sealed. */
const LONGEST_PIECE = 5;

/** To be awaited between rows: gives others their turn once a piece has taken long enough. */
export function pauses(): () => Promise<void> | undefined {
  let since = performance.now();
  return () => {
    if (performance.now() - since < LONGEST_PIECE) return undefined;
    return turn().then(() => {
      since = performance.now();
    });
  };
}

export interface Rows {
  table: string;
  /** Whose rows they are: of a case or of an instance. */
  of: string;
  /** Beside it: what tells its rows apart, in their order. */
  order: readonly string[];
  columns: readonly string[];
  where?: object;
}

/**
 * Owner after owner. `owners` is asked for each page, for some may need no more meanwhile. Where a page ends inside
 * an owner, what is left of that one is asked for alone: SQLite would else begin with its first row again.
 */
export async function* pagesOf<Row>(
  reader: Knex,
  { table, of, order, columns, where = {} }: Rows,
  owners: () => readonly number[],
): AsyncGenerator<Row[]> {
  let from = 0;
  let inside: Cells | undefined;
  for (;;) {
    const needed = owners().filter((owner) => owner >= from);
    if (needed.length === 0) return;
    if (!needed.includes(from)) inside = undefined;
    // By the owner first: else PostgreSQL may look through the whole table in the order of its key.
    const asked = reader(table)
      .where(where)
      .orderBy([of, ...order])
      .limit(PAGE);
    if (inside) after(asked.where(of, from), order, inside);
    else asked.whereIn(of, needed);
    const rows = (await asked.select(of, ...order, ...columns)) as Cells[];
    yield rows as Row[];
    const last = rows.at(-1);
    if (last && rows.length === PAGE) {
      inside = last;
      from = Number(last[of]);
    } else if (inside) {
      inside = undefined;
      from += 1;
    } else return;
  }
}

/** The same of all instances of cases, with the case of each row. */
export async function* pagesOfCases<Row>(
  reader: Knex,
  rows: Omit<Rows, 'of'>,
  roots: () => readonly number[],
): AsyncGenerator<(Row & { root_key: number })[]> {
  const instances = { table: 'cauce_process_instances', of: 'root_key', order: ['key'], columns: [] };
  for await (const page of pagesOf<{ key: number; root_key: number }>(reader, instances, roots)) {
    const rootOf = new Map(page.map(({ key, root_key }) => [Number(key), Number(root_key)]));
    const needed = () => {
      const left = new Set(roots());
      return [...rootOf].flatMap(([key, root]) => (left.has(root) ? [key] : []));
    };
    for await (const found of pagesOf<Row & { instance_key: number }>(
      reader,
      { ...rows, of: 'instance_key' },
      needed,
    ))
      yield found.map((row) => ({ ...row, root_key: rootOf.get(Number(row.instance_key)) as number }));
  }
}

type Cells = Record<string, string | number>;

function after(rows: Knex.QueryBuilder, order: readonly string[], last: Cells): void {
  const list = (text: string) => order.map(() => text).join(', ');
  const cells = order.map((column) => last[column] as string | number);
  rows.whereRaw(`(${list('??')}) > (${list('?')})`, [...order, ...cells]);
}
