// Drafts: folders of files that designers edit before they are deployed, with every state that a file was saved in.
import type { Knex } from 'knex';
import { createTable } from '../schemaBuilding.ts';

export async function up(db: Knex): Promise<void> {
  await createTable(db, 'cauce_draft_folders', (t) => {
    t.text('tenant_id').notNullable();
    t.integer('key').notNullable();
    t.text('name').notNullable();
    /** Of which flow it is, as `cauce:variant` says; empty while nobody has said. */
    t.text('flow').notNullable();
    /** JSON list. */
    t.text('tags').notNullable();
    /** The deployment whose files it began from, or that it was last deployed as. */
    t.bigInteger('based_on');
    t.bigInteger('created_at').notNullable();
    t.text('created_by').notNullable();
    t.bigInteger('changed_at').notNullable();
    t.text('changed_by').notNullable();
    t.bigInteger('published_at');
    /** Set aside, and to be had back. */
    t.bigInteger('discarded_at');
    t.text('discarded_by');
    t.primary(['tenant_id', 'key']);
  });
  await createTable(db, 'cauce_draft_files', (t) => {
    t.text('tenant_id').notNullable();
    t.integer('draft_key').notNullable();
    t.text('name').notNullable();
    /** Of its newest state; counts on where a file of that name was removed before. */
    t.integer('revision').notNullable();
    t.boolean('removed').notNullable();
    t.text('sha256').notNullable();
    t.integer('bytes').notNullable();
    t.bigInteger('saved_at').notNullable();
    t.text('saved_by').notNullable();
    t.primary(['tenant_id', 'draft_key', 'name']);
  });
  await createTable(db, 'cauce_draft_revisions', (t) => {
    t.text('tenant_id').notNullable();
    t.integer('draft_key').notNullable();
    t.text('name').notNullable();
    t.integer('revision').notNullable();
    /** created, saved, restored, renamed, merged, removed */
    t.text('kind').notNullable();
    /** Null: the file is gone from here on. */
    t.binary('content');
    t.text('sha256').notNullable();
    t.integer('bytes').notNullable();
    /** When the first of the savings that it stands for was made. */
    t.bigInteger('began_at').notNullable();
    t.bigInteger('saved_at').notNullable();
    t.text('saved_by').notNullable();
    t.primary(['tenant_id', 'draft_key', 'name', 'revision']);
  });
  await createTable(db, 'cauce_draft_presence', (t) => {
    t.text('tenant_id').notNullable();
    t.integer('draft_key').notNullable();
    t.text('username').notNullable();
    t.text('file').notNullable();
    t.bigInteger('since').notNullable();
    t.bigInteger('seen_at').notNullable();
    t.primary(['tenant_id', 'draft_key', 'username', 'file']);
  });
  /** What people call a flow to find it again: a flow's name as `cauce:variant` has it, else a process' id. */
  await createTable(db, 'cauce_flow_tags', (t) => {
    t.text('tenant_id').notNullable();
    t.text('flow').notNullable();
    /** JSON list. */
    t.text('tags').notNullable();
    t.bigInteger('changed_at').notNullable();
    t.text('changed_by').notNullable();
    t.primary(['tenant_id', 'flow']);
  });
}
