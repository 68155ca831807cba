// Giving a task to a colleague, or back, each with a reason.
import { delegate, giveBack } from '../desk/conversation/handOver.ts';
import { refusedIn } from '../desk/conversation/refusal.ts';
import { isMine, taskFor } from '../desk/openTask.ts';
import type { Task } from '../desk/rows.ts';
import { type PageRoute, post } from '../route.ts';
import { forbidden, type Visit } from '../visit.ts';
import { showTask } from './showTask.ts';

async function held(visit: Visit): Promise<Task> {
  const task = await taskFor(visit, 'task:claim');
  if (!isMine(visit, task)) throw forbidden();
  return task;
}

async function pass(visit: Visit, act: (visit: Visit, task: Task) => Promise<boolean>, notice: string) {
  const task = await held(visit);
  // It came through the door after the session had ended: shown as it was typed.
  if (visit.field('_kept')) return showTask(visit, task);
  if (await act(visit, task)) return visit.go(`/tareas?notice=${notice}`);
  await showTask(visit, task, { notice: { text: refusedIn(visit)?.words ?? '', wrong: true } }, 422);
}

export const handOverPages: PageRoute[] = [
  post('/tareas/:key/delegar', 'task:claim', (visit) => pass(visit, delegate, 'delegated'), {
    upload: 'form',
    keeps: true,
  }),
  post('/tareas/:key/devolver', 'task:claim', (visit) => pass(visit, giveBack, 'released'), {
    upload: 'form',
    keeps: true,
  }),
];
