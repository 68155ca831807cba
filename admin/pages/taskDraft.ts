// The states that a task's draft was in: one looked at, and gone back to.
import { draftState, restoreDraft } from '../desk/drafts.ts';
import { labelsOf } from '../desk/labels.ts';
import { namesOf } from '../desk/names.ts';
import { isMine, taskFor } from '../desk/openTask.ts';
import { valueViews } from '../desk/values.ts';
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

export const taskDraftPages: PageRoute[] = [
  get('/tareas/:key/borrador', 'task:complete', showState),
  post('/tareas/:key/borrador/restaurar', 'task:complete', restore),
];
