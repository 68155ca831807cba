// Searching read models: conditions, sorts and cursors over allow-listed columns; everything else is bound, never spliced.
import type { Knex } from 'knex';
import { type Searchable, searchable } from './columns.ts';
import { decodeCursor, encodeCursor, keyset, type SortColumn } from './cursors.ts';
import { dialectOf } from './dialects/dialectOf.ts';
import type { Condition, Page, Projection, Query, Row } from './store.ts';

const countLimit = 10_000;

export async function search(db: Knex, tenant: string, projection: Projection, query: Query): Promise<Page> {
  const target = targetOf(projection);
  const sort = sortOf(target, query.sort ?? []);
  const limit = Math.min(Math.max(Math.trunc(query.limit ?? 100), 1), 1000);
  const backwards = query.after === undefined && query.before !== undefined;
  const cursor = query.after ?? query.before;
  const rows = filtered(db, target, tenant, projection, query).select(target.columns.slice());
  const order = backwards ? sort.map(reverse) : sort;
  if (cursor !== undefined) keyset(rows, order, decodeCursor(cursor, order.length));
  else rows.offset(Math.max(Math.trunc(query.from ?? 0), 0));
  for (const { column, descending, nulls } of order) {
    // Direction and place of nulls come from these two literals, never from the query.
    rows.orderByRaw(`?? ${descending ? 'DESC' : 'ASC'} NULLS ${nulls === 'first' ? 'FIRST' : 'LAST'}`, [
      column,
    ]);
  }
  const found = (await rows.limit(limit)) as Row[];
  if (backwards) found.reverse();
  const total = await count(filtered(db, target, tenant, projection, query));
  return {
    rows: found,
    total: Math.min(total, countLimit),
    hasMoreTotal: total > countLimit,
    ...(found.length > 0 && {
      startCursor: encodeCursor(sort, found[0] as Row),
      endCursor: encodeCursor(sort, found.at(-1) as Row),
    }),
  };
}

export async function find(
  db: Knex,
  tenant: string,
  projection: Projection,
  where: { [column: string]: string | number },
): Promise<Row | undefined> {
  const target = targetOf(projection);
  const query = db(target.table).where('tenant_id', tenant);
  for (const [column, value] of Object.entries(where)) query.where(known(target, column), value);
  return (await query.first([...target.columns, ...(target.heavy ?? [])])) as Row | undefined;
}

function targetOf(projection: Projection): Searchable {
  const target = searchable.get(projection);
  if (!target) throw new Error(`Expected a searchable read model but ${projection} is none`);
  return target;
}

function known(target: Searchable, column: string): string {
  if (target.columns.includes(column)) return column;
  throw new Error(`Expected a column of ${target.table} but ${column} is none`);
}

function sortOf(target: Searchable, sort: NonNullable<Query['sort']>): SortColumn[] {
  const columns: SortColumn[] = [];
  for (const { column, descending = false, nulls = 'last' } of sort) {
    if (columns.some((earlier) => earlier.column === column)) continue;
    columns.push({ column: known(target, column), descending, nulls });
  }
  for (const column of target.key) {
    if (!columns.some((earlier) => earlier.column === column)) {
      columns.push({ column, descending: false, nulls: 'last' });
    }
  }
  return columns;
}

function reverse({ column, descending, nulls }: SortColumn): SortColumn {
  return { column, descending: !descending, nulls: nulls === 'first' ? 'last' : 'first' };
}

function filtered(
  db: Knex,
  target: Searchable,
  tenant: string,
  projection: Projection,
  query: Query,
): Knex.QueryBuilder {
  const rows = db(target.table).where(`${target.table}.tenant_id`, tenant);
  for (const condition of query.where ?? []) restrict(rows, known(target, condition.column), condition);
  if (query.candidates) {
    if (projection !== 'user_tasks')
      throw new Error(`Expected candidates of user_tasks but asked of ${projection}`);
    restrictToCandidates(rows, tenant, query.candidates);
  }
  return rows;
}

/** A task that nobody holds and the user or a group of theirs may take, or one that the user holds. */
function restrictToCandidates(
  rows: Knex.QueryBuilder,
  tenant: string,
  who: NonNullable<Query['candidates']>,
): void {
  rows.where((either) => {
    either.where('assignee', who.user).orWhere((open) => {
      if (!who.heldByOthers) open.whereNull('assignee');
      open.whereExists((candidate) => {
        candidate
          .select('task_key')
          .from('cauce_task_candidates AS c')
          .where('c.tenant_id', tenant)
          .whereRaw('c.task_key = cauce_user_tasks.key')
          .where((match) => {
            match.where((group) => group.where('c.kind', 'group').whereIn('c.name', who.groups));
            match.orWhere((user) => user.where('c.kind', 'user').where('c.name', who.user));
          });
      });
    });
  });
}

function restrict(rows: Knex.QueryBuilder, column: string, { op, value }: Condition): void {
  const list = Array.isArray(value) ? value : [typeof value === 'boolean' ? Number(value) : value];
  const scalar = list[0] ?? null;
  switch (op) {
    case 'eq':
      return void rows.where(column, scalar);
    case 'neq':
      return void rows.where((row) => row.whereNot(column, scalar).orWhereNull(column));
    case 'in':
      return void rows.whereIn(column, list);
    case 'notIn':
      return void rows.where((row) => row.whereNotIn(column, list).orWhereNull(column));
    case 'like':
      return void rows.whereRaw(`?? ${dialectOf(rows).like} ? ESCAPE '\\'`, [
        column,
        likePattern(String(value)),
      ]);
    case 'gt':
      return void rows.where(column, '>', scalar as string);
    case 'gte':
      return void rows.where(column, '>=', scalar as string);
    case 'lt':
      return void rows.where(column, '<', scalar as string);
    case 'lte':
      return void rows.where(column, '<=', scalar as string);
    case 'exists':
      return void (value ? rows.whereNotNull(column) : rows.whereNull(column));
  }
}

/** `*` stands for any text, `?` for one character, a backslash makes them plain; as the HTTP API writes patterns. */
function likePattern(pattern: string): string {
  return pattern.replace(/\\([*?\\])|[*?%_\\]/g, (found, escaped: string | undefined) => {
    if (escaped !== undefined) return escaped === '\\' ? '\\\\' : escaped;
    if (found === '*') return '%';
    return found === '?' ? '_' : `\\${found}`;
  });
}

async function count(rows: Knex.QueryBuilder): Promise<number> {
  const capped = rows
    .clone()
    .select('tenant_id')
    .limit(countLimit + 1);
  const counted = rows.client.queryBuilder().count({ total: '*' }).from(capped.as('counted'));
  const [row] = (await counted) as { total: number }[];
  return row?.total ?? 0;
}
