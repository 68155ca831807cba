// Multi-instance activities of twenty thousand iterations.
import { describe, expect, test } from 'vitest';
import {
  emptyState,
  execute,
  type InstanceState,
  type ProcessModel,
  type Variables,
  values,
} from '../../../engine/core/index.ts';
import { KEYS_PER_INSTANCE } from '../../../engine/core/limits.ts';
import type { MultiInstance } from '../../../engine/core/model.ts';
import { createPorts } from '../../../engine/expressions/index.ts';
import { FIRST_INSTANCE_NUMBER } from '../../../engine/runtime/memoryRuntime.ts';
import { processModel } from '../../harness/model.ts';
import { NOW } from '../../harness/play.ts';
import { end, script, service, start, subProcess, within } from '../../harness/shapes.ts';

const over = (multiInstance: Partial<MultiInstance>): { multiInstance: MultiInstance } => ({
  multiInstance: { sequential: false, ...multiInstance },
});
const items = { inputCollection: '=items', inputElement: 'item' };
const results = { outputCollection: 'results', outputElement: '=result' };
const ports = (count: number) => Array.from({ length: count }, (_, at) => at + 1);

describe('a multi-instance activity', () => {
  test('of twenty thousand iterations costs each no more than of two thousand', () => {
    const model = processModel(
      { s: start, work: { ...service(), ...over({ ...items, ...results }) }, e: end },
      's>>work>>e',
    );
    const small = quietRun(model, { items: ports(2_000) });
    const large = quietRun(model, { items: ports(20_000) });
    expect(large.status).toBe('completed');
    expect(large.events / small.events).toBeLessThan(10.1);
    // Chunks of tables that one command copied: as many among twenty thousand as among two thousand.
    expect(large.copied).toBeLessThanOrEqual(small.copied);
    expect(large.longest).toBeLessThan(1_100);
  });

  test('does not take twenty thousand iterations of a subprocess for a loop', () => {
    const inside = within('sub', { is: start, calc: script('item', 'result'), ie: end });
    for (const sequential of [true, false]) {
      const sub = { ...subProcess, ...over({ ...items, sequential, ...results }) };
      const model = processModel({ s: start, sub, ...inside, e: end }, 's>>sub>>e', 'is>>calc>>ie');
      const run = quietRun(model, { items: ports(20_000) });
      expect([run.status, run.incidents]).toEqual(['completed', 0]);
    }
  });
});

/** Runs without proving each step and completes every job. `copied`: most table chunks that one of them replaced. */
function quietRun(model: ProcessModel, variables: Variables) {
  const feel = createPorts();
  const run = { status: '', incidents: 0, events: 0, copied: 0, longest: 0 };
  let state = emptyState();
  const key = FIRST_INSTANCE_NUMBER * KEYS_PER_INSTANCE;
  const submit = (command: Parameters<typeof execute>[2]) => {
    const outcome = execute(model, state, command, { at: NOW, actor: 'a', inputs: {} }, feel);
    if (!('state' in outcome)) throw new Error(JSON.stringify(outcome));
    state = outcome.state;
    run.events += outcome.events.length;
    run.longest = Math.max(run.longest, outcome.events.length);
    if (outcome.events.at(-1)?.type === 'stepYielded') submit({ type: 'continue' });
  };
  submit({ type: 'createInstance', key, processId: model.id, variables });
  const jobs = values(state.jobs);
  for (const [at, job] of jobs.entries()) {
    const before = state;
    submit({ type: 'completeJob', job: job.key, variables: { result: 1 } });
    // Comparing whole tables each time would itself be quadratic: twenty looks on the way are enough.
    if (at % (jobs.length / 20) === 1) run.copied = Math.max(run.copied, replaced(before, state));
  }
  return { ...run, status: state.status, incidents: state.incidents.size };
}

function replaced(before: InstanceState, after: InstanceState): number {
  const chunksOf = (state: InstanceState): unknown[] => [...state.elements.chunks, ...state.jobs.chunks];
  const old = new Set(chunksOf(before));
  return chunksOf(after).filter((chunk) => chunk && !old.has(chunk)).length;
}
