// Reports that are mailed on a schedule, and what of a report somebody took along: on record like who read which case.
import type { Knex } from 'knex';
import { createTable } from '../schemaBuilding.ts';

export async function up(db: Knex): Promise<void> {
  await db.schema.alterTable('cauce_access_log', (t) => {
    /** What it was done to: of a report its name, format and filters. */
    t.text('detail');
  });
  await createTable(db, 'cauce_report_schedules', (t) => {
    t.text('id').primary();
    t.text('tenant_id').notNullable();
    t.text('report').notNullable();
    /** Filters, as the query of the report's address. */
    t.text('filters').notNullable();
    /** csv, xlsx, pdf */
    t.text('format').notNullable();
    /** weekly, monthly */
    t.text('frequency').notNullable();
    t.text('language').notNullable();
    /** JSON list of addresses. */
    t.text('recipients').notNullable();
    t.text('created_by').notNullable();
    t.bigInteger('created_at').notNullable();
    /** The day whose report is next; the sending may be tried again later. */
    t.text('next_date').notNullable();
    t.bigInteger('next_attempt_at').notNullable();
    t.integer('attempts').notNullable();
    t.bigInteger('sent_at');
    /** JSON code and values of why the last attempt failed. */
    t.text('error');
    t.index(['tenant_id', 'next_attempt_at']);
  });
}
