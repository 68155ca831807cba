// A signal to many: others get between, and what cuts it short leaves nobody out and reaches nobody twice.
import { expect, test } from 'vitest';
import type { DurableRuntime } from '../../../engine/runtime/durableRuntime.ts';
import type { CommittedBatch } from '../../../engine/runtime/work.ts';
import { beginMany } from './beginMany.ts';
import { boundary, catching, drawing, element, end, signal, signaled, start, userTask } from './drawings.ts';
import { ana, begin, count, type Opened, openedWith, tasks } from './openRuntime.ts';

const waits = drawing(
  'waits',
  [start(), catching('hear', signaled('go')), userTask('after'), end()],
  ['start>hear>after>end'],
  signal('go'),
);
const hosts = drawing(
  'hosts',
  [start(), userTask('host'), boundary('b', 'host', signaled('go'), false), userTask('more'), end()],
  ['start>host>end', 'b>more>end'],
  signal('go'),
);
const throws = drawing(
  'throws',
  [start(), element('intermediateThrowEvent', 'say', signaled('go')), userTask('said'), end()],
  ['start>say>said>end'],
  signal('go'),
);
const other = drawing('other', [start(), userTask('a'), end()], ['start>a>end']);

/** Instances that heard and instances that began, in the order of their commits. */
function heardInOrder(engine: DurableRuntime): ('heard' | 'begun')[] {
  const order: ('heard' | 'begun')[] = [];
  engine.onCommitted((batches) => {
    for (const { events } of batches) {
      if (events.some(({ type }) => type === 'subscriptionTriggered')) order.push('heard');
      if (events.some(({ type }) => type === 'instanceCreated')) order.push('begun');
    }
  });
  return order;
}

/** Loses the database as soon as a commit has let somebody hear. */
function crashAsHeard({ engine, store }: Opened): Promise<void> {
  return new Promise((resolve) => {
    engine.onCommitted((batches: CommittedBatch[]) => {
      if (!batches.some(({ events }) => events.some(({ type }) => type === 'subscriptionTriggered'))) return;
      void store.close();
      resolve();
    });
  });
}

test('a signal to a thousand lets others in between', async () => {
  const { engine } = await openedWith(waits, other);
  await beginMany(engine, 'waits', 1_000);
  const order = heardInOrder(engine);
  let asked: Promise<number> | undefined;
  engine.onCommitted(() => {
    asked ??= begin(engine, 'other');
  });
  await engine.broadcastSignal({ name: 'go', variables: {}, principal: ana });
  await asked;
  expect(order.filter((each) => each === 'heard')).toHaveLength(1_000);
  expect(order.indexOf('begun')).toBeLessThan(500);
});

test('a thrown signal that a crash cut short goes on until everybody had it, once', async () => {
  let runtime = await openedWith(waits, hosts, throws);
  await beginMany(runtime.engine, 'waits', 500);
  await beginMany(runtime.engine, 'hosts', 500);
  runtime.clock.now += 1;
  const crashed = crashAsHeard(runtime);
  void begin(runtime.engine, 'throws').catch(() => {});
  await crashed;
  runtime = await runtime.crash();
  await runtime.engine.settle(50_000);
  expect(await tasks(runtime.store, 'after')).toHaveLength(500);
  expect(await tasks(runtime.store, 'more')).toHaveLength(500);
  expect(await count(runtime.store, 'cauce_routed')).toBe(0);
});

test('a signal that a crash cut short and that is asked again reaches the others, and nobody twice', async () => {
  let runtime = await openedWith(hosts);
  await beginMany(runtime.engine, 'hosts', 600);
  const request = { name: 'go', variables: {}, principal: ana, commandId: 'go-1' };
  const crashed = crashAsHeard(runtime);
  void runtime.engine.broadcastSignal(request).catch(() => {});
  await crashed;
  runtime = await runtime.crash();
  const before = (await tasks(runtime.store, 'more')).length;
  expect(before).toBeGreaterThan(0);
  expect(before).toBeLessThan(600);
  expect(await runtime.engine.broadcastSignal(request)).toMatchObject({ ok: true });
  expect(await tasks(runtime.store, 'more')).toHaveLength(600);
});

test('a signal that is cut short begins nobody for whom an instance waits at its start', async () => {
  const all = element('startEvent', 'start', signaled('a') + signaled('go'), 'parallelMultiple="true"');
  const both = drawing('both', [all, userTask('u'), end()], ['start>u>end'], signal('a') + signal('go'));
  let runtime = await openedWith(both, waits);
  await runtime.engine.broadcastSignal({ name: 'a', variables: {}, principal: ana });
  await beginMany(runtime.engine, 'waits', 400);
  const request = { name: 'go', variables: {}, principal: ana, commandId: 'go-1' };
  const crashed = crashAsHeard(runtime);
  void runtime.engine.broadcastSignal(request).catch(() => {});
  await crashed;
  runtime = await runtime.crash();
  await runtime.engine.broadcastSignal(request);
  expect(await tasks(runtime.store, 'u')).toHaveLength(1);
  expect(await tasks(runtime.store, 'after')).toHaveLength(400);
  expect(await count(runtime.store, 'cauce_process_instances', { process_id: 'both' })).toBe(1);
});
