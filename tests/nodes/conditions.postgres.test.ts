import { expect, test } from 'vitest';
import { drawing, end, start, userTask, when } from '../engine/runtime/drawings.ts';
import { ana, count, deploy } from '../engine/runtime/openRuntime.ts';
import { expectSound, openNodes } from './openNodes.ts';

const hot = drawing('hot', [start(when('=degrees > 30')), userTask('cool'), end()], ['start>cool>end']);
const ROUNDS = 20;

test('conditions asked under one key at both nodes at once begin once, and both are told the same', async () => {
  const nodes = await openNodes();
  const { a, both } = nodes;
  await deploy(a.engine, hot);
  for (let round = 0; round < ROUNDS; round++) {
    const request = { variables: { degrees: 31 }, principal: ana, commandId: `conditions-${round}` };
    const [one, other] = await Promise.all(both.map((node) => node.engine.evaluateConditions(request)));
    expect(one).toMatchObject({ ok: true, started: [{}] });
    expect(other).toEqual(one);
  }
  expect(await count(a.store, 'cauce_process_instances')).toBe(ROUNDS);
  await expectSound(nodes);
});
