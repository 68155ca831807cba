// How many instances one case may hold: a process that calls itself twice doubles them at each call.
import { expect, test } from 'vitest';
import { fold } from '../../../engine/core/index.ts';
import { LONGEST_CHAIN, MOST_INSTANCES_OF_A_CASE } from '../../../engine/core/limits.ts';
import { createCallLimits } from '../../../engine/runtime/callLimits.ts';
import type { Definition } from '../../../engine/runtime/definitions.ts';
import { createCallLimits as createMemoryLimits } from '../../../engine/runtime/memoryCalls.ts';
import { processModel } from '../../harness/model.ts';
import { end, start } from '../../harness/shapes.ts';
import { call, drawing, end as ending, start as starting } from './drawings.ts';
import { begin, deploy, NOON, openRuntime } from './openRuntime.ts';

const model = { ...processModel({ s: start, e: end }, 's>>e'), id: 'child' };
const tooMany = { code: 'TOO_MANY_INSTANCES', values: { process: 'child', limit: MOST_INSTANCES_OF_A_CASE } };

test('in memory each case has its own count', () => {
  const state = fold([
    { type: 'instanceCreated', key: 1, processId: 'caller', rootKey: 1 },
    { type: 'elementActivated', key: 2, element: 'call', scope: 1 },
  ]);
  const limits = createMemoryLimits(new Map([[1, { state }]]));
  const call = (rootKey: number) =>
    limits.refuse(model, {
      type: 'createChild',
      processId: 'child',
      definitionKey: 1,
      variables: {},
      rootKey,
      parent: { instanceKey: 1, elementInstanceKey: 2 },
    });
  // The case itself is one of them.
  for (let child = 1; child < MOST_INSTANCES_OF_A_CASE; child++) expect(call(1)).toBeUndefined();
  expect(call(1)).toEqual(tooMany);
  expect(call(2)).toBeUndefined();
});

test('in a file those that live are counted, and anew after an hour', async () => {
  const { engine, store } = await openRuntime();
  await deploy(engine, drawing('child', [starting(), ending()], ['start>end']));
  const key = await begin(engine, 'child');
  let now = NOON;
  const limits = createCallLimits(store, () => now);
  const called = async () => limits.refuse({ model, processId: 'child' } as Definition, key, key);
  for (let child = 1; child <= MOST_INSTANCES_OF_A_CASE; child++) expect(await called()).toBeUndefined();
  expect(await called()).toEqual(tooMany);
  now += 3_600_001;
  expect(await called()).toBeUndefined();
});

test('a chain of calls has a depth of its own', async () => {
  const { engine, store } = await openRuntime();
  await deploy(engine, drawing('again', [starting(), call('c', 'again'), ending()], ['start>c>end']));
  await begin(engine, 'again');
  await engine.settle(20_000);
  const [incident] = await store.reader('cauce_incidents');
  expect(incident).toMatchObject({ code: 'CALL_TOO_DEEP' });
  expect(JSON.parse(incident.values)).toEqual({ process: 'again', limit: LONGEST_CHAIN });
});
