// The files of drafts as rows: what each holds now, and the states that it was saved in before.
import { createHash } from 'node:crypto';
import type { Knex } from 'knex';

export interface DraftFile {
  name: string;
  /** Counts each saving, and goes on where a file of that name was removed before. */
  revision: number;
  sha256: string;
  bytes: number;
  savedAt: number;
  savedBy: string;
}

/** Of a name that was in the draft once, too. */
export interface KnownFile extends DraftFile {
  removed: boolean;
}

export type RevisionKind = 'created' | 'saved' | 'restored' | 'renamed' | 'merged' | 'removed';

export interface DraftRevision extends DraftFile {
  kind: RevisionKind;
  /** When the first of the savings that it stands for was made. */
  beganAt: number;
}

export interface NewRevision {
  name: string;
  /** Undefined: the file is removed. */
  content: Buffer | undefined;
  kind: RevisionKind;
  at: number;
  by: string;
}

/** Savings of one person in a row that stand as one in the history. */
const TOGETHER = 10 * 60_000;
/** The states that are kept of one file. */
const MOST_REVISIONS = 200;

const columns = {
  name: 'name',
  revision: 'revision',
  sha256: 'sha256',
  bytes: 'bytes',
  savedAt: 'saved_at',
  savedBy: 'saved_by',
} as const;

/** PostgreSQL gives some numbers as text. */
const numbered = <T extends DraftFile>(row: { [field: string]: unknown }): T => ({
  ...(row as unknown as T),
  revision: Number(row.revision),
  bytes: Number(row.bytes),
  savedAt: Number(row.savedAt),
  ...('beganAt' in row && { beganAt: Number(row.beganAt) }),
  ...('removed' in row && { removed: Boolean(Number(row.removed)) }),
});

const rowsOf = (db: Knex, tenant: string, key: number) =>
  db('cauce_draft_files').where({ tenant_id: tenant, draft_key: key });
const revisionsOf = (db: Knex, tenant: string, key: number) =>
  db('cauce_draft_revisions').where({ tenant_id: tenant, draft_key: key });

/** In the order of their names. */
export async function readFiles(db: Knex, tenant: string, key: number): Promise<DraftFile[]> {
  const rows = await rowsOf(db, tenant, key).where({ removed: 0 }).orderBy('name').select(columns);
  return rows.map((row) => numbered<DraftFile>(row));
}

export async function readFile(
  db: Knex,
  tenant: string,
  key: number,
  name: string,
): Promise<KnownFile | undefined> {
  const row = await rowsOf(db, tenant, key)
    .where({ name })
    .first({ ...columns, removed: 'removed' });
  return row && numbered<KnownFile>(row);
}

/** Undefined where there is no such state, or where the file was removed by it. */
export async function readRevision(
  db: Knex,
  tenant: string,
  key: number,
  name: string,
  revision: number,
): Promise<Buffer | undefined> {
  if (!Number.isSafeInteger(revision)) return undefined;
  const row = await revisionsOf(db, tenant, key).where({ name, revision }).first('content');
  return row?.content ?? undefined;
}

/** Every file with what it holds now, in one reading. */
export async function readContents(
  db: Knex,
  tenant: string,
  key: number,
): Promise<(DraftFile & { content: Buffer })[]> {
  const qualified = Object.fromEntries(Object.entries(columns).map(([field, name]) => [field, `f.${name}`]));
  const rows = await db('cauce_draft_files as f')
    .join('cauce_draft_revisions as r', (on) => {
      for (const column of ['tenant_id', 'draft_key', 'name', 'revision'])
        on.on(`f.${column}`, `r.${column}`);
    })
    .where({ 'f.tenant_id': tenant, 'f.draft_key': key, 'f.removed': 0 })
    .orderBy('f.name')
    .select({ ...qualified, content: 'r.content' });
  return rows.map((row) => numbered<DraftFile & { content: Buffer }>(row));
}

/** The newest first; of one file, or of all of the draft. */
export async function readHistory(
  db: Knex,
  tenant: string,
  key: number,
  { name, most = 200 }: { name?: string; most?: number } = {},
): Promise<DraftRevision[]> {
  const rows = await revisionsOf(db, tenant, key)
    .where(name === undefined ? {} : { name })
    .orderBy([
      { column: 'saved_at', order: 'desc' },
      { column: 'name', order: 'asc' },
      { column: 'revision', order: 'desc' },
    ])
    .limit(most)
    .select({ ...columns, kind: 'kind', beganAt: 'began_at' });
  return rows.map((row) => numbered<DraftRevision>(row));
}

/** Inside a write transaction that holds the draft. */
export async function writeRevision(
  db: Knex,
  tenant: string,
  key: number,
  given: NewRevision,
): Promise<DraftFile> {
  const { name, content, kind, at, by } = given;
  const before = await readFile(db, tenant, key, name);
  const file: DraftFile = {
    name,
    revision: (before?.revision ?? 0) + 1,
    sha256: createHash('sha256')
      .update(content ?? '')
      .digest('hex'),
    bytes: content?.length ?? 0,
    // A clock that was set back must not make the history go back.
    savedAt: Math.max(at, before?.savedAt ?? 0),
    savedBy: by,
  };
  const { revision, sha256, bytes, savedAt } = file;
  const facts = { revision, sha256, bytes, saved_at: savedAt, saved_by: by };
  const removed = content === undefined ? 1 : 0;
  if (before)
    await rowsOf(db, tenant, key)
      .where({ name })
      .update({ ...facts, removed });
  else await db('cauce_draft_files').insert({ tenant_id: tenant, draft_key: key, name, removed, ...facts });
  const state = { ...facts, kind, content: content ?? null };
  const open = kind === 'saved' && before ? await openRevision(db, tenant, key, before, given) : undefined;
  if (open !== undefined) {
    await revisionsOf(db, tenant, key).where({ name, revision: open }).update(state);
    return file;
  }
  const own = { tenant_id: tenant, draft_key: key, name, began_at: savedAt };
  await db('cauce_draft_revisions').insert({ ...own, ...state });
  await forgetOldest(db, tenant, key, name);
  return file;
}

/** The state that this saving carries on, where the same person saved it a moment ago. */
async function openRevision(
  db: Knex,
  tenant: string,
  key: number,
  { name, revision }: KnownFile,
  { by, at }: NewRevision,
): Promise<number | undefined> {
  const last = await revisionsOf(db, tenant, key)
    .where({ name, revision, kind: 'saved', saved_by: by })
    .first('began_at');
  return last && at - Number(last.began_at) < TOGETHER ? revision : undefined;
}

async function forgetOldest(db: Knex, tenant: string, key: number, name: string): Promise<void> {
  const oldest = await revisionsOf(db, tenant, key)
    .where({ name })
    .orderBy('revision', 'desc')
    .offset(MOST_REVISIONS)
    .first('revision');
  if (oldest)
    await revisionsOf(db, tenant, key).where({ name }).where('revision', '<=', oldest.revision).delete();
}
