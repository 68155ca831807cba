// What is written about a case or one of its tasks, who watches it, and whom a note may call.
import { caseFor } from '../desk/caseFor.ts';
import { takeNoteFiles } from '../desk/conversation/noteFiles.ts';
import { suggested } from '../desk/conversation/people.ts';
import { refusedIn } from '../desk/conversation/refusal.ts';
import { say } from '../desk/conversation/say.ts';
import { conversationOf } from '../desk/conversation/view.ts';
import { findDraft, saveDraft } from '../desk/drafts.ts';
import { isMine, taskFor } from '../desk/openTask.ts';
import { type Task, taskOf } from '../desk/rows.ts';
import { answersIn } from '../desk/typedAnswers.ts';
import { setWatched } from '../desk/watches.ts';
import { authorize, caseFacts, type Json } from '../engine.ts';
import { get, type PageRoute, post } from '../route.ts';
import { forbidden, type Visit } from '../visit.ts';
import { showCase } from './case.ts';
import { showTask } from './showTask.ts';

async function mayWrite(visit: Visit, caseKey: number): Promise<void> {
  const { engine, principal } = visit;
  const facts = await caseFacts(engine.store, principal, caseKey);
  if (!authorize(principal, 'case:annotate', facts)) throw forbidden();
}

async function sayOnCase(visit: Visit): Promise<void> {
  const { key } = await caseFor(visit, 'case:read');
  await mayWrite(visit, key);
  const files = takeNoteFiles(visit);
  // It came through the door after the session had ended: shown as it was typed, and sent when its writer says so.
  if (visit.field('_kept')) return showCase(visit);
  const said = await say(visit, { caseKey: key }, files);
  if (said === undefined) return showCase(visit, refusedIn(visit)?.words ?? '');
  // Whoever has answered what they were asked may have nothing more to look at here.
  const { engine, principal } = visit;
  const isStillTheirs = authorize(principal, 'case:read', await caseFacts(engine.store, principal, key));
  visit.go(isStillTheirs ? `/casos/${key}?dicho=${said}#conversacion` : '/tareas?notice=answered');
}

/** What was typed into the task's form came along, and is kept; nothing typed is no draft. */
async function keepAnswers(visit: Visit, task: Task): Promise<void> {
  if (!isMine(visit, task) || !visit.posted.has('_seen')) return;
  const { typed, stored } = await answersIn(visit, task);
  const isTyped = typed.fields.some((field) => {
    const value = typed.values[field] ?? null;
    const isNothing = value === null || value === '' || value === false || isEmptyList(value);
    return !isNothing && JSON.stringify(value) !== JSON.stringify(stored[field]);
  });
  if (isTyped || (await findDraft(visit, task))) await saveDraft(visit, task, typed);
}

const isEmptyList = (value: Json): boolean => Array.isArray(value) && value.length === 0;

async function sayOnTask(visit: Visit): Promise<void> {
  const task = await taskFor(visit);
  await mayWrite(visit, task.rootKey);
  const files = takeNoteFiles(visit);
  await keepAnswers(visit, task);
  if (visit.field('_kept')) return showTask(visit, task);
  const said = await say(visit, { caseKey: task.rootKey, about: task.key }, files);
  if (said !== undefined) return visit.go(`/tareas/${task.key}?dicho=${said}#conversacion`);
  await showTask(visit, task, { notice: { text: refusedIn(visit)?.words ?? '', wrong: true } }, 422);
}

async function watchCase(visit: Visit): Promise<void> {
  const { key } = await caseFor(visit, 'case:read');
  await setWatched(visit, { kind: 'case', key, caseKey: key }, visit.field('on') === 'true');
  visit.go(`/casos/${key}#conversacion`);
}

async function watchTask(visit: Visit): Promise<void> {
  const task = await taskFor(visit);
  const isCase = visit.field('kind') === 'case';
  const watched = { kind: isCase ? ('case' as const) : ('task' as const), caseKey: task.rootKey };
  const key = isCase ? task.rootKey : task.key;
  await setWatched(visit, { ...watched, key }, visit.field('on') === 'true');
  visit.go(`/tareas/${task.key}#conversacion`);
}

/** The block alone, for a page that looks again by itself. */
async function showPart(visit: Visit): Promise<void> {
  const { key } = await caseFor(visit, 'case:read');
  const asked = visit.query('tarea') ?? '';
  const row =
    /^\d{1,16}$/.test(asked) && (await visit.engine.store.find('user_tasks', { key: Number(asked) }));
  const task = row ? taskOf(row) : undefined;
  const isIts = task?.rootKey === key;
  const conversation = await conversationOf(visit, {
    caseKey: key,
    ...(task && isIts && { taskKey: task.key, withAnswers: isMine(visit, task) }),
  });
  visit.show('conversationPart', { title: visit.t('conversation.heading'), conversation });
}

async function suggest(visit: Visit): Promise<void> {
  const asked = visit.query('caso') ?? '';
  const caseKey = /^\d{1,16}$/.test(asked) ? Number(asked) : undefined;
  visit.response.json(await suggested(visit, visit.query('q') ?? '', caseKey));
}

export const conversationPages: PageRoute[] = [
  post('/casos/:key/notas', 'case:annotate', sayOnCase, { upload: 'form', keeps: true }),
  post('/tareas/:key/notas', 'case:annotate', sayOnTask, { upload: 'form', keeps: true }),
  post('/casos/:key/vigilar', 'case:read', watchCase),
  post('/tareas/:key/vigilar', 'task:read', watchTask),
  get('/casos/:key/conversacion', 'case:read', showPart),
  get('/menciones', 'case:annotate', suggest),
];
