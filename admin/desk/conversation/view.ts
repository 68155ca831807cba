// The conversation about a case as one block of its page and of its tasks' pages: what was said, and where to say more.
import { authorize, caseFacts, markSeen, readSeen } from '../../engine.ts';
import type { Visit } from '../../visit.ts';
import { newRequest } from '../requestId.ts';
import { isWatched } from '../watches.ts';
import { listWords, type NoteView, notesFor, noteViews } from './noteViews.ts';
import { suggested, unheardAmong } from './people.ts';
import { refusedIn } from './refusal.ts';

/** Threads that stand open; older ones are folded. */
const OPEN = 8;

export interface Talk {
  caseKey: number;
  /** The task whose page shows it. */
  taskKey?: number;
  /** The page's answers go along, so that nothing typed there is lost. */
  withAnswers?: boolean;
}

export async function conversationOf(visit: Visit, { caseKey, taskKey, withAnswers = false }: Talk) {
  const { engine, principal, base } = visit;
  const person = { tenant: engine.store.tenant, username: principal.username };
  const [notes, seenAt, facts, canShare] = await Promise.all([
    notesFor(visit, caseKey),
    readSeen(engine.store.reader, person, caseKey),
    caseFacts(engine.store, principal, caseKey),
    hasRequester(visit, caseKey),
  ]);
  const threads = await noteViews(visit, notes, { seenAt, about: taskKey });
  const newest = notes.at(-1)?.at ?? 0;
  if (newest > seenAt && visit.request.method === 'GET')
    await engine.store.write((db) => markSeen(db, person, caseKey, newest));
  const may = authorize(principal, 'case:annotate', facts);
  const address = taskKey === undefined ? `${base}/casos/${caseKey}` : `${base}/tareas/${taskKey}`;
  return {
    base,
    caseKey,
    who: principal.username,
    part: `${base}/casos/${caseKey}/conversacion${taskKey === undefined ? '' : `?tarea=${taskKey}`}`,
    count: notes.length,
    ...folded(threads),
    may,
    action: `${address}/notas`,
    withAnswers,
    request: newRequest(),
    ...(may && (await composerOf(visit, caseKey, canShare))),
    said: await saidWords(visit, caseKey, notes),
    watch: { action: `${address}/vigilar`, ...(await watchState(visit, caseKey, taskKey)) },
  };
}

function folded(threads: NoteView[]) {
  const hasNews = ({ isNew, waits, replies }: NoteView): boolean =>
    isNew || waits !== '' || replies.some(hasNews);
  const earlier = threads.slice(0, Math.max(0, threads.length - OPEN));
  // What is new or waits is not hidden.
  const first = earlier.findIndex(hasNews);
  const cut = first < 0 ? earlier.length : first;
  return { earlier: threads.slice(0, cut), threads: threads.slice(cut) };
}

async function composerOf(visit: Visit, caseKey: number, canShare: boolean) {
  const refused = refusedIn(visit);
  return {
    typed: visit.field('_note'),
    asks: visit.field('_noteAsks') === 'true',
    sharing: visit.field('_noteShared') === 'true',
    wrong: refused?.place === 'note' ? refused.words : undefined,
    canShare,
    people: await suggested(visit, '', caseKey),
    suggestions: `${visit.base}/menciones?caso=${caseKey}`,
  };
}

/** After writing: that it stands there, and who of those called will not read it. */
async function saidWords(
  visit: Visit,
  caseKey: number,
  notes: { key: number; mentions: string[]; kind: string }[],
) {
  // It came back through the door after the session had ended, and is not sent yet.
  if (visit.field('_kept')) return { text: visit.t('task.typedBack') };
  const key = Number(visit.query('dicho') ?? Number.NaN);
  const note = notes.find((each) => each.key === key);
  if (!note) return undefined;
  if (note.kind === 'question') return { text: visit.t('conversation.asked') };
  const unheard = await unheardAmong(visit, caseKey, note.mentions);
  if (unheard.length === 0) return { text: visit.t('conversation.said') };
  return { text: visit.t('conversation.unheard', { names: listWords(visit, unheard) }), wrong: true };
}

async function watchState(visit: Visit, caseKey: number, taskKey: number | undefined) {
  const isCaseWatched = await isWatched(visit, 'case', caseKey);
  if (taskKey === undefined || isCaseWatched) return { on: isCaseWatched, kind: 'case' };
  return { on: await isWatched(visit, 'task', taskKey), kind: 'task' };
}

/** Somebody outside follows the case with a code. */
async function hasRequester(visit: Visit, caseKey: number): Promise<boolean> {
  const { reader, tenant } = visit.engine.store;
  const row: unknown = await reader('cauce_case_codes')
    .where({ tenant_id: tenant, case_key: caseKey, kind: 'tracking' })
    .first('code_hash');
  return row !== undefined;
}
