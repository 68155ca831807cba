// Searches of open tasks for whoever asks, through the work list: ranges of its key, already in the order of the list.
import type { Knex } from 'knex';
import { candidate, isOfDueDate, restrictRow } from './openTaskConditions.ts';
import type { Condition, Query } from './store.ts';
import { withVariable } from './variableSearch.ts';

/** By what is urgent (rank, due date, key), or first come, first served. */
export type ListOrder = 'urgency' | 'arrival';

/** The values of a row of the list in the columns of an order. */
export type Place = readonly number[];

export interface OpenTasks {
  /** Keys of the tasks from an offset, or behind a place, in the order of the list or against it. */
  page(
    order: ListOrder,
    limit: number,
    from: { offset?: number; after?: Place; backwards?: boolean },
  ): Knex.QueryBuilder;
  /** Exact to `most`; above it at least `most`. */
  count(most: number): Promise<number>;
  /** Keys of all of them in no order. */
  keys(): Knex.QueryBuilder;
  /** The first so many of them with what the list holds of each, once each. */
  first(limit: number): Knex.QueryBuilder;
}

/** One range of the list's key; `held`: only what somebody, or nobody, holds. */
interface Range {
  kind: 'all' | 'group' | 'user' | 'holder';
  name: string;
  held?: 0 | 1;
  /** The condition on who holds it is said. */
  byHolder?: true;
}

export const listColumns = {
  urgency: ['rank', 'due_at', 'task_key'],
  arrival: ['arrived_at', 'task_key'],
} as const satisfies Record<ListOrder, readonly string[]>;

/** What the list holds of each task. */
const columnsOfList = [...listColumns.urgency, 'arrived_at', 'instance_key', 'process_id', 'held'];

/**
 * Undefined where the query asks for more than open tasks. `ranks`, where they are known, are all that open tasks have:
 * with them what is asked of due dates is a range of the list's key.
 */
export function openTasks(
  db: Knex,
  tenant: string,
  query: Query,
  ranks: readonly number[] = [],
  restrictMore?: (rows: Knex.QueryBuilder, instance: string) => void,
): OpenTasks | undefined {
  const conditions = query.where ?? [];
  if (!conditions.some(isOpen)) return undefined;
  const ranges = rangesOf(query, conditions);
  const saidByRange = (one: Condition) => isOpen(one) || (ranges[0]?.byHolder === true && isHolder(one));
  const rest = conditions.filter((condition) => !saidByRange(condition));
  const byRank = rest.some(isOfDueDate) && ranks.length > 0;

  function rowsOf({ kind, name, held }: Range): Knex.QueryBuilder {
    const rows = db('cauce_work_list as o').where({ 'o.tenant_id': tenant, 'o.kind': kind, 'o.name': name });
    if (held !== undefined) rows.where('o.held', held);
    if (byRank) rows.whereIn('o.rank', [...ranks]);
    for (const condition of rest) restrictRow(rows, db, condition);
    for (const offered of query.offeredTo ?? [])
      rows.whereExists(candidate(db, tenant, offered.kind, offered.names));
    for (const variable of query.variables ?? []) withVariable(rows, db, tenant, 'o.instance_key', variable);
    restrictMore?.(rows, 'o.instance_key');
    return rows;
  }

  /** Of several ranges each row counts in the first that has it. */
  function newOf(range: Range, at: number): Knex.QueryBuilder {
    const rows = rowsOf(range);
    const earlier = ranges.slice(0, at).filter(({ held }) => held === undefined || held === range.held);
    for (const { kind, name } of earlier) {
      const same = db('cauce_work_list as e').where({
        'e.tenant_id': tenant,
        'e.kind': kind,
        'e.name': name,
      });
      for (const column of listColumns.urgency) same.whereRaw('?? = ??', [`e.${column}`, `o.${column}`]);
      rows.whereNotExists(same.select(db.raw('1')));
    }
    return rows;
  }

  return {
    page(by, limit, { offset = 0, after, backwards = false }) {
      const columns = listColumns[by];
      const order = columns.map((column) => ({ column, order: backwards ? 'desc' : 'asc' }));
      const parts = ranges.map((range, at) => {
        const rows = rowsOf(range).select(columns.map((column) => `o.${column}`));
        if (after) rows.whereRaw(beyond(by, backwards ? '<' : '>'), [...after]);
        return db.select('*').from(
          rows
            .orderBy(order)
            .limit(offset + limit)
            .as(`r${at}`),
        );
      });
      const [first, ...others] = parts as [Knex.QueryBuilder, ...Knex.QueryBuilder[]];
      // What stands in several is there once.
      return (others.length > 0 ? first.union(others) : first).orderBy(order).limit(limit).offset(offset);
    },
    async count(most) {
      const counts = ranges.map((range, at) => {
        const rows = newOf(range, at)
          .select('o.task_key')
          .limit(most + 1);
        return db.count('*').from(rows.as('counted')).toSQL();
      });
      const sum = counts.map(({ sql }) => `(${sql})`).join(' + ');
      const bindings = counts.flatMap((each) => each.bindings as Knex.RawBinding[]);
      const [row] = (await db.select(db.raw(`${sum} AS total`, bindings))) as { total: number }[];
      return Number(row?.total ?? 0);
    },
    keys() {
      const [first, ...others] = ranges.map((range) => rowsOf(range).select('o.task_key'));
      return (first as Knex.QueryBuilder).unionAll(others);
    },
    first(limit) {
      const order = listColumns.urgency.map((column) => `o.${column}`);
      const parts = ranges.map((range, at) => {
        const rows = rowsOf(range).select(columnsOfList.map((column) => `o.${column}`));
        return db.select('*').from(rows.orderBy(order).limit(limit).as(`r${at}`));
      });
      const [one, ...others] = parts as [Knex.QueryBuilder, ...Knex.QueryBuilder[]];
      return (others.length > 0 ? one.union(others) : one).limit(limit);
    },
  };
}

function beyond(by: ListOrder, side: '<' | '>'): string {
  const columns = listColumns[by];
  return `(${columns.map((column) => `o.${column}`).join(', ')}) ${side} (${columns.map(() => '?').join(', ')})`;
}

function isOpen({ column, op, value }: Condition): boolean {
  return column === 'state' && op === 'eq' && value === 'CREATED';
}

function isHolder({ column, op }: Condition): boolean {
  return column === 'assignee' && op === 'eq';
}

function rangesOf({ candidates }: Query, conditions: Condition[]): Range[] {
  const holder = conditions.find(isHolder)?.value;
  if (typeof holder === 'string' && (!candidates || candidates.user === holder))
    return [{ kind: 'holder', name: holder, byHolder: true }];
  if (!candidates) return [{ kind: 'all', name: '' }];
  const held = candidates.heldByOthers ? {} : { held: 0 as const };
  return [...new Set(candidates.groups)]
    .map((name): Range => ({ kind: 'group', name, ...held }))
    .concat([
      { kind: 'user', name: candidates.user, ...held },
      { kind: 'holder', name: candidates.user, held: 1 },
    ]);
}
