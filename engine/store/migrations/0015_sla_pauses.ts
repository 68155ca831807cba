// When clocks stood still: each pause and each resumption, so that figures of working time leave pauses out.
import type { Knex } from 'knex';
import { createTable } from '../schemaBuilding.ts';

export async function up(db: Knex): Promise<void> {
  await createTable(
    db,
    'cauce_sla_pauses',
    (t) => {
      t.bigInteger('clock_key').notNullable();
      /** Of the instance's journal. */
      t.integer('sequence').notNullable();
      t.integer('index').notNullable();
      t.text('tenant_id').notNullable();
      t.bigInteger('root_key').notNullable();
      t.bigInteger('at').notNullable();
      /** Whether it stands still from then on. */
      t.boolean('paused').notNullable();
      t.primary(['clock_key', 'sequence', 'index']);
      t.index(['root_key']);
    },
    { clustered: true },
  );
}
