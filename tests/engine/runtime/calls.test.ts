import { expect, test } from 'vitest';
import { child, complete, parent, states } from './calling.ts';
import {
  boundary,
  call,
  drawing,
  end,
  error,
  extensions,
  failed,
  start,
  timer,
  userTask,
} from './drawings.ts';
import { ana, begin, count, done, NOON, openedWith, tasks } from './openRuntime.ts';

test('a call activity starts its child, gets its results, and goes on', async () => {
  const runtime = await openedWith(child, parent);
  const key = await begin(runtime.engine, 'parent', { given: 1 });
  await runtime.engine.settle(20_000);
  expect(await states(runtime)).toEqual(['parent ACTIVE', 'child ACTIVE']);
  await complete(runtime, 'work');
  expect(await states(runtime)).toEqual(['parent ACTIVE', 'child COMPLETED']);
  expect(await runtime.engine.visibleVariables(key)).toEqual({ given: 1, result: 2 });
  expect(await tasks(runtime.store, 'after')).toHaveLength(1);
  expect(await count(runtime.store, 'cauce_routed')).toBe(0);
});

test('an error that the child does not catch reaches the boundary of its caller', async () => {
  const throws = drawing('child', [start(), end('bad', failed('BAD'))], ['start>bad'], error('BAD'));
  const caught = drawing(
    'parent',
    [start(), call('c', 'child'), boundary('b', 'c', failed('BAD')), userTask('mend'), end()],
    ['start>c>end', 'b>mend>end'],
    error('BAD'),
  );
  const runtime = await openedWith(throws, caught);
  await begin(runtime.engine, 'parent');
  await runtime.engine.settle(20_000);
  expect(await tasks(runtime.store, 'mend')).toHaveLength(1);
  expect(await states(runtime)).toEqual(['parent ACTIVE', 'child TERMINATED']);
});

test("a boundary timer of the caller cancels the child, and the child's task with it", async () => {
  const late = drawing(
    'parent',
    [start(), call('c', 'child'), boundary('b', 'c', timer('timeDuration', 'PT1H')), userTask('late'), end()],
    ['start>c>end', 'b>late>end'],
  );
  const runtime = await openedWith(child, late);
  await begin(runtime.engine, 'parent', { given: 1 });
  await runtime.engine.settle(20_000);
  runtime.clock.now = NOON + 3_600_000;
  await runtime.engine.fireDueTimers();
  await runtime.engine.settle(20_000);
  expect(await states(runtime)).toEqual(['parent ACTIVE', 'child TERMINATED']);
  expect(await tasks(runtime.store)).toEqual(await tasks(runtime.store, 'late'));
});

test('canceling a caller cancels the whole hierarchy below it', async () => {
  const middle = drawing('middle', [start(), call('c', 'child'), end()], ['start>c>end']);
  const top = drawing('top', [start(), call('c', 'middle'), end()], ['start>c>end']);
  const runtime = await openedWith(child, middle, top);
  const key = await begin(runtime.engine, 'top', { given: 1 });
  await runtime.engine.settle(20_000);
  done(await runtime.engine.cancelInstance(key, { principal: ana }));
  await runtime.engine.settle(20_000);
  expect(await states(runtime)).toEqual(['top TERMINATED', 'middle TERMINATED', 'child TERMINATED']);
  expect(await tasks(runtime.store)).toEqual([]);
});

test('a caller canceled before its child began leaves no orphan, whoever is first', async () => {
  const runtime = await openedWith(child, parent);
  const { engine } = runtime;
  for (let round = 0; round < 30; round++) {
    const key = await begin(engine, 'parent', { given: 1 });
    // Turns of the event loop between the start and the cancellation: at once, and later.
    for (let turn = 0; turn < round % 6; turn++) await new Promise(setImmediate);
    done(await engine.cancelInstance(key, { principal: ana }));
  }
  await engine.settle(20_000);
  expect(await count(runtime.store, 'cauce_process_instances', { state: 'ACTIVE' })).toBe(0);
  expect(await count(runtime.store, 'cauce_routed')).toBe(0);
});

test('fifty children that end at once each give their result exactly once', async () => {
  const each = `<bpmn:multiInstanceLoopCharacteristics>${extensions(
    '<zeebe:loopCharacteristics inputCollection="=items" inputElement="given" outputCollection="results" outputElement="=result"/>',
  )}</bpmn:multiInstanceLoopCharacteristics>`;
  const many = drawing(
    'parent',
    [start(), call('c', 'child', '', each), userTask('after'), end()],
    ['start>c>after>end'],
  );
  const runtime = await openedWith(child, many);
  const items = Array.from({ length: 50 }, (_, at) => at);
  const key = await begin(runtime.engine, 'parent', { items });
  await runtime.engine.settle(20_000);
  expect(await tasks(runtime.store, 'work')).toHaveLength(50);
  await complete(runtime, 'work');
  expect((await runtime.engine.visibleVariables(key)).results).toEqual(items.map((item) => item + 1));
  expect(await count(runtime.store, 'cauce_process_instances', { state: 'COMPLETED' })).toBe(50);
  expect(await tasks(runtime.store, 'after')).toHaveLength(1);
});
