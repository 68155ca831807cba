import { expect, test } from 'vitest';
import { call, catching, drawing, end, script, start, timer, userTask } from '../engine/runtime/drawings.ts';
import { ana, begin, count, deploy, done, tasks } from '../engine/runtime/openRuntime.ts';
import { expectSound, openNodes, until } from './openNodes.ts';

const caller = drawing(
  'caller',
  [start(), userTask('work'), call('inner', 'child'), userTask('after'), end()],
  ['start>work>inner>after>end'],
);
const child = drawing('child', [start(), script('s', '1+1', 'two'), end()], ['start>s>end']);
const waits = drawing(
  'waits',
  [start(), catching('wait', timer('timeDuration', 'PT2S')), userTask('rung'), end()],
  ['start>wait>rung>end'],
);

test('what a lost node had routed and what it would have fired is carried on by the other, once', async () => {
  const nodes = await openNodes({ nodeLease: 1_000 });
  const { a, b } = nodes;
  await deploy(a.engine, child);
  await deploy(a.engine, caller);
  await deploy(a.engine, waits);
  const keys = await Promise.all(Array.from({ length: 8 }, () => begin(a.engine, 'caller')));
  await begin(a.engine, 'waits');
  // The database goes from under it right after the commit of what it was asked: nothing routed is carried out.
  const rows = await tasks(a.store, 'work');
  const completed = rows.map((key) => a.engine.completeUserTask(key, {}, { principal: ana }));
  for (const answer of await Promise.all(completed)) done(answer);
  await a.store.close();
  await until(async () => (await tasks(b.store, 'after')).length === keys.length, 'every call to return');
  await until(async () => (await tasks(b.store, 'rung')).length === 1, 'the timer to fire');
  expect(await count(b.store, 'cauce_process_instances', { process_id: 'child' })).toBe(keys.length);
  expect(await count(b.store, 'cauce_routed')).toBe(0);
  await until(async () => (await b.engine.nodes()).length === 1, 'the lost node to be taken off the list');
  void a.engine.close().catch(() => {});
  await expectSound({ ...nodes, both: [b, b] });
});
