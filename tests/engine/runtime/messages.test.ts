import { expect, test } from 'vitest';
import type { MessageOutcome, MessageRequest, Refused } from '../../../engine/runtime/engine.ts';
import { catching, drawing, end, heard, message, start, userTask } from './drawings.ts';
import { ana, begin, count, deploy, done, NOON, type Opened, openedWith, tasks } from './openRuntime.ts';

const hears = drawing(
  'hears',
  [start(), catching('hear', heard('news')), userTask('after'), end()],
  ['start>hear>after>end'],
  message('news', '=id'),
);

const late = drawing(
  'late',
  [start(), userTask('first'), catching('hear', heard('news')), userTask('after'), end()],
  ['start>first>hear>after>end'],
  message('news', '=id'),
);

const begins = drawing(
  'begins',
  [start(heard('news')), userTask('read'), end()],
  ['start>read>end'],
  message('news'),
);

function publish({ engine }: Opened, more: Partial<MessageRequest> = {}): Promise<MessageOutcome | Refused> {
  return engine.publishMessage({ name: 'news', correlationKey: 'k', variables: {}, principal: ana, ...more });
}

test('a message reaches the one who waits for its key, and nobody else', async () => {
  const runtime = await openedWith(hears);
  await begin(runtime.engine, 'hears', { id: 'other' });
  const key = await begin(runtime.engine, 'hears', { id: 'k' });
  expect(await publish(runtime, { variables: { n: 1 } })).toMatchObject({ ok: true, instanceKey: key });
  expect(await runtime.engine.visibleVariables(key)).toEqual({ id: 'k', n: 1 });
  expect(await tasks(runtime.store, 'after')).toHaveLength(1);
});

test('of several who wait for one key the oldest gets it, then the next', async () => {
  const runtime = await openedWith(hears);
  const keys = [];
  for (let at = 0; at < 3; at++) keys.push(await begin(runtime.engine, 'hears', { id: 'k' }));
  const taken = [];
  for (let at = 0; at < 4; at++) taken.push(await publish(runtime));
  expect(taken.map((each) => ('instanceKey' in each ? each.instanceKey : undefined))).toEqual([
    ...keys,
    undefined,
  ]);
});

test('messages published at once under one key go to different receivers', async () => {
  const runtime = await openedWith(hears);
  const keys = await Promise.all(
    Array.from({ length: 20 }, () => begin(runtime.engine, 'hears', { id: 'k' })),
  );
  const taken = await Promise.all(keys.map(() => publish(runtime)));
  const reached = taken.map((each) => ('instanceKey' in each ? each.instanceKey : undefined));
  expect(reached.toSorted()).toEqual(keys.toSorted());
  expect(await tasks(runtime.store, 'after')).toHaveLength(20);
});

test.each([
  ['within its time to live', 59_999, 1],
  ['not after it', 60_001, 0],
])('a kept message reaches who comes late %s', async (_, after, received) => {
  const runtime = await openedWith(late);
  await begin(runtime.engine, 'late', { id: 'k' });
  await publish(runtime, { timeToLive: 60_000, variables: { n: 1 } });
  runtime.clock.now = NOON + after;
  const [first = 0] = await tasks(runtime.store);
  done(await runtime.engine.completeUserTask(first, {}, { principal: ana }));
  await runtime.engine.settle(20_000);
  expect(await tasks(runtime.store, 'after')).toHaveLength(received);
});

test('a kept message is given once: the second who comes late gets nothing, the second message goes to him', async () => {
  const runtime = await openedWith(hears);
  await publish(runtime, { timeToLive: 60_000, variables: { n: 1 } });
  await publish(runtime, { timeToLive: 60_000, variables: { n: 2 } });
  const keys = [];
  for (let at = 0; at < 3; at++) {
    keys.push(await begin(runtime.engine, 'hears', { id: 'k' }));
    await runtime.engine.settle(20_000);
  }
  const numbers = await Promise.all(keys.map(async (key) => (await runtime.engine.visibleVariables(key)).n));
  expect(numbers).toEqual([1, 2, undefined]);
});

test('the same message id is refused within its time to live and welcome after it', async () => {
  const runtime = await openedWith(hears);
  const once = { messageId: 'm1', timeToLive: 60_000 };
  expect(await publish(runtime, once)).toMatchObject({ ok: true });
  expect(await publish(runtime, once)).toMatchObject({
    ok: false,
    rejection: { code: 'MESSAGE_ALREADY_PUBLISHED', values: { messageId: 'm1' } },
  });
  expect(await publish(runtime, { ...once, correlationKey: 'other' })).toMatchObject({ ok: true });
  runtime.clock.now += 60_001;
  expect(await publish(runtime, once)).toMatchObject({ ok: true });
});

test('a message starts an instance of the latest version, with its key as business key', async () => {
  const runtime = await openedWith(begins);
  await deploy(
    runtime.engine,
    begins
      .replace('<bpmn:userTask id="read"', '<bpmn:userTask id="read" name="v2"')
      .replace(' name="read"', ''),
  );
  const published = await publish(runtime, { variables: { n: 1 } });
  expect(published).toMatchObject({ ok: true });
  const rows = await runtime.store.reader('cauce_process_instances');
  expect(rows).toMatchObject([{ process_id: 'begins', version: 2, business_key: 'k' }]);
});

test('publishing and beginning to wait at once never miss each other, a hundred times', async () => {
  const runtime = await openedWith(hears);
  const { engine } = runtime;
  await Promise.all(
    Array.from({ length: 100 }, async (_, at) => {
      const id = `k${at}`;
      const both = [
        () => begin(engine, 'hears', { id }),
        () => publish(runtime, { correlationKey: id, timeToLive: 60_000 }),
      ];
      if (at % 2) both.reverse();
      const [first, second] = both;
      const going = first?.();
      for (let turn = 0; turn < at % 5; turn++) await new Promise(setImmediate);
      await Promise.all([going, second?.()]);
    }),
  );
  await engine.settle(20_000);
  expect(await tasks(runtime.store, 'after')).toHaveLength(100);
  expect(await count(runtime.store, 'cauce_messages', { correlated_to: null })).toBe(0);
});

test('a kept message whose delivery a crash prevented is given at the next start', async () => {
  let runtime = await openedWith(hears);
  await publish(runtime, { timeToLive: 60_000 });
  const crashed = new Promise<void>((resolve) => {
    runtime.engine.onCommitted(() => {
      void runtime.store.close();
      resolve();
    });
  });
  void begin(runtime.engine, 'hears', { id: 'k' }).catch(() => {});
  await crashed;
  runtime = await runtime.crash();
  await runtime.engine.settle(20_000);
  expect(await tasks(runtime.store, 'after')).toHaveLength(1);
});

test('a message with a value that cannot be stored is refused, and the next is not', async () => {
  const runtime = await openedWith(hears);
  const bad = { variables: { x: 'a\0' }, timeToLive: 60_000 };
  expect(await publish(runtime, bad)).toMatchObject({ rejection: { code: 'VALUE_NOT_STORABLE' } });
  expect(await publish(runtime, { correlationKey: '\ud800' })).toMatchObject({
    rejection: { code: 'VALUE_NOT_STORABLE' },
  });
  expect(await publish(runtime, { timeToLive: 60_000 })).toMatchObject({ ok: true });
});
