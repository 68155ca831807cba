import { expect, test } from 'vitest';
import {
  boundary,
  call,
  drawing,
  element,
  end,
  escalated,
  escalation,
  eventSubprocess,
  heard,
  message,
  onEvent,
  signal,
  signaled,
  start,
  timer,
  userTask,
  when,
} from './drawings.ts';
import { ana, begin, count, deploy, NOON, openRuntime, tasks } from './openRuntime.ts';

const HOUR = 3_600_000;
const handler = (id: string, definition: string, interrupting: boolean) =>
  eventSubprocess(
    id,
    [onEvent(`${id}_on`, definition, interrupting), userTask(`${id}_task`)],
    [`${id}_on>${id}_task`],
  );

test('event subprocesses of a process hear timers, messages, signals and variables, and start no process', async () => {
  const handled = drawing(
    'handled',
    [
      start(),
      userTask('work'),
      end(),
      handler('remind', timer('timeCycle', 'R2/PT1H'), false),
      handler('many', when('=n &gt; 3'), false),
      handler('ask', signaled('fire'), false),
      handler('cancel', heard('cancel'), true),
    ],
    ['start>work>end'],
    message('cancel', '=id') + signal('fire'),
  );
  let runtime = await openRuntime();
  await deploy(runtime.engine, handled);
  const key = await begin(runtime.engine, 'handled', { id: 'k', n: 0 });
  const by = { principal: ana };
  const open = async (id: string) => (await tasks(runtime.store, `${id}_task`)).length;
  expect(await count(runtime.store, 'cauce_timers')).toBe(1);
  // A condition is asked of nobody outside: it is neither a message nor a signal that one could send.
  expect(await count(runtime.store, 'cauce_message_subscriptions')).toBe(2);
  runtime = await runtime.restart();
  runtime.clock.now = NOON + HOUR;
  await runtime.engine.fireDueTimers();
  await runtime.engine.broadcastSignal({ name: 'fire', variables: { n: 4 }, ...by });
  await runtime.engine.broadcastSignal({ name: 'fire', variables: { n: 5 }, ...by });
  expect([await open('remind'), await open('ask'), await open('many')]).toEqual([1, 2, 1]);
  runtime = await runtime.crash();
  await runtime.engine.publishMessage({ name: 'cancel', correlationKey: 'k', variables: {}, ...by });
  expect(await tasks(runtime.store)).toHaveLength(1);
  expect(await open('cancel')).toBe(1);
  expect(await count(runtime.store, 'cauce_timers')).toBe(0);
  expect(await count(runtime.store, 'cauce_message_subscriptions')).toBe(0);
  expect(await runtime.store.reader('cauce_process_instances').select('key')).toEqual([{ key }]);
});

test('an escalation of a called instance reaches its caller before its end does', async () => {
  const caller = drawing(
    'caller',
    [
      start(),
      call('c', 'tells'),
      boundary('b', 'c', escalated('X'), false),
      userTask('told'),
      userTask('after'),
    ],
    ['start>c>after', 'b>told'],
    escalation('X'),
  );
  const tells = drawing(
    'tells',
    [start(), element('endEvent', 'throws', escalated('X'))],
    ['start>throws'],
    escalation('X'),
  );
  const { engine, store } = await openRuntime();
  await deploy(engine, caller, tells);
  await begin(engine, 'caller');
  await engine.settle(20_000);
  expect(await tasks(store, 'told')).toHaveLength(1);
  expect(await tasks(store, 'after')).toHaveLength(1);
  expect(await store.reader('cauce_incidents').select('code')).toEqual([]);
});

test('conditional starts begin once for the same request, whoever asks twice, and only where they are true', async () => {
  const rises = drawing('rises', [start(when('=n &gt; 3')), userTask('a')], ['start>a']);
  const falls = drawing('falls', [start(when('=n &lt; 0')), userTask('a')], ['start>a']);
  let runtime = await openRuntime();
  await deploy(runtime.engine, rises, falls);
  const request = { variables: { n: 4 }, principal: ana, commandId: 'c1' };
  const first = await runtime.engine.evaluateConditions(request);
  expect(first).toMatchObject({ ok: true, started: [{}] });
  expect(await runtime.engine.evaluateConditions(request)).toEqual(first);
  runtime = await runtime.restart();
  expect(await runtime.engine.evaluateConditions(request)).toEqual(first);
  expect(await runtime.engine.evaluateConditions({ ...request, variables: { n: 5 } })).toMatchObject({
    rejection: { code: 'COMMAND_BODY_DIFFERS' },
  });
  expect(await runtime.engine.evaluateConditions({ variables: { n: 0 }, principal: ana })).toMatchObject({
    started: [],
  });
  expect(
    await runtime.engine.evaluateConditions({ variables: {}, definitionKey: 1, principal: ana }),
  ).toMatchObject({ rejection: { code: 'NOT_FOUND' } });
  expect(await tasks(runtime.store, 'a')).toHaveLength(1);
});
