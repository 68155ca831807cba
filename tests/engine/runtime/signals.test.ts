import { expect, test } from 'vitest';
import { boundary, catching, drawing, element, end, signal, signaled, start, userTask } from './drawings.ts';
import { ana, begin, openedWith, tasks } from './openRuntime.ts';

test('a signal reaches every instance that waits for it and every start event, and a boundary that goes on hearing', async () => {
  const waits = drawing(
    'waits',
    [start(), catching('hear', signaled('fire')), userTask('after'), end()],
    ['start>hear>after>end'],
    signal('fire'),
  );
  const hosts = drawing(
    'hosts',
    [start(), userTask('host'), boundary('b', 'host', signaled('fire'), false), userTask('more'), end()],
    ['start>host>end', 'b>more>end'],
    signal('fire'),
  );
  const alarmed = drawing(
    'alarmed',
    [start(signaled('fire')), userTask('run'), end()],
    ['start>run>end'],
    signal('fire'),
  );
  const runtime = await openedWith(waits, hosts, alarmed);
  const { engine, store } = runtime;
  for (let at = 0; at < 3; at++) await begin(engine, 'waits');
  await begin(engine, 'hosts');
  const request = { name: 'fire', variables: {}, principal: ana, commandId: 's1' };
  const first = await engine.broadcastSignal(request);
  const reached = async () => [
    (await tasks(store, 'after')).length,
    (await tasks(store, 'more')).length,
    (await tasks(store, 'run')).length,
  ];
  expect(await reached()).toEqual([3, 1, 1]);
  expect(await engine.broadcastSignal(request)).toEqual(first);
  expect(await reached()).toEqual([3, 1, 1]);
  await engine.broadcastSignal({ ...request, commandId: 's2' });
  expect(await reached()).toEqual([3, 2, 2]);
});

test('a signal is heard by others, and not once more by the instance that threw it', async () => {
  const fire = element('intermediateThrowEvent', 'fire', signaled('fire'));
  const throws = drawing(
    'throws',
    [start(), fire, catching('hear', signaled('fire')), end()],
    ['start>fire>hear>end'],
    signal('fire'),
  );
  const waits = drawing(
    'waits',
    [start(), catching('hear', signaled('fire')), userTask('after'), end()],
    ['start>hear>after>end'],
    signal('fire'),
  );
  const { engine, store } = await openedWith(throws, waits);
  await begin(engine, 'waits');
  const thrower = await begin(engine, 'throws');
  await engine.settle(20_000);
  expect(await tasks(store, 'after')).toHaveLength(1);
  const [waiting] = await store.reader('cauce_message_subscriptions').select('instance_key');
  expect(waiting).toEqual({ instance_key: thrower });
});
