// Notes that people write about cases, whom they address, what each has seen of a case, and what each watches.
import type { Knex } from 'knex';
import { createTable } from '../schemaBuilding.ts';

export async function up(db: Knex): Promise<void> {
  await createTable(db, 'cauce_notes', (t) => {
    t.bigInteger('key').primary();
    t.text('tenant_id').notNullable();
    t.bigInteger('instance_key').notNullable();
    t.bigInteger('root_key').notNullable();
    t.text('kind').notNullable();
    /** JSON, sealed under the case's key where its values are. */
    t.text('text').notNullable();
    /** Key of the element instance, task or incident; null: the case. */
    t.bigInteger('about');
    t.bigInteger('reply_to');
    t.text('author').notNullable();
    /** JSON lists. */
    t.text('mentions').notNullable();
    t.text('documents').notNullable();
    t.integer('shared').notNullable();
    t.text('detail').notNullable();
    t.bigInteger('created_at').notNullable();
    t.index(['root_key', 'created_at']);
    t.index(['tenant_id', 'kind', 'created_at']);
  });
  await createTable(
    db,
    'cauce_note_mentions',
    (t) => {
      t.bigInteger('note_key').notNullable();
      t.text('username').notNullable();
      t.text('tenant_id').notNullable();
      t.bigInteger('root_key').notNullable();
      t.text('kind').notNullable();
      t.text('author').notNullable();
      t.bigInteger('created_at').notNullable();
      /** 1 while an answer is waited for. */
      t.integer('pending').notNullable();
      t.primary(['note_key', 'username']);
      t.index(['tenant_id', 'username', 'created_at']);
      t.index(['root_key', 'username', 'pending']);
    },
    { clustered: true },
  );
  await createTable(
    db,
    'cauce_notes_seen',
    (t) => {
      t.text('tenant_id').notNullable();
      t.text('username').notNullable();
      t.bigInteger('root_key').notNullable();
      /** Of the newest note that was shown. */
      t.bigInteger('seen_at').notNullable();
      t.primary(['tenant_id', 'username', 'root_key']);
    },
    { clustered: true },
  );
  await createTable(
    db,
    'cauce_watches',
    (t) => {
      t.text('tenant_id').notNullable();
      t.text('username').notNullable();
      /** case, task */
      t.text('kind').notNullable();
      t.bigInteger('key').notNullable();
      t.bigInteger('root_key').notNullable();
      t.bigInteger('since').notNullable();
      t.primary(['tenant_id', 'username', 'kind', 'key']);
      t.index(['root_key']);
    },
    { clustered: true },
  );
}
