// A start event that begins instances by the month counts from where it began: the 31st comes back after February.
import type { Knex } from 'knex';

export async function up(db: Knex): Promise<void> {
  await db.schema.alterTable('cauce_start_subscriptions', (t) => {
    t.bigInteger('anchor');
  });
}
