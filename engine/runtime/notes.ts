// Writes a note about a case, after what the core cannot know was looked at: whom it addresses, and what it answers.
import type { Command } from '../core/commands.ts';
import type { NoteFacts } from '../core/noteFacts.ts';
import type { Row, Store } from '../store/store.ts';
import type { Committed, Engine, Outcome, Rejection, Submission } from './engine.ts';
import { instanceKeyOf } from './instanceKeys.ts';

export interface NoteRequest extends NoteFacts {
  caseKey: number;
}

/** `before` are commands of the same batch: they and the note happen together or not at all. */
export async function writeNote(
  engine: Engine,
  { caseKey, ...note }: NoteRequest,
  submission: Submission,
  before: Command[] = [],
): Promise<Outcome & { noteKey?: number }> {
  const { store } = engine;
  const rejection = await refusalOf(store, caseKey, note, submission.principal.username);
  if (rejection) return { ok: false, rejection };
  const instanceKey = note.about === undefined ? caseKey : instanceKeyOf(note.about);
  const outcome = await engine.execute(instanceKey, [...before, { type: 'annotate', ...note }], submission);
  return outcome.ok ? { ...outcome, ...noteKeyOf(outcome) } : outcome;
}

function noteKeyOf({ events }: Committed): { noteKey?: number } {
  const event = events.findLast(({ type }) => type === 'annotated');
  return event?.type === 'annotated' ? { noteKey: event.key } : {};
}

async function refusalOf(
  store: Store,
  caseKey: number,
  note: NoteFacts,
  author: string,
): Promise<Rejection | undefined> {
  const { about, replyTo, mentions = [], documents = [], kind } = note;
  if (about !== undefined) {
    const instance = await store.find('process_instances', { key: instanceKeyOf(about) });
    if (Number(instance?.root_key) !== caseKey)
      return { code: 'NOTE_TARGET_NOT_FOUND', values: { key: about } };
  }
  if (kind === 'question' && mentions.length === 0) return { code: 'NOTE_NOBODY_ASKED', values: {} };
  const stranger = await strangerAmong(store, mentions);
  if (stranger !== undefined) return { code: 'NOTE_PERSON_UNKNOWN', values: { username: stranger } };
  for (const id of documents) {
    const document = await store.find('documents', { id });
    if (!document || !isUsable(document, caseKey, author))
      return { code: 'NOTE_DOCUMENT_UNKNOWN', values: { id } };
  }
  return replyTo === undefined ? undefined : refusedReply(store, caseKey, replyTo, kind, author);
}

async function refusedReply(
  store: Store,
  caseKey: number,
  replyTo: number,
  kind: string,
  author: string,
): Promise<Rejection | undefined> {
  const note = await store.find('notes', { key: replyTo });
  const isOf = note && Number(note.root_key) === caseKey;
  // Only whoever asked takes the question back.
  const isAllowed = isOf && (kind !== 'withdrawal' || note.author === author);
  return isAllowed ? undefined : { code: 'NOTE_REPLY_NOT_FOUND', values: { key: replyTo } };
}

/** Of this case already, or uploaded by the author and nobody's yet. */
function isUsable({ case_key, created_by }: Row, caseKey: number, author: string): boolean {
  return case_key === null ? created_by === author : Number(case_key) === caseKey;
}

async function strangerAmong(store: Store, usernames: readonly string[]): Promise<string | undefined> {
  if (usernames.length === 0) return undefined;
  const rows: { username: string }[] = await store
    .reader('cauce_users')
    .where({ tenant_id: store.tenant, active: 1 })
    .whereIn('username', [...usernames])
    .select('username');
  return usernames.find((name) => !rows.some(({ username }) => username === name));
}
