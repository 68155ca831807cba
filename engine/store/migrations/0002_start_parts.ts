// A start event may wait for several things: each has a row of its own.
import type { Knex } from 'knex';
import { createTable } from '../schemaBuilding.ts';

const NAME = 'cauce_start_subscriptions';

/** SQLite cannot change a primary key: the rows, a few for each process, move through memory. */
export async function up(db: Knex): Promise<void> {
  const rows = (await db(NAME)) as object[];
  await db.schema.dropTable(NAME);
  await createTable(db, NAME, (t) => {
    t.bigInteger('definition_key').notNullable();
    t.text('tenant_id').notNullable();
    t.text('process_id').notNullable();
    t.text('element_id').notNullable();
    /** Which of the element's several event definitions; -1 where it has one. */
    t.integer('part').notNullable().defaultTo(-1);
    t.text('kind').notNullable();
    t.text('name');
    t.bigInteger('due_at');
    t.integer('repetitions');
    t.text('interval');
    t.primary(['definition_key', 'element_id', 'part']);
    t.index(['tenant_id', 'kind', 'name']);
  });
  for (const row of rows) await db(NAME).insert(row);
}
