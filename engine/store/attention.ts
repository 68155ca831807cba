// What each person watches, has seen of a case's notes, and is called for: personal, so no part of the journal.
import type { Knex } from 'knex';

/** Of one person; whoever watches more works from lists. */
const MOST = 1_000;

export type Watched = 'case' | 'task';

export interface Watch {
  kind: Watched;
  key: number;
  caseKey: number;
}

interface Person {
  tenant: string;
  username: string;
}

export async function readWatches(db: Knex, { tenant, username }: Person): Promise<Watch[]> {
  const rows: { kind: Watched; key: number | string; root_key: number | string }[] = await db('cauce_watches')
    .where({ tenant_id: tenant, username })
    .orderBy('since', 'desc')
    .limit(MOST)
    .select('kind', 'key', 'root_key');
  return rows.map(({ kind, key, root_key }) => ({ kind, key: Number(key), caseKey: Number(root_key) }));
}

export async function isWatching(db: Knex, { tenant, username }: Person, kind: Watched, key: number) {
  const row: unknown = await db('cauce_watches')
    .where({ tenant_id: tenant, username, kind, key })
    .first('since');
  return row !== undefined;
}

/** Twice is once. */
export async function watch(
  db: Knex,
  { tenant, username }: Person,
  { kind, key, caseKey }: Watch,
  at: number,
) {
  await db('cauce_watches')
    .insert({ tenant_id: tenant, username, kind, key, root_key: caseKey, since: at })
    .onConflict(['tenant_id', 'username', 'kind', 'key'])
    .ignore();
}

export async function unwatch(db: Knex, { tenant, username }: Person, kind: Watched, key: number) {
  await db('cauce_watches').where({ tenant_id: tenant, username, kind, key }).delete();
}

export async function readSeen(db: Knex, { tenant, username }: Person, caseKey: number): Promise<number> {
  const row: { seen_at: number | string } | undefined = await db('cauce_notes_seen')
    .where({ tenant_id: tenant, username, root_key: caseKey })
    .first('seen_at');
  return Number(row?.seen_at ?? 0);
}

/** Everything up to then was shown; it never goes back. */
export async function markSeen(db: Knex, { tenant, username }: Person, caseKey: number, at: number) {
  const key = { tenant_id: tenant, username, root_key: caseKey };
  const there = await db('cauce_notes_seen').where(key).where('seen_at', '<', at).update({ seen_at: at });
  if (there === 0)
    await db('cauce_notes_seen')
      .insert({ ...key, seen_at: at })
      .onConflict(['tenant_id', 'username', 'root_key'])
      .ignore();
}

export interface Call {
  noteKey: number;
  caseKey: number;
  kind: string;
  author: string;
  at: number;
  /** An answer is waited for. */
  pending: boolean;
}

interface CallRow {
  note_key: number | string;
  root_key: number | string;
  kind: string;
  author: string;
  created_at: number | string;
  pending: number;
}

/** Notes that call this person and were not seen, or wait for an answer; newest first, those that wait before all. */
export async function readCalls(db: Knex, { tenant, username }: Person, most: number): Promise<Call[]> {
  const rows: CallRow[] = await db('cauce_note_mentions as m')
    .leftJoin('cauce_notes_seen as s', (on) =>
      on.on('s.tenant_id', 'm.tenant_id').andOn('s.username', 'm.username').andOn('s.root_key', 'm.root_key'),
    )
    .where({ 'm.tenant_id': tenant, 'm.username': username })
    .whereNot('m.author', username)
    .where((row) => row.where('m.pending', 1).orWhereRaw('m.created_at > coalesce(s.seen_at, 0)'))
    .orderBy([
      { column: 'm.pending', order: 'desc' },
      { column: 'm.created_at', order: 'desc' },
    ])
    .limit(most)
    .select('m.note_key', 'm.root_key', 'm.kind', 'm.author', 'm.created_at', 'm.pending');
  return rows.map(callOf);
}

const callOf = (row: CallRow): Call => ({
  noteKey: Number(row.note_key),
  caseKey: Number(row.root_key),
  kind: row.kind,
  author: row.author,
  at: Number(row.created_at),
  pending: Number(row.pending) === 1,
});

/** What those who filed cases wrote, unseen, where this person has the work: it goes where the work goes. */
export async function readFromOutside(db: Knex, { tenant, username }: Person, most: number): Promise<Call[]> {
  const held = db('cauce_user_tasks')
    .where({ tenant_id: tenant, assignee: username, state: 'CREATED' })
    .select('root_key');
  const rows: Omit<CallRow, 'pending'>[] = await db('cauce_notes as n')
    .leftJoin('cauce_notes_seen as s', (on) =>
      on.on('s.tenant_id', 'n.tenant_id').andOn('s.root_key', 'n.root_key').andOnVal('s.username', username),
    )
    .whereIn('n.root_key', held)
    .where({ 'n.tenant_id': tenant, 'n.kind': 'requester' })
    .whereRaw('n.created_at > coalesce(s.seen_at, 0)')
    .orderBy('n.created_at', 'desc')
    .limit(most)
    .select('n.key as note_key', 'n.root_key', 'n.kind', 'n.author', 'n.created_at');
  return rows.map((row) => callOf({ ...row, pending: 0 }));
}

export interface News {
  caseKey: number;
  notes: number;
  at: number;
}

/** Watched cases in which others wrote what was not seen yet, newest first. */
export async function readNews(db: Knex, { tenant, username }: Person, most: number): Promise<News[]> {
  const watched = db('cauce_watches').where({ tenant_id: tenant, username }).select('root_key');
  const rows: { root_key: number | string; notes: number; at: number | string }[] = await db(
    'cauce_notes as n',
  )
    .leftJoin('cauce_notes_seen as s', (on) =>
      on.on('s.tenant_id', 'n.tenant_id').andOn('s.root_key', 'n.root_key').andOnVal('s.username', username),
    )
    .whereIn('n.root_key', watched)
    .where('n.tenant_id', tenant)
    .whereNot('n.author', username)
    .whereRaw('n.created_at > coalesce(s.seen_at, 0)')
    .groupBy('n.root_key')
    .orderBy('at', 'desc')
    .limit(most)
    .select('n.root_key')
    .count({ notes: '*' })
    .max({ at: 'n.created_at' });
  return rows.map((row) => ({ caseKey: Number(row.root_key), notes: Number(row.notes), at: Number(row.at) }));
}
