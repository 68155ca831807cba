// Cases that stand in a relation to another: each says it of itself, and is found from the other's number.
import type { Knex } from 'knex';
import { createTable } from '../schemaBuilding.ts';

export async function up(db: Knex): Promise<void> {
  await createTable(
    db,
    'cauce_case_relations',
    (t) => {
      t.bigInteger('case_key').notNullable();
      /** `repeatOf`, `splitFrom`, `followUpOf`. */
      t.text('kind').notNullable();
      t.text('tenant_id').notNullable();
      /** Number of the other case, as it was said; null where that was taken back. */
      t.text('other');
      t.primary(['case_key', 'kind']);
      t.index(['tenant_id', 'other']);
    },
    { clustered: true },
  );
}
