// An instance that has had nearly all of its keys stops, before it would take those of the instance after it.
import { expect, test } from 'vitest';
import {
  type Command,
  type Event,
  emptyState,
  execute,
  type InstanceState,
  values,
} from '../../../engine/core/index.ts';
import { KEYS_PER_INSTANCE, MOST_KEYS } from '../../../engine/core/limits.ts';
import { createPorts } from '../../../engine/expressions/index.ts';
import { createMemoryRuntime, FIRST_INSTANCE_NUMBER } from '../../../engine/runtime/memoryRuntime.ts';
import { processModel } from '../../harness/model.ts';
import { NOW, play } from '../../harness/play.ts';
import { boundary, end, script, start, subProcess, timer, user, within } from '../../harness/shapes.ts';

const ports = createPorts();
const created = { key: FIRST_INSTANCE_NUMBER * KEYS_PER_INSTANCE, processId: 'process', variables: {} };
const limit = { code: 'INSTANCE_TOO_LONG', values: { limit: MOST_KEYS } };

test('ten steps a hundred thousand times stop with one incident, and no key is the next instance’s', () => {
  const steps = ['t1', 't2', 't3', 't4', 't5', 't6', 't7', 't8'];
  const inside = Object.fromEntries(steps.map((id) => [id, script('1')]));
  const sub = { ...subProcess, multiInstance: { sequential: true, cardinality: '=n' } };
  const model = processModel(
    { s: start, sub, ...within('sub', { is: start, ...inside, ie: end }), e: end },
    's>>sub>>e',
    `is>>${steps.join('>>')}>>ie`,
  );
  const last = new Map<number, number>();
  const raised: Event[] = [];
  const runtime = createMemoryRuntime({
    models: [model],
    ports,
    now: NOW,
    onEvent(event, instance) {
      if ('key' in event) last.set(instance, Math.max(event.key, last.get(instance) ?? 0));
      if (event.type === 'incidentRaised') raised.push(event);
    },
  });
  const long = runtime.start('process', { n: 100_000 });
  const next = runtime.start('process', { n: 1 });
  if (!long.ok || !next.ok) throw new Error('Expected both to start');
  expect(next.instanceKey - long.instanceKey).toBe(KEYS_PER_INSTANCE);
  expect(last.get(long.instanceKey)).toBeGreaterThan(long.instanceKey + MOST_KEYS);
  expect(last.get(long.instanceKey)).toBeLessThan(next.instanceKey);
  expect(raised).toMatchObject([{ ...limit, owner: long.instanceKey, element: 'process' }]);
  expect(runtime.state(next.instanceKey).status).toBe('completed');

  const [incident] = values(runtime.state(long.instanceKey).incidents);
  const resolve: Command = { type: 'resolveIncident', incident: incident?.key ?? 0 };
  expect(runtime.submit(long.instanceKey, resolve)).toEqual({ ok: false, ...limit });
  expect(runtime.submit(long.instanceKey, { type: 'cancelInstance' }).ok).toBe(true);
  expect(runtime.state(long.instanceKey).status).toBe('terminated');
});

test('what goes on beside raises no second incident, and the very last key is refused', () => {
  const model = processModel(
    { s: start, work: user, every: boundary('work', timer('R/PT1H', 'timeCycle'), false), e: end, x: user },
    's>>work>>e',
    'every>>x',
  );
  const run = play(model);
  const state: InstanceState = { ...run.state(), counter: MOST_KEYS };
  const fire = (from: InstanceState) => {
    const [timer] = values(from.subscriptions);
    if (!timer) throw new Error('Expected a timer that repeats');
    const context = { at: timer.dueAt ?? NOW, actor: 'a', inputs: {} };
    return execute(model, from, { type: 'triggerTimer', subscription: timer.key }, context, ports);
  };
  const first = fire(state);
  if (!('state' in first)) throw new Error(JSON.stringify(first));
  const second = fire(first.state);
  if (!('state' in second)) throw new Error(JSON.stringify(second));
  expect(values(second.state.incidents).map(({ code }) => code)).toEqual(['INSTANCE_TOO_LONG']);
  expect(fire({ ...second.state, counter: KEYS_PER_INSTANCE - 1 })).toEqual({ rejection: limit });
});

test('repetitions that had begun start no further iteration', () => {
  const many = (): typeof user => ({ ...user, multiInstance: { sequential: false, cardinality: '=100000' } });
  const model = processModel({ s: start, a: many(), b: many(), e: end }, 's>>a>>e', 's>>b');
  const context = { at: NOW, actor: 'a', inputs: {} };
  const begun = execute(model, emptyState(), { type: 'createInstance', ...created }, context, ports);
  if (!('state' in begun)) throw new Error(JSON.stringify(begun));
  const late: InstanceState = { ...begun.state, counter: MOST_KEYS };
  const outcome = execute(model, late, { type: 'continue' }, context, ports);
  if (!('state' in outcome)) throw new Error(JSON.stringify(outcome));
  expect(outcome.events.map(({ type }) => type)).toEqual(['stepResumed', 'incidentRaised']);
  expect(outcome.state.counter).toBe(MOST_KEYS + 1);
});
