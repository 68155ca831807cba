// Runs of the verification that an auditor asks for on a page, and who read or took what in the order of time.
import type { Knex } from 'knex';
import { createTable } from '../schemaBuilding.ts';

export async function up(db: Knex): Promise<void> {
  await createTable(db, 'cauce_verifications', (t) => {
    t.text('id').primary();
    t.text('tenant_id').notNullable();
    /** Only the history of this case; null: everything. */
    t.bigInteger('case_key');
    /** RUNNING, DONE, FAILED */
    t.text('state').notNullable();
    t.text('asked_by').notNullable();
    t.bigInteger('started_at').notNullable();
    /** While it runs: when it was last heard of. */
    t.bigInteger('heard_at').notNullable();
    t.bigInteger('finished_at');
    /** JSON: what it is at, and how far. */
    t.text('progress').notNullable();
    /** JSON: what was looked at and what was found. */
    t.text('result');
    t.index(['tenant_id', 'case_key', 'started_at']);
  });
  await db.schema.alterTable('cauce_case_reads', (t) => {
    t.index(['tenant_id', 'at', 'id'], 'cauce_case_reads_by_time');
  });
  await db.schema.alterTable('cauce_access_log', (t) => {
    t.index(['tenant_id', 'event', 'at'], 'cauce_access_log_by_event');
  });
}
