// Drafts of tasks with their history, who has a task open, and who is away with whom in their place.
import type { Knex } from 'knex';
import { createTable } from '../schemaBuilding.ts';

export async function up(db: Knex): Promise<void> {
  /** One a task, whoever writes it: it stays when the task changes hands. */
  await createTable(db, 'cauce_task_drafts', (t) => {
    t.text('tenant_id').notNullable();
    t.bigInteger('task_key').notNullable();
    t.bigInteger('root_key').notNullable();
    t.integer('revision').notNullable();
    /** JSON of the answers that differ from the case's values, sealed under the case's key. */
    t.text('content').notNullable();
    /** JSON: for each field who wrote it last and when. */
    t.text('fields').notNullable();
    t.bigInteger('saved_at').notNullable();
    t.text('saved_by').notNullable();
    t.primary(['tenant_id', 'task_key']);
  });
  await createTable(db, 'cauce_task_draft_revisions', (t) => {
    t.text('tenant_id').notNullable();
    t.bigInteger('task_key').notNullable();
    t.integer('revision').notNullable();
    t.bigInteger('root_key').notNullable();
    /** saved, restored, late: what somebody sent who no longer held the task */
    t.text('kind').notNullable();
    t.text('content').notNullable();
    /** JSON list of the fields that changed. */
    t.text('changed').notNullable();
    /** When the first of the savings that it stands for was made. */
    t.bigInteger('began_at').notNullable();
    t.bigInteger('saved_at').notNullable();
    t.text('saved_by').notNullable();
    t.primary(['tenant_id', 'task_key', 'revision']);
  });
  await createTable(db, 'cauce_task_presence', (t) => {
    t.text('tenant_id').notNullable();
    t.bigInteger('task_key').notNullable();
    t.text('username').notNullable();
    t.bigInteger('since').notNullable();
    t.bigInteger('seen_at').notNullable();
    t.primary(['tenant_id', 'task_key', 'username']);
  });
  await createTable(db, 'cauce_absences', (t) => {
    t.text('tenant_id').notNullable();
    t.text('id').notNullable();
    t.text('username').notNullable();
    /** Who is offered the work meanwhile; null: nobody. */
    t.text('substitute');
    /** Civil dates, both included; the instants are theirs in the zone of the pages. */
    t.text('from_day').notNullable();
    t.text('to_day').notNullable();
    t.bigInteger('starts_at').notNullable();
    t.bigInteger('ends_at').notNullable();
    t.bigInteger('recorded_at').notNullable();
    t.text('recorded_by').notNullable();
    t.bigInteger('withdrawn_at');
    t.text('withdrawn_by');
    t.primary(['tenant_id', 'id']);
    t.index(['tenant_id', 'ends_at'], 'cauce_absences_by_end');
  });
  // The newest of each task goes on; the old table stays for a release.
  await db.raw(`INSERT INTO cauce_task_drafts (tenant_id, task_key, root_key, revision, content, fields, saved_at, saved_by)
    SELECT d.tenant_id, d.task_key, t.root_key, 1, d.content, '{}', d.saved_at, d.username
    FROM cauce_drafts AS d JOIN cauce_user_tasks AS t ON t.key = d.task_key
    WHERE NOT EXISTS (SELECT 1 FROM cauce_drafts AS n WHERE n.tenant_id = d.tenant_id AND n.task_key = d.task_key
      AND (n.saved_at > d.saved_at OR (n.saved_at = d.saved_at AND n.username > d.username)))`);
}
