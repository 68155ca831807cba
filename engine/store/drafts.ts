// Drafts as rows: folders that people edit, each known by its key; a discarded one is kept and can be had back.
import type { Knex } from 'knex';
import { reserve } from './counters.ts';
import { lockNames } from './nameLocks.ts';

export interface Draft {
  key: number;
  name: string;
  /** Of which flow it is; empty while nobody has said. */
  flow: string;
  tags: string[];
  /** The deployment that it began from, or was last deployed as. */
  basedOn: number | null;
  createdAt: number;
  createdBy: string;
  changedAt: number;
  changedBy: string;
  publishedAt: number | null;
  discardedAt: number | null;
  discardedBy: string | null;
}

export type DraftChanges = Partial<
  Pick<Draft, 'name' | 'flow' | 'tags' | 'basedOn' | 'publishedAt' | 'discardedAt' | 'discardedBy'>
>;

const columns = {
  key: 'key',
  name: 'name',
  flow: 'flow',
  tags: 'tags',
  basedOn: 'based_on',
  createdAt: 'created_at',
  createdBy: 'created_by',
  changedAt: 'changed_at',
  changedBy: 'changed_by',
  publishedAt: 'published_at',
  discardedAt: 'discarded_at',
  discardedBy: 'discarded_by',
} as const satisfies { [F in keyof Draft]: string };

const orNull = (value: unknown): number | null => (value === null ? null : Number(value));

/** Of a row with the columns above. */
function draftOf(row: { [field: string]: unknown }): Draft {
  return {
    ...(row as unknown as Draft),
    key: Number(row.key),
    tags: JSON.parse(String(row.tags)),
    basedOn: orNull(row.basedOn),
    createdAt: Number(row.createdAt),
    changedAt: Number(row.changedAt),
    publishedAt: orNull(row.publishedAt),
    discardedAt: orNull(row.discardedAt),
  };
}

/** The newest changed first. */
export async function readDrafts(db: Knex, tenant: string, most = 1_000): Promise<Draft[]> {
  const rows = await db('cauce_draft_folders')
    .where({ tenant_id: tenant })
    .orderBy([
      { column: 'changed_at', order: 'desc' },
      { column: 'key', order: 'desc' },
    ])
    .limit(most)
    .select(columns);
  return rows.map(draftOf);
}

export async function readDraft(db: Knex, tenant: string, key: number): Promise<Draft | undefined> {
  const row = await db('cauce_draft_folders').where({ tenant_id: tenant, key }).first(columns);
  return row && draftOf(row);
}

/** Inside a write transaction: nobody else changes the draft or its files before it ends. */
export async function lockDraft(db: Knex, tenant: string, key: number): Promise<Draft | undefined> {
  await lockNames(db, tenant, [`draft:${key}`]);
  return readDraft(db, tenant, key);
}

export async function insertDraft(
  db: Knex,
  tenant: string,
  given: Pick<Draft, 'name' | 'flow' | 'tags' | 'basedOn'> & { at: number; by: string },
): Promise<Draft> {
  const { at, by, ...rest } = given;
  const draft: Draft = {
    ...rest,
    key: await reserve(db, tenant, 'drafts', 1),
    createdAt: at,
    createdBy: by,
    changedAt: at,
    changedBy: by,
    publishedAt: null,
    discardedAt: null,
    discardedBy: null,
  };
  await db('cauce_draft_folders').insert({ tenant_id: tenant, ...rowOf(draft) });
  return draft;
}

export async function updateDraft(
  db: Knex,
  tenant: string,
  key: number,
  changes: DraftChanges & { changedAt: number; changedBy: string },
): Promise<void> {
  await db('cauce_draft_folders').where({ tenant_id: tenant, key }).update(rowOf(changes));
}

function rowOf(given: Partial<Draft>): { [column: string]: string | number | null } {
  const entries = Object.entries(given).map(([field, value]) => [
    columns[field as keyof Draft],
    Array.isArray(value) ? JSON.stringify(value) : value,
  ]);
  return Object.fromEntries(entries);
}
