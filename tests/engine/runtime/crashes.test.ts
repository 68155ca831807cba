import { expect, test } from 'vitest';
import type { CommittedBatch } from '../../../engine/runtime/work.ts';
import { child, complete, parent, states } from './calling.ts';
import { call, drawing, end, heard, message, start, userTask } from './drawings.ts';
import { ana, begin, completed, count, NOON, type Opened, openedWith, tasks } from './openRuntime.ts';

/** Loses the database in the moment after a commit that routes a command of that type. */
function crashAfter(runtime: Opened, type: string): Promise<void> {
  return new Promise((resolve) => {
    runtime.engine.onCommitted((batches: CommittedBatch[]) => {
      if (!batches.some(({ routed }) => routed.some(({ command }) => command.type === type))) return;
      void runtime.store.close();
      resolve();
    });
  });
}

test.each(['createChild', 'completeChild'])(
  'a crash between a commit and its %s repeats nothing and loses nothing',
  async (type) => {
    let runtime = await openedWith(child, parent);
    const crashed = crashAfter(runtime, type);
    const begun = begin(runtime.engine, 'parent', { given: 1 }).catch(() => {});
    if (type === 'completeChild') {
      await begun;
      await runtime.engine.settle(20_000);
      const [task = 0] = await tasks(runtime.store, 'work');
      void runtime.engine.completeUserTask(task, {}, { principal: ana }).catch(() => {});
    }
    await crashed;
    runtime = await runtime.crash();
    await runtime.engine.settle(20_000);
    if (type === 'createChild') await complete(runtime, 'work');
    expect(await states(runtime)).toEqual(['parent ACTIVE', 'child COMPLETED']);
    expect(await completed(runtime.store, 'c')).toEqual(['c']);
    expect(await tasks(runtime.store, 'after')).toHaveLength(1);
    runtime = await runtime.restart();
    await runtime.engine.settle(20_000);
    expect(await tasks(runtime.store, 'after')).toHaveLength(1);
    expect(await count(runtime.store, 'cauce_routed')).toBe(0);
  },
);

test('a message that a crash kept from being published is published exactly once at the next start', async () => {
  const throws = drawing(
    'throws',
    [
      start(),
      `<bpmn:intermediateThrowEvent id="say">${heard('news')}</bpmn:intermediateThrowEvent>`,
      userTask('said'),
      end(),
    ],
    ['start>say>said>end'],
    message('news', '="k"'),
  );
  const begins = drawing(
    'begins',
    [start(heard('news')), userTask('reading'), end()],
    ['start>reading>end'],
    message('news'),
  );
  let runtime = await openedWith(throws, begins);
  const crashed = crashAfter(runtime, 'publishMessage');
  void begin(runtime.engine, 'throws').catch(() => {});
  await crashed;
  for (let times = 0; times < 3; times++) {
    runtime = await runtime.crash();
    await runtime.engine.settle(20_000);
  }
  const published = await count(runtime.store, 'cauce_process_instances', { process_id: 'begins' });
  const asked = await count(runtime.store, 'cauce_element_instances', {
    element_id: 'say',
    state: 'COMPLETED',
  });
  expect([published, await count(runtime.store, 'cauce_routed')]).toEqual([asked, 0]);
});

test('a process that calls itself ends at the twentieth call, in an incident that a person sees', async () => {
  const runtime = await openedWith(drawing('again', [start(), call('c', 'again'), end()], ['start>c>end']));
  await begin(runtime.engine, 'again');
  await runtime.engine.settle(20_000);
  expect(await count(runtime.store, 'cauce_process_instances')).toBe(20);
  const incidents = await runtime.store.reader('cauce_incidents');
  expect(incidents).toMatchObject([{ code: 'CALL_TOO_DEEP', element_id: 'c' }]);
});

test('a routed command whose target is gone is forgotten', async () => {
  const runtime = await openedWith(child, parent);
  await begin(runtime.engine, 'parent', { given: 1 });
  await runtime.engine.settle(20_000);
  const payload = JSON.stringify({
    type: 'completeChild',
    instanceKey: 7,
    elementInstance: 8,
    variables: {},
  });
  await runtime.store.write((db) =>
    db('cauce_routed').insert({
      tenant_id: runtime.store.tenant,
      id: 'x',
      target: 'instance:7',
      payload,
      created_at: NOON,
    }),
  );
  const again = await runtime.restart();
  await again.engine.settle(20_000);
  expect(await count(again.store, 'cauce_routed')).toBe(0);
  expect(await states(again)).toEqual(['parent ACTIVE', 'child ACTIVE']);
});
