// Several nodes on one database: who is there, and who has claimed what for how long.
import type { Knex } from 'knex';
import { alterTable, createTable } from '../schemaBuilding.ts';

export async function up(db: Knex): Promise<void> {
  await createTable(db, 'cauce_nodes', (t) => {
    t.text('id').primary();
    t.text('host').notNullable();
    /** Null while it serves nobody. */
    t.bigInteger('port');
    t.text('release').notNullable();
    /** Newest format of events that it reads. */
    t.integer('event_format').notNullable();
    t.bigInteger('started_at').notNullable();
    /** By the clock of the database, the only one that nodes share. */
    t.bigInteger('heartbeat_at').notNullable();
  });
  await alterTable(db, 'cauce_timers', (t) => {
    /** A node has it in hand until then, for the firing of `claimed_due`. */
    t.bigInteger('claimed_until');
    t.bigInteger('claimed_due');
  });
  await alterTable(db, 'cauce_mails', (t) => {
    /** The node that sends it; null when nobody does. */
    t.text('claimed_by');
  });
}
