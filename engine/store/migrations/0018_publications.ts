// Publications: which deployment was made from which draft, by whom, why, on what grounds, and what it took the place of.
import type { Knex } from 'knex';
import { createTable } from '../schemaBuilding.ts';

export async function up(db: Knex): Promise<void> {
  await createTable(db, 'cauce_publications', (t) => {
    t.bigInteger('key').primary();
    t.text('tenant_id').notNullable();
    /** publish, rollback */
    t.text('kind').notNullable();
    t.bigInteger('deployment_key').notNullable();
    /** The newest deployment of the same processes before it; null: there was none. */
    t.bigInteger('replaces_key');
    /** Of a rollback: the deployment whose files came back. */
    t.bigInteger('restores_key');
    t.integer('draft_key');
    t.text('note').notNullable();
    t.bigInteger('published_at').notNullable();
    t.text('published_by').notNullable();
    /** JSON: what was checked, and what came of it. */
    t.text('checks').notNullable();
    /** JSON list of who approved, when, with which words. */
    t.text('approvals').notNullable();
    t.index(['tenant_id', 'deployment_key']);
  });
  await createTable(db, 'cauce_publication_requests', (t) => {
    t.bigInteger('key').primary();
    t.text('tenant_id').notNullable();
    t.integer('draft_key').notNullable();
    /** Of the very files that somebody is asked about. */
    t.text('digest').notNullable();
    t.text('note').notNullable();
    t.bigInteger('asked_at').notNullable();
    t.text('asked_by').notNullable();
    /** asked, approved, declined */
    t.text('state').notNullable();
    t.bigInteger('answered_at');
    t.text('answered_by');
    t.text('answer');
    t.index(['tenant_id', 'draft_key']);
  });
}
