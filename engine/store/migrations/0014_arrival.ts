// Work lists in the order of arrival, too: first come, first served, without sorting anybody's list.
import type { Knex } from 'knex';

export async function up(db: Knex): Promise<void> {
  await db.raw('ALTER TABLE cauce_work_list ADD COLUMN arrived_at BIGINT NOT NULL DEFAULT 0');
  await db.raw(
    `UPDATE cauce_work_list SET arrived_at =
     (SELECT t.created_at FROM cauce_user_tasks AS t WHERE t.key = cauce_work_list.task_key)`,
  );
  await db.raw(
    'CREATE INDEX cauce_work_list_arrival ON cauce_work_list (tenant_id, kind, name, arrived_at, task_key)',
  );
}
