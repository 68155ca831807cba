// Notes as the page shows them: who said what to whom, about what, with its files, answers below their questions.
import { type Note, type Row, readNotes } from '../../engine.ts';
import type { Visit } from '../../visit.ts';
import { isActionNote } from '../caseFile/actionViews.ts';
import { actorWords, namesOf } from '../names.ts';
import { isNoteKind } from '../noteKinds.ts';
import { openStoreOf } from '../openStore.ts';
import { numberOf, textOf } from '../rows.ts';
import { type Segment, segmentsOf } from './mentionText.ts';
import { refusedIn } from './refusal.ts';

export interface NoteView {
  key: number;
  who: string;
  /** What they did, where that is not simply to write. */
  did: string;
  at: number;
  segments: (Segment & { name?: string })[];
  files: { name: string; bytes: number; href: string }[];
  shared: boolean;
  isNew: boolean;
  isMine: boolean;
  /** From outside: whoever filed the case. */
  isRequester: boolean;
  /** Who still owes an answer, in words. */
  waits: string;
  answer?: ReplyField;
  withdrawal?: ReplyField;
  replies: NoteView[];
}

interface ReplyField {
  value: string;
  field: string;
  typed: string;
  wrong?: string | undefined;
}

interface Telling {
  visit: Visit;
  names: Map<string, string>;
  subjects: Map<number, string>;
  files: Map<string, { name: string; bytes: number; href: string }>;
  seenAt: number;
  /** The task whose page this is: what is about it needs no name. */
  about: number | undefined;
}

/** What the requester writes comes from nobody of ours. */
export const isFromRequester = ({ author }: Note): boolean => author === 'anonymous' || author === 'public';

export async function noteViews(
  visit: Visit,
  notes: Note[],
  { seenAt, about }: { seenAt: number; about: number | undefined },
): Promise<NoteView[]> {
  const people = notes.flatMap(({ author, mentions }) => [author, ...mentions]);
  const telling: Telling = {
    visit,
    seenAt,
    about,
    names: await namesOf(visit.engine.store, people),
    subjects: await subjectsOf(visit, notes),
    files: await filesOf(visit, notes),
  };
  const threads: NoteView[] = [];
  const byKey = new Map<number, NoteView>();
  const asked = new Map(notes.map((note) => [note.key, note.replyTo]));
  for (const note of notes) {
    const view = viewOf(telling, note);
    byKey.set(note.key, view);
    // An answer to an answer stands with it, below the question.
    const top = topOf(asked, note.replyTo);
    const thread = top === null ? undefined : byKey.get(top);
    (thread?.replies ?? threads).push(view);
  }
  return threads;
}

function topOf(asked: Map<number, number | null>, replyTo: number | null): number | null {
  let top = replyTo;
  for (let at = replyTo; at !== null; at = asked.get(at) ?? null) top = at;
  return top;
}

function viewOf(telling: Telling, note: Note): NoteView {
  const { visit, names, files, seenAt } = telling;
  const me = visit.principal.username;
  const isQuestion = note.kind === 'question';
  const nameOf = (username: string) => names.get(username) ?? username;
  return {
    key: note.key,
    who: note.author === me ? visit.t('conversation.me') : whoWords(visit, note, names),
    did: didWords(telling, note),
    at: note.at,
    segments: segmentsOf(textIn(visit, note), note.mentions).map((segment) =>
      segment.username === undefined ? segment : { ...segment, name: nameOf(segment.username) },
    ),
    files: note.documents.flatMap((id) => files.get(id) ?? []),
    shared: note.shared,
    isNew: note.author !== me && note.at > seenAt,
    isMine: note.author === me,
    isRequester: isFromRequester(note),
    waits:
      note.pending.length > 0
        ? visit.t('conversation.waits', { names: listWords(visit, note.pending.map(nameOf)) })
        : '',
    ...(isQuestion && note.pending.includes(me) && { answer: replyField(visit, 'answer', note.key) }),
    ...(isQuestion &&
      note.pending.length > 0 &&
      note.author === me && { withdrawal: replyField(visit, 'withdrawal', note.key) }),
    replies: [],
  };
}

const textIn = (visit: Visit, { text, erased }: Note): string =>
  erased ? visit.t('conversation.erased') : text;

function replyField(visit: Visit, act: 'answer' | 'withdrawal', key: number): ReplyField {
  const field = `_${act}.${key}`;
  const value = `${act} ${key}`;
  const refused = refusedIn(visit);
  return {
    value,
    field,
    typed: visit.field(field),
    wrong: refused?.place === value ? refused.words : undefined,
  };
}

const whoWords = (visit: Visit, note: Note, names: Map<string, string>): string =>
  isFromRequester(note) ? visit.t('conversation.requester') : actorWords(visit, note.author, names);

function didWords({ visit, names, subjects, about }: Telling, note: Note): string {
  const { kind, mentions } = note;
  const to = mentions.map((username) => names.get(username) ?? username);
  const subject = note.about !== null && note.about !== about ? (subjects.get(note.about) ?? '') : '';
  if (kind === 'comment' || kind === 'requester')
    return subject && visit.t('conversation.did.comment', { task: subject });
  if (!isNoteKind(kind)) return visit.t('conversation.did.note');
  return visit.t(`conversation.did.${kind}`, {
    names: listWords(visit, to),
    task: subjects.get(note.about ?? 0) ?? '',
  });
}

export function listWords(visit: Visit, names: readonly string[]): string {
  return new Intl.ListFormat(visit.lang, { type: 'conjunction' }).format(names);
}

/** Names of the tasks that notes are about. */
async function subjectsOf(visit: Visit, notes: Note[]): Promise<Map<number, string>> {
  const keys = [...new Set(notes.flatMap(({ about }) => about ?? []))];
  if (keys.length === 0) return new Map();
  const { rows } = await visit.engine.store.search('user_tasks', {
    where: [{ column: 'key', op: 'in', value: keys }],
    limit: 500,
  });
  return new Map(
    rows.map((row: Row) => [numberOf(row.key), textOf(row.element_name) || textOf(row.element_id)]),
  );
}

async function filesOf(visit: Visit, notes: Note[]): Promise<Telling['files']> {
  const caseKey = notes.find(({ documents }) => documents.length > 0)?.caseKey;
  if (caseKey === undefined) return new Map();
  const documents = await openStoreOf(visit).documents.ofCase(caseKey);
  return new Map(
    documents.map(({ id, name, size }) => [
      id,
      { name: name || id, bytes: size, href: `${visit.base}/documentos/${encodeURIComponent(id)}` },
    ]),
  );
}

/** What was done to the case by hand stands among what happened to it. */
export const notesFor = async (visit: Visit, caseKey: number): Promise<Note[]> =>
  (await readNotes(openStoreOf(visit), caseKey)).filter((note) => !isActionNote(note));
