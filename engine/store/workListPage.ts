// Pages of open tasks in work-list order: the most urgent first, then by due date, then the oldest.
import type { Knex } from 'knex';
import type { Searchable } from './columns.ts';
import { decodeCursor, invalidCursor, type SortColumn } from './cursors.ts';
import type { OpenTasks, Place } from './openTasks.ts';
import { NO_DUE_DATE } from './projections/workList.ts';
import type { Query, Row } from './store.ts';

const order = ['priority', 'due_at', 'key'];

export function isWorkListOrder(sort: SortColumn[]): boolean {
  return (
    sort.length === order.length &&
    sort.every(
      ({ column, descending, nulls }, at) =>
        column === order[at] && descending === (at === 0) && (at !== 1 || nulls === 'last'),
    )
  );
}

export async function listedRows(
  db: Knex,
  { table, columns }: Searchable,
  open: OpenTasks,
  query: Query,
  limit: number,
): Promise<Row[]> {
  const backwards = query.after === undefined && query.before !== undefined;
  const cursor = query.after ?? query.before;
  const offset = Math.max(Math.trunc(query.from ?? 0), 0);
  const page = open.page(limit, cursor === undefined ? { offset } : { after: placeOf(cursor), backwards });
  const list = db.from(page.as('list')).join(`${table} as t`, 't.key', 'list.task_key');
  return (await list
    .orderBy(['list.rank', 'list.due_at', 'list.task_key'])
    .select(columns.map((column) => `t.${column}`))) as Row[];
}

function placeOf(cursor: string): Place {
  const [priority = 0, dueAt, key] = decodeCursor(cursor, order.length);
  const place = [-Number(priority), dueAt === null ? NO_DUE_DATE : Number(dueAt), Number(key)] as const;
  if (!place.every(Number.isSafeInteger)) throw invalidCursor(cursor);
  return place;
}
