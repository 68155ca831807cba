// Runs that make many cases cases of another version, and what became of each case.
import type { Knex } from 'knex';
import { createTable } from '../schemaBuilding.ts';

export async function up(db: Knex): Promise<void> {
  await createTable(db, 'cauce_case_migrations', (t) => {
    t.specificType('key', 'integer').primary();
    t.text('tenant_id').notNullable();
    t.text('process_id').notNullable();
    t.bigInteger('source_key').notNullable();
    t.bigInteger('target_key').notNullable();
    /** RUN, or UNDO of another. */
    t.text('kind').notNullable();
    /** The run that this one undoes, or whose cases alone it takes. */
    t.bigInteger('of_key');
    /** JSON list of pairs. */
    t.text('mapping').notNullable();
    t.text('reason').notNullable();
    /** RUNNING, STOPPED, DONE */
    t.text('state').notNullable();
    t.integer('total').notNullable();
    t.integer('moved').notNullable();
    t.integer('refused').notNullable();
    /** Cases that began later are left out. */
    t.bigInteger('last_key').notNullable();
    t.bigInteger('created_at').notNullable();
    t.text('created_by').notNullable();
    t.bigInteger('ended_at');
    /** Whoever works on it says so until then. */
    t.bigInteger('held_until').notNullable();
    t.text('held_by').notNullable();
    t.index(['tenant_id', 'process_id', 'key']);
    t.index(['tenant_id', 'state']);
  });
  await createTable(
    db,
    'cauce_case_migration_results',
    (t) => {
      t.bigInteger('run_key').notNullable();
      t.bigInteger('instance_key').notNullable();
      t.text('tenant_id').notNullable();
      /** MOVED, REFUSED */
      t.text('outcome').notNullable();
      t.text('code');
      t.text('values');
      /** Of the batch that moved it. */
      t.integer('sequence');
      t.bigInteger('at').notNullable();
      t.primary(['run_key', 'instance_key']);
      t.index(['run_key', 'outcome', 'instance_key']);
    },
    { clustered: true },
  );
}
