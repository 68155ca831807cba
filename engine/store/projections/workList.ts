// The work list: each open task once for everybody, each candidate and who holds it, in the order in which it is worked, and in that of
// arrival.
import type { Dialect } from '../dialects/dialect.ts';
import type { Statement, WriteSet } from '../writeSet.ts';
import type { Projection } from './projection.ts';
import { userTaskTable } from './userTasks.ts';

/** Stands for no due date, so that those tasks come last. */
export const NO_DUE_DATE = Number.MAX_SAFE_INTEGER;

const table = {
  name: 'cauce_work_list',
  key: ['tenant_id', 'kind', 'name', 'rank', 'due_at', 'task_key'],
  columns: [
    'tenant_id',
    'kind',
    'name',
    'rank',
    'due_at',
    'task_key',
    'instance_key',
    'process_id',
    'held',
    'arrived_at',
  ],
} as const;

/** Enough for either index to lead to the one row, whichever a server takes. */
const place = [...table.key, 'arrived_at'];

/**
 * Where the touched tasks stand as their rows are now; so it runs before and after those are written. A place that is named
 * twice stands there twice: sorting them out here costs more than what reads them.
 */
function places({ among, texts }: Dialect): string {
  const each = (kind: string, name: string, source = '', condition = '') =>
    `SELECT t.tenant_id, ${kind} AS kind, ${name} AS name, -t.priority AS rank,
       coalesce(t.due_at, ${NO_DUE_DATE}) AS due_at, t.key AS task_key, t.instance_key, t.process_id,
       CASE WHEN t.assignee IS NULL THEN 0 ELSE 1 END AS held, t.created_at AS arrived_at
     FROM touched AS t${source} WHERE t.state = 'CREATED'${condition}`;
  // Most tasks have candidates of one kind at most: an empty list is not opened.
  const candidates = (kind: string, column: string) =>
    each(`'${kind}'`, 'one.value', `, ${texts(`t.${column}`)} AS one`, ` AND t.${column} <> '[]'`);
  // The state is asked for afterwards: a server that takes the table to be small would find all open tasks by it first.
  return `WITH touched AS (SELECT key, tenant_id, instance_key, process_id, priority, due_at, assignee, created_at,
      candidate_groups, candidate_users, state FROM cauce_user_tasks WHERE key ${among('number')})
    ${each(`'all'`, `''`)}
    UNION ALL ${each(`'holder'`, 't.assignee', '', ' AND t.assignee IS NOT NULL')}
    UNION ALL ${candidates('group', 'candidate_groups')}
    UNION ALL ${candidates('user', 'candidate_users')}`;
}

/** Takes the places of tasks away. */
export const unlistTasks: Statement = {
  order: -1,
  sql: (dialect) =>
    `DELETE FROM cauce_work_list WHERE (${place.join(', ')}) IN
     (SELECT ${place.join(', ')} FROM (${places(dialect)}) AS before)`,
};
/** Of the keys of tasks that stand nowhere yet: places for those that are open. */
export const listTasks: Statement = {
  order: 2,
  sql: (dialect) =>
    dialect.insertNew(`INTO cauce_work_list (${table.columns.join(', ')}) ${places(dialect)}`),
};

function change(writes: WriteSet, key: number): void {
  leave(writes, key);
  writes.run(listTasks, key, key);
}

/** One that this commit creates stands nowhere yet. */
function leave(writes: WriteSet, key: number): void {
  if (!writes.inserts(userTaskTable, key)) writes.run(unlistTasks, key, key);
}

export const workList: Projection = {
  tables: [table],
  on: {
    userTaskCreated: ({ key }, _, writes) => writes.run(listTasks, key, key),
    userTaskAssigned: ({ key }, _, writes) => change(writes, key),
    userTaskUpdated: ({ key }, _, writes) => change(writes, key),
    userTaskTransitionStarted: ({ key }, _, writes) => change(writes, key),
    userTaskTransitionEnded: ({ key }, _, writes) => change(writes, key),
    instanceMigrated(event, _, writes) {
      for (const [key] of event.userTasks) change(writes, key);
    },
    userTaskCompleted: ({ key }, _, writes) => leave(writes, key),
    userTaskCanceled: ({ key }, _, writes) => leave(writes, key),
  },
};
