import { expect, test } from 'vitest';
import { emptyState, execute, fold, stateFromJson, stateToJson } from '../../../engine/core/index.ts';
import { KEYS_PER_INSTANCE } from '../../../engine/core/limits.ts';
import { createPorts } from '../../../engine/expressions/index.ts';
import type { LiveInstance } from '../../../engine/runtime/instanceCache.ts';
import { FIRST_INSTANCE_NUMBER } from '../../../engine/runtime/memoryRuntime.ts';
import { snapshotsOf } from '../../../engine/runtime/snapshotPolicy.ts';
import { processModel } from '../../harness/model.ts';
import { end, service, start } from '../../harness/shapes.ts';

const EVERY = 50;

/** An instance that waits for so many jobs at once, with `written` in its last snapshot of sequence 100. */
function waiting(count: number, snapshotWeight: number): LiveInstance {
  const multiInstance = { sequential: false, cardinality: `=${count}` };
  const model = processModel({ s: start, work: { ...service(), multiInstance }, e: end }, 's>>work>>e');
  const key = FIRST_INSTANCE_NUMBER * KEYS_PER_INSTANCE;
  const create = { type: 'createInstance' as const, key, processId: model.id, variables: {} };
  const context = { at: 0, actor: 'a', inputs: {} };
  const outcome = execute(model, emptyState(), create, context, createPorts(), 1_000_000);
  if (!('state' in outcome)) throw new Error('Expected an instance');
  const definition = { model } as unknown as LiveInstance['definition'];
  const state = fold(outcome.events);
  return {
    key,
    definition,
    state,
    sequence: 0,
    hash: 'h',
    startedBy: 'a',
    snapshot: 100,
    snapshotWeight,
    size: 0,
  };
}

const dueAt = (live: LiveInstance, sequence: number) => snapshotsOf([{ ...live, sequence }], EVERY);

test('a small instance is written every so many batches', () => {
  const live = waiting(3, 10);
  expect(dueAt(live, 149)).toEqual([]);
  expect(dueAt(live, 150)).toMatchObject([{ stream: `instance:${live.key}`, sequence: 150, hash: 'h' }]);
});

test('a large one as rarely as it was large, so that the parts of a thousand do not cost a million', () => {
  const first = dueAt(waiting(1_000, 0), 150)[0];
  // A body, a thousand iterations and their jobs, the process; and a thousand places for results.
  expect(first?.weight).toBe(3_002);
  const live = waiting(1_000, first?.weight ?? 0);
  expect(dueAt(live, 100 + 750)).toEqual([]);
  expect(dueAt(live, 100 + 751)).toHaveLength(1);
});

test('what is written gives the same state', () => {
  const live = waiting(40, 0);
  const written = dueAt(live, 200)[0];
  expect(stateToJson(stateFromJson(written?.state ?? null))).toEqual(stateToJson(live.state));
});
