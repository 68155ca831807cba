// Task candidates: the groups and users that may take a task, one row each, for searching.
import type { Statement, WriteSet } from '../writeSet.ts';
import type { Projection } from './projection.ts';

/** One list per task and kind, so that a changed list replaces the old one whole. */
type Kind = 'group' | 'user';

const table = {
  name: 'cauce_task_candidates',
  key: ['tenant_id', 'kind', 'name', 'task_key'],
  columns: ['tenant_id', 'kind', 'name', 'task_key'],
} as const;

/** The names that the task still has; so it runs before the task's row is written. */
const clear: Statement = {
  order: -1,
  sql: ({ items, texts }) =>
    `DELETE FROM cauce_task_candidates WHERE (tenant_id, kind, name, task_key) IN
     (SELECT t.tenant_id, j.kind, one.value, t.key FROM ${items({ task: 'number', kind: 'text' })} AS j
      JOIN cauce_user_tasks AS t ON t.key = j.task,
      ${texts("CASE j.kind WHEN 'group' THEN t.candidate_groups ELSE t.candidate_users END")} AS one)`,
};
const fill: Statement = {
  order: 2,
  sql: ({ items, texts }) =>
    `INSERT INTO cauce_task_candidates (task_key, kind, tenant_id, name)
     SELECT DISTINCT j.task, j.kind, j.tenant, one.value
     FROM ${items({ task: 'number', kind: 'text', tenant: 'text', names: 'text' })} AS j, ${texts('j.names')} AS one`,
};

export const taskCandidates: Projection = {
  tables: [table],
  on: {
    userTaskCreated(event, { tenant }, writes) {
      put(writes, tenant, event.key, 'group', event.candidateGroups);
      put(writes, tenant, event.key, 'user', event.candidateUsers);
    },
    userTaskUpdated({ key, changes }, { tenant }, writes) {
      if (changes.candidateGroups) replace(writes, tenant, key, 'group', changes.candidateGroups);
      if (changes.candidateUsers) replace(writes, tenant, key, 'user', changes.candidateUsers);
    },
  },
};

function replace(writes: WriteSet, tenant: string, task: number, kind: Kind, names: string[]): void {
  writes.run(clear, `${task}|${kind}`, [task, kind]);
  put(writes, tenant, task, kind, names);
}

function put(writes: WriteSet, tenant: string, task: number, kind: Kind, names: string[]): void {
  if (names.length > 0) writes.run(fill, `${task}|${kind}`, [task, kind, tenant, JSON.stringify(names)]);
}
