// For stores that have grown large: open tasks in work-list order, variables found by value, jobs found in order.
import type { Knex } from 'knex';
import { createTable } from '../schemaBuilding.ts';

export async function up(db: Knex): Promise<void> {
  await createTable(
    db,
    'cauce_work_list',
    (t) => {
      t.text('tenant_id').notNullable();
      /** `all`, `group`, `user` (candidates) or `holder`; `name` is whose, empty for all. */
      t.text('kind').notNullable();
      t.text('name').notNullable();
      /** The priority turned round, so that the order of the key is the order of the list. */
      t.integer('rank').notNullable();
      /** Those without a date come last: 2^53 - 1. */
      t.bigInteger('due_at').notNullable();
      t.bigInteger('task_key').notNullable();
      t.bigInteger('instance_key').notNullable();
      t.text('process_id').notNullable();
      /** 1: somebody holds it. */
      t.integer('held').notNullable();
      t.primary(['tenant_id', 'kind', 'name', 'rank', 'due_at', 'task_key']);
    },
    { clustered: true },
  );
  for (const [kind, name, join, where] of audiences) {
    await db.raw(
      `INSERT INTO cauce_work_list (tenant_id, kind, name, rank, due_at, task_key, instance_key, process_id, held)
       SELECT t.tenant_id, ${kind}, ${name}, -t.priority, coalesce(t.due_at, 9007199254740991), t.key,
         t.instance_key, t.process_id, CASE WHEN t.assignee IS NULL THEN 0 ELSE 1 END
       FROM cauce_user_tasks AS t ${join} WHERE t.state = 'CREATED' ${where}`,
    );
  }
  // Pages of one state come in the order of keys; work-list order is the table above.
  await db.raw('DROP INDEX cauce_user_tasks_tenant_id_state_due_at_key_index');
  await db.raw('CREATE INDEX cauce_user_tasks_state ON cauce_user_tasks (tenant_id, state, key)');
  // By value, and for one value by instance; objects, lists and envelopes are only found by name.
  await db.raw('DROP INDEX cauce_variables_tenant_id_name_index');
  await db.raw(
    `CREATE INDEX cauce_variables_value ON cauce_variables (tenant_id, name,
     (CASE WHEN substr(value, 1, 1) IN ('{', '[') THEN '' ELSE substr(value, 1, 64) END), instance_key, scope_key)`,
  );
  // Workers take the oldest first, among however many.
  await db.raw(
    `CREATE INDEX cauce_jobs_waiting ON cauce_jobs (tenant_id, type, key)
     WHERE state IN ('CREATED', 'FAILED') AND retries > 0`,
  );
}

const audiences: readonly [kind: string, name: string, join: string, where: string][] = [
  [`'all'`, `''`, '', ''],
  [
    'c.kind',
    'c.name',
    'JOIN cauce_task_candidates AS c ON c.tenant_id = t.tenant_id AND c.task_key = t.key',
    '',
  ],
  [`'holder'`, 't.assignee', '', 'AND t.assignee IS NOT NULL'],
];
