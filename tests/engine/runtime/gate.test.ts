// What a case asks for all at once is done a few at a time, and a case that was canceled stops growing.
import { expect, test } from 'vitest';
import { createGate } from '../../../engine/runtime/gate.ts';
import { call, drawing, end, start } from './drawings.ts';
import { ana, begin, count, deploy, done, openRuntime } from './openRuntime.ts';

test('so many works are inside at a time, in their order, whatever fails', async () => {
  const gate = createGate(3);
  const order: number[] = [];
  let inside = 0;
  let most = 0;
  const works = Array.from({ length: 20 }, (_, at) =>
    gate.pass(async () => {
      order.push(at);
      inside += 1;
      most = Math.max(most, inside);
      await new Promise((resolve) => setImmediate(resolve));
      inside -= 1;
      if (at % 4 === 0) throw new Error(`${at}`);
      return at;
    }),
  );
  const results = await Promise.allSettled(works);
  expect(most).toBe(3);
  expect(order).toEqual([...Array(20).keys()]);
  expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(5);
  expect(await gate.pass(async () => 'again')).toBe('again');
});

test('a process that calls itself many times at once stops growing when its case is canceled', async () => {
  const opened = await openRuntime();
  const { engine, store, failures } = opened;
  const many = `<bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>4</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>`;
  await deploy(
    engine,
    drawing('grows', [start(), call('again', 'grows', '', many), end()], ['start>again>end']),
  );
  const root = await begin(engine, 'grows');
  await engine.settle(100);
  done(await engine.cancelInstance(root, { principal: ana }));
  await engine.settle(60_000);
  expect(await count(store, 'cauce_process_instances', { state: 'ACTIVE' })).toBe(0);
  expect(await count(store, 'cauce_routed')).toBe(0);
  expect(failures).toEqual([]);
}, 120_000);
