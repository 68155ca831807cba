// What the work list says after a task was completed: where the case is now, and who has it.

import type { Visit } from '../visit.ts';
import { openIncidentsOf, pendingJobs } from './incidents.ts';
import { casesOf, holderWords, namesOf } from './names.ts';
import { numberOf, plainNumber, type Task, taskOf } from './rows.ts';

const most = 20;

export async function openTasksOf(visit: Visit, rootKey: number) {
  const { rows } = await visit.engine.store.search('user_tasks', {
    where: [
      { column: 'root_key', op: 'eq', value: rootKey },
      { column: 'state', op: 'eq', value: 'CREATED' },
    ],
    sort: [{ column: 'created_at', descending: true }],
    limit: most,
  });
  return rows.map(taskOf);
}

const looks = 10;

/** Waits a moment for what programs do next, so that what is said about the case is not old at once. */
export async function settledTasksOf(visit: Visit, rootKey: number): Promise<Task[]> {
  for (let look = 0; ; look += 1) {
    await visit.engine.settle(200);
    const open = await openTasksOf(visit, rootKey);
    if (open.length > 0 || look === looks || (await openIncidentsOf(visit, rootKey)).length > 0) return open;
    if (!(await pendingJobs(visit, rootKey))) return open;
    await new Promise((resume) => setTimeout(resume, 50));
  }
}

/** Only for who completed it: the address is no way to learn about other people's cases. */
export async function doneNotice(visit: Visit, taskKey: number): Promise<string | undefined> {
  const { store } = visit.engine;
  const row = await store.find('user_tasks', { key: taskKey });
  if (!row || row.completed_by !== visit.principal.username) return undefined;
  const task = taskOf(row);
  const [open, cases] = await Promise.all([
    openTasksOf(visit, task.rootKey),
    casesOf(store, [numberOf(row.root_key)]),
  ]);
  const found = cases.get(task.rootKey);
  const values = { name: task.name, number: found?.number ?? plainNumber(task.rootKey) };
  if (open.length > 0) {
    const names = await namesOf(
      store,
      open.flatMap((each) => [each.assignee ?? '', ...each.candidateUsers]),
    );
    const who = [...new Set(open.map((each) => holderWords(visit, each, names)))].join('; ');
    return visit.t('task.doneHeld', { ...values, who });
  }
  if (found?.state !== 'ACTIVE') return visit.t('task.doneClosed', values);
  const hasStopped = (await openIncidentsOf(visit, task.rootKey)).length > 0;
  return visit.t(hasStopped ? 'task.doneStopped' : 'task.doneWaiting', values);
}
