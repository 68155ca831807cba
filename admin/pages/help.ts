// First-level help: guides searched by whoever attends, offered beside a task, and the record that one gave the answer.
import { saveDraft } from '../desk/drafts.ts';
import { guideOf } from '../desk/help/guides.ts';
import { guideView, helpFor } from '../desk/help/helpView.ts';
import { isMine, taskFor } from '../desk/openTask.ts';
import { refusalWords } from '../desk/refusals.ts';
import { commandIdFrom, requestOf } from '../desk/requestId.ts';
import { type Task, taskOf } from '../desk/rows.ts';
import { answersIn } from '../desk/typedAnswers.ts';
import { ANSWER_USED, authorize, writeNote } from '../engine.ts';
import { get, type PageRoute, post } from '../route.ts';
import { forbidden, notFound, type Visit } from '../visit.ts';
import { showTask } from './showTask.ts';

/** The task beside which somebody asks; one that they may not see does not exist. */
async function askedTask(visit: Visit): Promise<Task | undefined> {
  const asked = visit.query('tarea');
  if (asked === undefined) return undefined;
  const row = /^\d{1,16}$/.test(asked)
    ? await visit.engine.store.find('user_tasks', { key: Number(asked) })
    : undefined;
  const task = row && taskOf(row);
  if (!task || !authorize(visit.principal, 'task:read', task)) throw notFound();
  return task;
}

async function helpAsked(visit: Visit) {
  const task = await askedTask(visit);
  const typed = visit.query('q')?.trim() ?? '';
  return helpFor(visit, { typed, ...(task && { task, mayUse: isMine(visit, task) }) });
}

async function showHelp(visit: Visit): Promise<void> {
  const help = await helpAsked(visit);
  // The button that says so belongs to the task's own page.
  visit.show('help', { title: visit.t('help.title'), help: { ...help, useAt: false } });
}

async function showResults(visit: Visit): Promise<void> {
  visit.show('helpPart', { title: visit.t('help.title'), help: await helpAsked(visit) });
}

async function showGuide(visit: Visit): Promise<void> {
  const guide = await guideOf(visit, visit.query('ref') ?? '');
  if (!guide) throw notFound();
  visit.show('guide', { ...guideView(visit, guide), crumbs: helpCrumbs(visit, guide.title) });
}

const helpCrumbs = (visit: Visit, title: string) => [
  { label: visit.t('help.title'), href: `${visit.base}/ayuda` },
  { label: title },
];

async function useAnswer(visit: Visit): Promise<void> {
  const task = await taskFor(visit, 'task:complete');
  if (!isMine(visit, task)) throw forbidden();
  const guide = await guideOf(visit, visit.field('_guide'));
  if (!guide) throw notFound();
  // What was typed into the task's form came along, and is kept.
  if (visit.posted.has('_seen')) await saveDraft(visit, task, (await answersIn(visit, task)).typed);
  const note = {
    caseKey: task.rootKey,
    about: task.key,
    kind: ANSWER_USED,
    text: guide.title,
    detail: { guide: guide.ref, kind: guide.kind },
  };
  const commandId = commandIdFrom(`${requestOf(visit)} ${guide.ref}`);
  const outcome = await writeNote(visit.engine, note, { principal: visit.principal, commandId });
  if (outcome.ok) return visit.go(`/tareas/${task.key}?notice=answerUsed#ayuda`);
  const text = refusalWords(visit, outcome.rejection);
  await showTask(visit, task, { notice: { text, wrong: true } }, 422);
}

export const helpPages: PageRoute[] = [
  get('/ayuda', 'definition:read', showHelp),
  get('/ayuda/resultados', 'definition:read', showResults),
  get('/ayuda/guia', 'definition:read', showGuide),
  post('/tareas/:key/ayuda', 'task:complete', useAnswer, { upload: 'form' }),
];
