// Calendars by version, each from an instant on: what a deployment brought and what people changed since.
import type { Knex } from 'knex';
import { createTable } from '../schemaBuilding.ts';

export async function up(db: Knex): Promise<void> {
  await createTable(db, 'cauce_calendar_versions', (t) => {
    t.text('tenant_id').notNullable();
    t.text('calendar_id').notNullable();
    t.integer('version').notNullable();
    /** In force from here on, until a version that begins later; of two that begin at once the younger. */
    t.bigInteger('from_at').notNullable();
    /** JSON. */
    t.text('content').notNullable();
    t.text('sha256').notNullable();
    /** `deployment:…`, or `edit`. */
    t.text('source').notNullable();
    t.text('comment');
    t.bigInteger('changed_at').notNullable();
    t.text('changed_by').notNullable();
    t.primary(['tenant_id', 'calendar_id', 'version']);
  });
}
