// Views of lists that people keep under a name, for themselves or for a group or role; and how each person has their lists.
import type { Knex } from 'knex';
import { createTable } from '../schemaBuilding.ts';

export async function up(db: Knex): Promise<void> {
  await createTable(db, 'cauce_saved_views', (t) => {
    t.bigInteger('key').primary();
    t.text('tenant_id').notNullable();
    /** Which list: `tasks`. */
    t.text('list').notNullable();
    t.text('name').notNullable();
    /** What the address says behind the question mark. */
    t.text('query').notNullable();
    t.text('owner').notNullable();
    /** person, group, role */
    t.text('audience').notNullable();
    /** Whose it is: a username, a group or a role. */
    t.text('audience_name').notNullable();
    t.bigInteger('saved_at').notNullable();
    t.unique(['tenant_id', 'list', 'audience', 'audience_name', 'name']);
  });
  await createTable(db, 'cauce_person_settings', (t) => {
    t.text('tenant_id').notNullable();
    t.text('username').notNullable();
    t.text('name').notNullable();
    t.text('value').notNullable();
    t.primary(['tenant_id', 'username', 'name']);
  });
}
