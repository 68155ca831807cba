// A start event that begins instances by the month counts from where it began: the 31st comes back after February.
import type { Knex } from 'knex';
import { alterTable } from '../schemaBuilding.ts';

export async function up(db: Knex): Promise<void> {
  await alterTable(db, 'cauce_start_subscriptions', (t) => {
    t.bigInteger('anchor');
  });
}
