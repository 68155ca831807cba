// Completes a user task; answers with the tasks that follow where the caller asks for them.
import { z } from 'zod';
import { authorize } from '../../access/policy.ts';
import type { Row } from '../../store/store.ts';
import { checkCompletion } from '../formCheck.ts';
import { byTask, taskFacts } from '../loaders.ts';
import { refusalOf } from '../problem.ts';
import { type Call, refuse, reply, route } from '../route.ts';
import { integer, key } from '../rows.ts';
import { allRows } from '../searchQuery.ts';
import { nothing, optionalVariables } from '../shapes.ts';
import { userTasks } from './userTaskShapes.ts';

/** How long the answer waits for the tasks of routed children. */
const settleMs = 50;

function openTasksOfCase(call: Call<unknown>): Promise<Row[]> {
  return allRows(call.engine.store, 'user_tasks', {
    where: [
      { column: 'root_key', op: 'eq', value: integer(call.row, 'root_key') },
      { column: 'state', op: 'eq', value: 'CREATED' },
    ],
  });
}

function wantsRepresentation(call: Call<unknown>): boolean {
  return /\breturn\s*=\s*"?representation\b/i.test(call.request.get('Prefer') ?? '');
}

export const completion = route({
  method: 'post',
  path: '/user-tasks/:userTaskKey/completion',
  policy: { action: 'task:complete', on: byTask },
  request: z.strictObject({ variables: optionalVariables, action: z.string().nullish() }),
  response: nothing,
  summary: 'Complete a user task; 200 with `nextTasks` under `Prefer: return=representation`',
  async handler(call) {
    const { engine, row, body, submission, principal } = call;
    const checked = await checkCompletion(call, row, body.variables);
    if ('refused' in checked) return refuse(checked.refused);
    const represent = wantsRepresentation(call);
    const before = represent
      ? new Set((await openTasksOfCase(call)).map((task) => key(task, 'key')))
      : undefined;
    const outcome = await engine.completeUserTask(integer(row, 'key'), checked.variables, submission);
    if (!outcome.ok) return refuse(refusalOf(outcome));
    if (!before) return undefined;
    await engine.settle(settleMs);
    const after = await openTasksOfCase(call);
    const next = after.filter((task) => !before.has(key(task, 'key')));
    const visible = next.filter((task) => authorize(principal, 'task:read', taskFacts(task)));
    const nextTasks = await userTasks(engine.store, visible);
    return reply(200, { nextTasks }, { 'Preference-Applied': 'return=representation' });
  },
});
