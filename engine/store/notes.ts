// Reads the notes about a case in plain text, and who is asked in it.
import type { Knex } from 'knex';
import type { Json } from '../core/json.ts';
import type { Sealing } from './sealing.ts';
import type { Row, Store } from './store.ts';

export interface Note {
  key: number;
  caseKey: number;
  instanceKey: number;
  kind: string;
  text: string;
  /** The key of its case was destroyed; nobody can read it. */
  erased?: true;
  about: number | null;
  replyTo: number | null;
  author: string;
  mentions: string[];
  documents: string[];
  /** Whoever filed the case may read it. */
  shared: boolean;
  detail: Json;
  at: number;
  /** Of those addressed: who still owes an answer. */
  pending: string[];
}

/** Of one case, the newest. */
const MOST = 500;

/** Oldest first. */
export async function readNotes(
  store: Store & Sealing,
  caseKey: number,
  { shared = false }: { shared?: boolean } = {},
): Promise<Note[]> {
  const { reader, tenant } = store;
  const rows: Row[] = await reader('cauce_notes')
    .where({ root_key: caseKey, tenant_id: tenant, ...(shared && { shared: 1 }) })
    .orderBy([
      { column: 'created_at', order: 'desc' },
      { column: 'key', order: 'desc' },
    ])
    .limit(MOST);
  return notesOf(store, rows.reverse());
}

export async function findNote(store: Store & Sealing, key: number): Promise<Note | undefined> {
  const row = await store.find('notes', { key });
  return row && (await notesOf(store, [row]))[0];
}

export async function notesOf(store: Store & Sealing, rows: Row[]): Promise<Note[]> {
  const owing: { note_key: number; username: string }[] = await store
    .reader('cauce_note_mentions')
    .whereIn(
      'note_key',
      rows.map(({ key }) => Number(key)),
    )
    .where('pending', 1)
    .select('note_key', 'username');
  return Promise.all(rows.map((row) => noteOf(store, row, owing)));
}

async function noteOf(
  store: Sealing,
  row: Row,
  owing: { note_key: number; username: string }[],
): Promise<Note> {
  const caseKey = Number(row.root_key);
  const key = Number(row.key);
  const open = (column: 'text' | 'detail') => store.openValue(caseKey, column, json(row[column]));
  const [text, detail] = await Promise.all([open('text'), open('detail')]);
  return {
    key,
    caseKey,
    instanceKey: Number(row.instance_key),
    kind: String(row.kind),
    ...(typeof text === 'string' ? { text } : { text: '', erased: true as const }),
    about: numberOrNull(row.about),
    replyTo: numberOrNull(row.reply_to),
    author: String(row.author),
    mentions: list(row.mentions),
    documents: list(row.documents),
    shared: Number(row.shared) === 1,
    detail,
    at: Number(row.created_at),
    pending: owing.filter((one) => Number(one.note_key) === key).map(({ username }) => username),
  };
}

/** Somebody asked this person in the case and waits for the answer. */
export async function isAskedIn(store: Store, username: string, caseKey: number): Promise<boolean> {
  const row: unknown = await store
    .reader('cauce_note_mentions')
    .where({ root_key: caseKey, username, pending: 1, tenant_id: store.tenant })
    .first('note_key');
  return row !== undefined;
}

/** Cases in which somebody waits for this person's answer. */
export async function casesAskedIn(db: Knex, tenant: string, username: string): Promise<number[]> {
  const rows: { root_key: number | string }[] = await db('cauce_note_mentions')
    .where({ tenant_id: tenant, username, pending: 1 })
    .distinct('root_key')
    .limit(MOST);
  return rows.map((row) => Number(row.root_key));
}

const json = (cell: Row[string] | undefined): Json => JSON.parse(String(cell ?? 'null')) as Json;

function list(cell: Row[string] | undefined): string[] {
  const value = json(cell);
  return Array.isArray(value) ? value.map(String) : [];
}

function numberOrNull(cell: Row[string] | undefined): number | null {
  return cell === null || cell === undefined ? null : Number(cell);
}
