// Completes a user task; answers with the tasks that follow where the caller asks for them.
import { z } from 'zod';
import { authorize } from '../../access/policy.ts';
import type { Committed } from '../../runtime/engine.ts';
import type { Row } from '../../store/store.ts';
import { checkCompletion } from '../formCheck.ts';
import { byOpenTask, taskFacts } from '../loaders.ts';
import { refusalOf } from '../problem.ts';
import { type Call, refuse, reply, route } from '../route.ts';
import { integer } from '../rows.ts';
import { allRows } from '../searchQuery.ts';
import { nothing, optionalVariables } from '../shapes.ts';
import { userTasks } from './userTaskShapes.ts';

/** How long the answer waits for the tasks of routed children. */
const settleMs = 50;

/** The tasks that a completion opened, in its own instance and in those that it reached. */
async function nextTasks({ engine, row }: Call<unknown>, committed: Committed): Promise<Row[]> {
  const known = engine.openedTasks(committed);
  if (known) return known;
  const { routed, at, events } = committed;
  if (routed) await engine.settle(settleMs);
  const rows = await allRows(engine.store, 'user_tasks', {
    where: [
      { column: 'root_key', op: 'eq', value: integer(row, 'root_key') },
      { column: 'state', op: 'eq', value: 'CREATED' },
      { column: 'created_at', op: 'gte', value: at ?? 0 },
    ],
  });
  if (routed) return rows;
  const opened = new Set(events.map((event) => event.type === 'userTaskCreated' && event.key));
  return rows.filter((task) => opened.has(integer(task, 'key')));
}

function wantsRepresentation(call: Call<unknown>): boolean {
  const { prefer } = call.request.headers;
  return typeof prefer === 'string' && /\breturn\s*=\s*"?representation\b/i.test(prefer);
}

export const completion = route({
  method: 'post',
  path: '/user-tasks/:userTaskKey/completion',
  policy: { action: 'task:complete', on: byOpenTask },
  request: z.strictObject({ variables: optionalVariables, action: z.string().nullish() }),
  response: nothing,
  summary: 'Complete a user task; 200 with `nextTasks` under `Prefer: return=representation`',
  async handler(call) {
    const { engine, row, body, submission, principal } = call;
    const checked = await checkCompletion(call, row, body.variables);
    if ('refused' in checked) return refuse(checked.refused);
    const outcome = await engine.completeUserTask(integer(row, 'key'), checked.variables, submission);
    if (!outcome.ok) return refuse(refusalOf(outcome));
    if (!wantsRepresentation(call)) return undefined;
    const next = await nextTasks(call, outcome);
    const visible = next.filter((task) => authorize(principal, 'task:read', taskFacts(task)));
    const shown = await userTasks(engine.store, visible);
    return reply(200, { nextTasks: shown }, { 'Preference-Applied': 'return=representation' });
  },
});
