// Listeners on a store: what they hear is journaled, and goes on after a restart.
import { expect, test } from 'vitest';
import { drawing, element, end, extensions, start } from './drawings.ts';
import { ana, begin, deploy, done, openRuntime, tasks } from './openRuntime.ts';

const listener = (kind: string, event: string, type: string) =>
  `<zeebe:${kind}Listeners><zeebe:${kind}Listener eventType="${event}" type="${type}"/></zeebe:${kind}Listeners>`;

const process = drawing(
  'p',
  [
    start(),
    element('userTask', 'ask', extensions(`<zeebe:userTask/>${listener('task', 'completing', 'check')}`)),
    element('manualTask', 'carry', extensions(listener('execution', 'start', 'prepare'))),
    end(),
  ],
  ['start>ask>carry>end'],
);

test('a completion that a listener denied is asked again, one that it lets pass goes on', async () => {
  let runtime = await openRuntime();
  await deploy(runtime.engine, process);
  const key = await begin(runtime.engine, 'p');
  const next = async (type: string) => {
    const request = { type, worker: 'w', timeout: 1_000, maxJobsToActivate: 5, requestTimeout: 0 };
    const [job] = await runtime.engine.activateJobs(request);
    if (!job) throw new Error(`Expected a job ${type}, but found none`);
    return job;
  };
  const [task = 0] = await tasks(runtime.store, 'ask');
  const complete = (variables: { amount: number }) =>
    runtime.engine.completeUserTask(task, variables, { principal: ana });
  done(await complete({ amount: -1 }));
  expect(await complete({ amount: -1 })).toMatchObject({ rejection: { code: 'USER_TASK_IN_TRANSITION' } });
  const job = await next('check');
  expect(job.variables).toEqual({ amount: -1 });
  const [row] = await runtime.store.reader('cauce_user_tasks');
  expect(row.state).toBe('COMPLETING');
  runtime = await runtime.restart();
  const denied = { verdict: { denied: true, reason: 'negative' } };
  done(await runtime.engine.completeJob(job.key, {}, { principal: ana }, undefined, denied));
  expect(await runtime.engine.visibleVariables(key)).toEqual({});
  done(await complete({ amount: 5 }));
  done(await runtime.engine.completeJob((await next('check')).key, {}, { principal: ana }));
  expect(await runtime.engine.visibleVariables(key)).toEqual({ amount: 5 });
  const prepare = await next('prepare');
  expect(await tasks(runtime.store, 'carry')).toEqual([]);
  done(await runtime.engine.completeJob(prepare.key, { tools: 2 }, { principal: ana }));
  expect(await tasks(runtime.store, 'carry')).toHaveLength(1);
});
