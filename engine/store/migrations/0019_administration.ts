// Administration: from where each session was opened, and the copies of the database that were made.
import type { Knex } from 'knex';
import { alterTable, createTable } from '../schemaBuilding.ts';

export async function up(db: Knex): Promise<void> {
  await alterTable(db, 'cauce_sessions', (t) => {
    t.text('address');
    /** What the browser says it is, cut short. */
    t.text('agent');
  });
  await createTable(db, 'cauce_backups', (t) => {
    t.increments('id');
    t.text('tenant_id').notNullable();
    /** RUNNING, MADE, FAILED */
    t.text('state').notNullable();
    t.text('made_by').notNullable();
    t.bigInteger('began_at').notNullable();
    t.bigInteger('ended_at');
    t.text('file').notNullable();
    t.bigInteger('bytes');
    /** SHA-256 of the file, as hex. */
    t.text('hash');
    /** Last batch of the journal that it holds. */
    t.bigInteger('journal_position');
    /** Null where the keys were left out. */
    t.text('keys_file');
    /** JSON: code and values of why it failed. */
    t.text('error');
    t.index(['tenant_id', 'began_at']);
  });
  await alterTable(db, 'cauce_access_log', (t) => {
    t.index(['tenant_id', 'at']);
  });
}
