// Conditions on rows of the work list: said of its own columns where it has them, else asked of the task.
import type { Knex } from 'knex';
import { restrict } from './conditions.ts';
import { NO_DUE_DATE } from './projections/workList.ts';
import type { Condition, Query } from './store.ts';

/** Few, however many tasks are open: each is one step through the list's key. */
export async function ranksOf(db: Knex, tenant: string): Promise<number[]> {
  const least = `(SELECT min(rank) FROM cauce_work_list WHERE tenant_id = ? AND kind = 'all' AND name = ''`;
  const rows = (await db.raw(
    `WITH RECURSIVE ranks(rank) AS (SELECT ${least}) UNION ALL
     SELECT ${least} AND cauce_work_list.rank > ranks.rank) FROM ranks WHERE ranks.rank IS NOT NULL)
     SELECT rank FROM ranks WHERE rank IS NOT NULL`,
    [tenant, tenant],
  )) as { rank: number }[];
  return rows.map(({ rank }) => Number(rank));
}

/** Whether the query asks for a range of due dates. */
export const asksForDueDates = ({ where = [] }: Query): boolean => where.some(isOfDueDate);

export const isOfDueDate = ({ column, op }: Condition): boolean =>
  column === 'due_at' && (compared.has(op) || op === 'exists');

/** Columns that the list has itself; the others are asked of the task. */
const own: { readonly [column: string]: string } = {
  key: 'o.task_key',
  instance_key: 'o.instance_key',
  process_id: 'o.process_id',
  created_at: 'o.arrived_at',
};
/** How a condition on the priority is said of the rank, which is the priority turned round. */
const turned: { readonly [op: string]: Condition['op'] } = {
  eq: 'eq',
  in: 'in',
  gt: 'lt',
  gte: 'lte',
  lt: 'gt',
  lte: 'gte',
};

function turnedRound({ column, op, value }: Condition): Condition {
  const rank = Array.isArray(value) ? value.map((one) => -Number(one)) : -Number(value);
  return { column, op: turned[op] ?? op, value: rank };
}

const compared: ReadonlySet<string> = new Set(['eq', 'in', 'lt', 'lte', 'gt', 'gte']);

export function restrictRow(rows: Knex.QueryBuilder, db: Knex, condition: Condition): void {
  const { column, op, value } = condition;
  if (column === 'key' && (op === 'in' || op === 'eq')) return among(rows, db, condition);
  const listed = own[column];
  if (listed !== undefined) return restrict(rows, listed, condition);
  if (column === 'priority' && turned[op]) restrict(rows, 'o.rank', turnedRound(condition));
  else if (column === 'due_at' && compared.has(op)) {
    restrict(rows, 'o.due_at', condition);
    if (op === 'gt' || op === 'gte') rows.where('o.due_at', '<', NO_DUE_DATE);
  } else if (column === 'due_at' && op === 'exists') rows.where('o.due_at', value ? '<' : '=', NO_DUE_DATE);
  else if (column === 'assignee' && op === 'exists') rows.where('o.held', value ? 1 : 0);
  else {
    const task = db('cauce_user_tasks as t').whereRaw('t.key = o.task_key');
    restrict(task, `t.${column}`, condition);
    rows.whereExists(task.select(db.raw('1')));
  }
}

/** Where they stand is known from their rows, so that nobody looks for them along the list. */
function among(rows: Knex.QueryBuilder, db: Knex, condition: Condition): void {
  const tasks = db('cauce_user_tasks as k').select(
    db.raw(`-k.priority, coalesce(k.due_at, ${NO_DUE_DATE}), k.key`),
  );
  restrict(tasks, 'k.key', condition);
  const { sql, bindings } = tasks.toSQL();
  rows.whereRaw(`(o.rank, o.due_at, o.task_key) IN (${sql})`, bindings as Knex.RawBinding[]);
}

export function candidate(db: Knex, tenant: string, kind: string, names: string[]): Knex.QueryBuilder {
  return db('cauce_task_candidates as c')
    .where({ 'c.tenant_id': tenant, 'c.kind': kind })
    .whereIn('c.name', names)
    .whereRaw('c.task_key = o.task_key')
    .select(db.raw('1'));
}
