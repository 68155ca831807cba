// Searching read models: conditions, sorts and cursors over allow-listed columns; everything else is bound, never spliced.
import type { Knex } from 'knex';
import { restrictToCandidates } from './candidates.ts';
import { type Searchable, searchable } from './columns.ts';
import { restrict, within } from './conditions.ts';
import { decodeCursor, encodeCursor, keyset, type SortColumn } from './cursors.ts';
import { ofInstances } from './ofInstances.ts';
import { asksForDueDates, ranksOf } from './openTaskConditions.ts';
import { type OpenTasks, openTasks } from './openTasks.ts';
import type { Page, Projection, Query, Row } from './store.ts';
import type { TextIndex } from './texts/textIndex.ts';
import { bySaid } from './texts/textSearch.ts';
import { fewInstances, withVariable } from './variableSearch.ts';
import { listedRows, listOrderOf } from './workListPage.ts';

const mostCounted = 10_000;

/** Of what most cases say, so many are counted: each has to be looked at. */
const mostCountedInText = 1000;

export async function search(
  db: Knex,
  tenant: string,
  projection: Projection,
  asked: Query,
  texts?: TextIndex,
): Promise<Page> {
  const target = targetOf(projection);
  const sort = sortOf(target, asked.sort ?? []);
  const said = await bySaid(db, target, asked, texts);
  const query = await named(db, target, tenant, said.query);
  const isOfTasks = projection === 'user_tasks';
  const ranks = isOfTasks && asksForDueDates(query) ? await ranksOf(db, tenant) : [];
  const isListed = isOfTasks && query === said.query && (query === asked || said.restrict);
  const open = isListed ? openTasks(db, tenant, query, ranks, said.restrict) : undefined;
  const countLimit = said.restrict ? mostCountedInText : mostCounted;
  const order = open && listOrderOf(sort);
  const limit = Math.min(Math.max(Math.trunc(query.limit ?? 100), 1), 1000);
  const rows = () => {
    const all = filtered(db, target, tenant, query, open);
    if (!open && target.instance !== undefined) said.restrict?.(all, `${target.table}.${target.instance}`);
    return all;
  };
  const found =
    open && order
      ? await listedRows(db, target, open, order, query, limit)
      : await sortedRows(rows(), target, sort, query, limit);
  const isWhole =
    found.length < limit && query.after === undefined && query.before === undefined && !query.from;
  const total = isWhole ? found.length : await (open?.count(countLimit) ?? count(rows(), countLimit));
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

/** Open tasks that a query finds, to be counted and placed; throws where it asks for more than open tasks. */
export async function searchOpenTasks(
  db: Knex,
  tenant: string,
  asked: Query,
  texts?: TextIndex,
): Promise<OpenTasks> {
  const target = targetOf('user_tasks');
  const said = await bySaid(db, target, asked, texts);
  const query = await named(db, target, tenant, said.query);
  const ranks = asksForDueDates(query) ? await ranksOf(db, tenant) : [];
  const open = openTasks(db, tenant, query, ranks, said.restrict);
  if (!open) throw new Error('Expected a query of open tasks, but it asks for more.');
  return open;
}

/** Where a variable's value belongs to few instances, their rows are asked for by key. */
async function named(db: Knex, target: Searchable, tenant: string, query: Query): Promise<Query> {
  for (const variable of query.variables ?? []) {
    const keys = await fewInstances(db, tenant, variable);
    if (!keys) continue;
    const where = [...(query.where ?? []), await ofInstances(db, target, keys)];
    // Which variable counts depends on the process of each row.
    if (variable.elsewhere) return { ...query, where };
    return { ...query, where, variables: query.variables?.filter((other) => other !== variable) ?? [] };
  }
  return query;
}

async function sortedRows(
  rows: Knex.QueryBuilder,
  { columns }: Searchable,
  sort: SortColumn[],
  query: Query,
  limit: number,
): Promise<Row[]> {
  const backwards = query.after === undefined && query.before !== undefined;
  const cursor = query.after ?? query.before;
  const order = backwards ? sort.map(reverse) : sort;
  if (cursor !== undefined) keyset(rows, order, decodeCursor(cursor, order.length));
  else rows.offset(Math.max(Math.trunc(query.from ?? 0), 0));
  for (const { column, descending, nulls } of order) {
    // Direction and place of nulls come from these two literals, never from the query.
    rows.orderByRaw(`?? ${descending ? 'DESC' : 'ASC'} NULLS ${nulls === 'first' ? 'FIRST' : 'LAST'}`, [
      column,
    ]);
  }
  const found = (await rows.select(columns.slice()).limit(limit)) as Row[];
  return backwards ? found.reverse() : found;
}

export async function find(
  db: Knex,
  tenant: string,
  projection: Projection,
  where: { [column: string]: string | number },
): Promise<Row | undefined> {
  const target = targetOf(projection);
  const query = db(target.table).where('tenant_id', tenant);
  for (const [column, value] of Object.entries(where)) query.where(known(target, column), within(value));
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

/**
 * An index that leads with the tenant is of use where a condition names its next column. Where none does, SQLite must
 * not take it all the same: it would read the whole tenant and sort it for one page.
 */
function tenantOf({ table, next }: Searchable, { where = [] }: Query): string {
  const isNext = where.some(({ column, op }) => (op === 'eq' || op === 'in') && next.includes(column));
  return isNext ? `${table}.tenant_id` : `coalesce(${table}.tenant_id, '')`;
}

/** Every condition of the query; `open` says who may see which open tasks. */
function filtered(
  db: Knex,
  target: Searchable,
  tenant: string,
  query: Query,
  open: OpenTasks | undefined,
): Knex.QueryBuilder {
  const { table } = target;
  const rows = db(table).whereRaw(`${tenantOf(target, query)} = ?`, [tenant]);
  for (const condition of query.where ?? []) restrict(rows, known(target, condition.column), condition);
  for (const variable of query.variables ?? []) {
    const column = target.instance;
    if (column === undefined) throw new Error(`Expected rows of instances but asked ${table} of variables`);
    withVariable(rows, db, tenant, `${table}.${column}`, variable);
  }
  const isOfTasks = table === 'cauce_user_tasks';
  if (!isOfTasks && (query.candidates || query.offeredTo))
    throw new Error(`Expected candidates of user tasks but asked of ${table}`);
  if (open) return rows.whereIn('key', open.keys());
  restrictToCandidates(rows, db, tenant, query);
  return rows;
}

async function count(rows: Knex.QueryBuilder, countLimit: number): Promise<number> {
  const capped = rows
    .clone()
    .select('tenant_id')
    .limit(countLimit + 1);
  const counted = rows.client.queryBuilder().count({ total: '*' }).from(capped.as('counted'));
  const [row] = (await counted) as { total: number }[];
  return row?.total ?? 0;
}
