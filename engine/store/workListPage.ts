// Pages of open tasks in an order of the work list: the most urgent first, then by due date, then the oldest; or first come,
// first served. And where a task stands in either.
import type { Knex } from 'knex';
import type { Searchable } from './columns.ts';
import { decodeCursor, invalidCursor, type SortColumn } from './cursors.ts';
import { type ListOrder, listColumns, type OpenTasks, type Place } from './openTasks.ts';
import { NO_DUE_DATE } from './projections/workList.ts';
import type { Query, Row } from './store.ts';

const orders: Record<ListOrder, { column: string; descending: boolean }[]> = {
  urgency: [
    { column: 'priority', descending: true },
    { column: 'due_at', descending: false },
    { column: 'key', descending: false },
  ],
  arrival: [
    { column: 'created_at', descending: false },
    { column: 'key', descending: false },
  ],
};

export type { ListOrder };

/** How a search of user tasks asks for an order. */
export function sortOfList(order: ListOrder): NonNullable<Query['sort']> {
  return orders[order];
}

export function listOrderOf(sort: SortColumn[]): ListOrder | undefined {
  const isThis = (order: ListOrder) =>
    sort.length === orders[order].length &&
    sort.every(({ column, descending, nulls }, at) => {
      const own = orders[order][at];
      const isLast = column !== 'due_at' || nulls === 'last';
      return column === own?.column && descending === own.descending && isLast;
    });
  return (['urgency', 'arrival'] as const).find(isThis);
}

export async function listedRows(
  db: Knex,
  { table, columns }: Searchable,
  open: OpenTasks,
  order: ListOrder,
  query: Query,
  limit: number,
): Promise<Row[]> {
  const backwards = query.after === undefined && query.before !== undefined;
  const cursor = query.after ?? query.before;
  const offset = Math.max(Math.trunc(query.from ?? 0), 0);
  const from = cursor === undefined ? { offset } : { after: placeOf(order, cursor), backwards };
  const page = open.page(order, limit, from);
  const list = db.from(page.as('list')).join(`${table} as t`, 't.key', 'list.task_key');
  return (await list
    .orderBy(listColumns[order].map((column) => `list.${column}`))
    .select(columns.map((column) => `t.${column}`))) as Row[];
}

/** Where tasks stand among the first so many, counted from 1; those behind them are left out. */
export async function listPositions(
  open: OpenTasks,
  order: ListOrder,
  most: number,
): Promise<ReadonlyMap<number, number>> {
  const first: { task_key: number }[] = await open.page(order, most, {});
  return new Map(first.map(({ task_key }, index) => [Number(task_key), index + 1]));
}

function placeOf(order: ListOrder, cursor: string): Place {
  const columns = orders[order];
  const values = decodeCursor(cursor, columns.length);
  const place = columns.map((column, at) => placed(column, values[at]));
  if (!place.every(Number.isSafeInteger)) throw invalidCursor(cursor);
  return place;
}

/** As the list holds it: what comes last has the largest number. */
function placed({ column, descending }: { column: string; descending: boolean }, value: unknown): number {
  if (column === 'due_at' && (value === null || value === undefined)) return NO_DUE_DATE;
  return descending ? -Number(value ?? 0) : Number(value ?? Number.NaN);
}
