// The states that a task's draft was in: one looked at, and gone back to.
import { markOf, type Seen } from '../desk/draftMerge.ts';
import { draftState, keepLate, restoreDraft, type SavedDraft, saveDraft } from '../desk/drafts.ts';
import { conflictViews } from '../desk/draftWords.ts';
import { labelsOf } from '../desk/labels.ts';
import { namesOf } from '../desk/names.ts';
import { isMine, stateWords, taskFor } from '../desk/openTask.ts';
import { leaves, lookingAt, othersWords } from '../desk/taskPresence.ts';
import { answersIn } from '../desk/typedAnswers.ts';
import { valueViews } from '../desk/values.ts';
import type { Variables } from '../engine.ts';
import { clockWords } from '../render/words.ts';
import { get, type PageRoute, post } from '../route.ts';
import { forbidden, notFound, type Visit } from '../visit.ts';

async function heldTask(visit: Visit) {
  const task = await taskFor(visit, 'task:complete');
  if (!isMine(visit, task)) throw forbidden();
  return task;
}

async function showState(visit: Visit): Promise<void> {
  const task = await heldTask(visit);
  const state = await draftState(visit, task, Number(visit.query('version') ?? Number.NaN));
  if (!state) throw notFound();
  const { savedBy } = state;
  const names = await namesOf(visit.engine.store, [savedBy]);
  await visit.access.reads.record([
    { caseKey: task.rootKey, username: visit.principal.username, action: 'task:read' },
  ]);
  const values = Object.fromEntries(Object.entries(state.values).filter(([name]) => !name.startsWith('_')));
  const address = `${visit.base}/tareas/${task.key}`;
  visit.show('taskDraftState', {
    title: visit.t('taskDraft.stateTitle', { name: task.name }),
    lead: visit.t('taskDraft.stateLead', { name: names.get(savedBy) ?? savedBy }),
    at: state.savedAt,
    values: valueViews(visit, await labelsOf(visit, task.definitionKey), values),
    restore: `${address}/borrador/restaurar`,
    revision: state.revision,
    back: address,
    crumbs: [
      { label: visit.t('nav.tasks'), href: `${visit.base}/tareas` },
      { label: task.name, href: address },
    ],
  });
}

async function restore(visit: Visit): Promise<void> {
  const task = await heldTask(visit);
  if (!(await restoreDraft(visit, task, Number(visit.field('version'))))) throw notFound();
  visit.go(`/tareas/${task.key}?notice=restored`);
}

/** What the form may say that it has seen from now on: nothing of what somebody else wrote and it does not show. */
function seenNow(
  seen: Seen | undefined,
  fields: readonly string[],
  saved: SavedDraft,
  typed: Variables,
): Seen {
  const unseen = new Set([...saved.news, ...saved.conflicts.map(({ field }) => field)]);
  return Object.fromEntries(
    fields.map((field) => [field, unseen.has(field) ? (seen?.[field] ?? '') : markOf(typed[field])]),
  );
}

/** A field was changed on the page, whose own script saves all of the form. */
async function saveTyped(visit: Visit): Promise<void> {
  const task = await taskFor(visit, 'task:read');
  // Read as it is asked for anew: nothing is judged.
  visit.posted.set('_form', ['refresh']);
  visit.files = [];
  const { typed } = await answersIn(visit, task);
  if (!isMine(visit, task)) {
    if (task.state === 'CREATED') await keepLate(visit, task, typed);
    const reason = (await stateWords(visit, task)) ?? visit.t('task.free');
    visit.response.status(409).json({ gone: visit.t('taskDraft.gone', { reason }) });
    return;
  }
  const saved = await saveDraft(visit, task, typed);
  visit.response.json({
    time: clockWords(visit.lang, saved.savedAt, visit.options.timeZone),
    seen: JSON.stringify(seenNow(typed.seen, typed.fields, saved, typed.values)),
    ...(await conflictViews(visit, task, saved)),
  });
}

async function beHere(visit: Visit): Promise<void> {
  const task = await taskFor(visit);
  if (visit.field('leaves') === '1') {
    await leaves(visit, task);
    return void visit.response.status(204).end();
  }
  const others = await lookingAt(visit, task);
  visit.response.json({ others: othersWords(visit, others), state: (await stateWords(visit, task)) ?? '' });
}

export const taskDraftPages: PageRoute[] = [
  get('/tareas/:key/borrador', 'task:complete', showState),
  post('/tareas/:key/borrador', 'task:complete', saveTyped, { upload: true }),
  post('/tareas/:key/presencia', 'task:read', beHere),
  post('/tareas/:key/borrador/restaurar', 'task:complete', restore),
];
