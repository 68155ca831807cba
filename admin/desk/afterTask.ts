// What the work list says after a task was completed: where the case is now, and who has it.

import type { Visit } from '../visit.ts';
import { casesOf, holderWords, namesOf } from './names.ts';
import { numberOf, taskOf } from './rows.ts';

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
  const values = { name: task.name, number: found?.number ?? task.rootKey };
  if (open.length > 0) {
    const names = await namesOf(
      store,
      open.flatMap((each) => [each.assignee ?? '', ...each.candidateUsers]),
    );
    const who = [...new Set(open.map((each) => holderWords(visit, each, names)))].join('; ');
    return visit.t('task.doneHeld', { ...values, who });
  }
  return visit.t(found?.state === 'ACTIVE' ? 'task.doneWaiting' : 'task.doneClosed', values);
}
