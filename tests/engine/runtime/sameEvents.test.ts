import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Command,
  type Event,
  forEach,
  type InstanceState,
  type ProcessModel,
} from '../../../engine/core/index.ts';
import { createDefinitions } from '../../../engine/runtime/definitions.ts';
import { feelFunctions } from '../../../engine/runtime/feelFunctions.ts';
import { createMemoryRuntime, type MemoryRuntime } from '../../../engine/runtime/memoryRuntime.ts';
import { ana, deploy, NOON, type Opened, openRuntime } from './openRuntime.ts';

import { drawings } from './richDrawings.ts';

type Step = { kind: string; at: number; n: number };

const steps = fc.array(
  fc.record({
    kind: fc.constantFrom(
      'start',
      'task',
      'task',
      'task',
      'job',
      'fail',
      'throw',
      'resolve',
      'message',
      'time',
      'set',
      'cancel',
    ),
    at: fc.nat(20),
    n: fc.nat(5),
  }),
  { minLength: 5, maxLength: 30 },
);

/** One history in memory beside one in a file: each step is chosen from the state of the first, given to both. */
function chosen(memory: MemoryRuntime, step: Step): { key: number; command: Command } | undefined {
  const found: { key: number; command: Command }[] = [];
  for (const key of memory.instances()) {
    const state = memory.state(key);
    if (state.status === 'active') found.push(...choices(key, state, step));
  }
  return found[step.at % Math.max(1, found.length)];
}

function choices(key: number, state: InstanceState, { kind, n }: Step): { key: number; command: Command }[] {
  const commands: Command[] = [];
  const variables = { n };
  if (kind === 'task')
    forEach(state.userTasks, (task) =>
      commands.push({ type: 'completeUserTask', userTask: { key: task.key }, variables }),
    );
  else if (kind === 'resolve')
    forEach(state.incidents, (one) => commands.push({ type: 'resolveIncident', incident: one.key }));
  else if (kind === 'set')
    commands.push({ type: 'setVariables', elementInstance: key, variables: { items: [1, n] }, local: false });
  else if (kind === 'cancel' && n === 0) commands.push({ type: 'cancelInstance' });
  else
    forEach(state.jobs, ({ key: job, retries }) => {
      if (kind === 'job') commands.push({ type: 'completeJob', job, variables });
      if (kind === 'fail')
        commands.push({ type: 'failJob', job, retries: Math.max(0, retries - 1), message: 'no' });
      if (kind === 'throw')
        commands.push({ type: 'throwJobError', job, code: n > 3 ? 'OTHER' : 'BAD', variables });
    });
  return commands.map((command) => ({ key, command }));
}

/** What differs by nature: keys of definitions and of messages. */
function plain(events: Event[]): unknown {
  return JSON.parse(
    JSON.stringify(events, (name, value) =>
      name === 'definitionKey' || name === 'messageKey' ? undefined : value,
    ),
  );
}

async function bothWays(steps: Step[]): Promise<{ memory: unknown; durable: unknown }> {
  const runtime = await openRuntime({ instancesInMemory: 2, snapshotEvery: 3 });
  const deployed = await deploy(runtime.engine, ...drawings);
  const definitions = createDefinitions(runtime.store, feelFunctions(), 'America/Bogota');
  const models: ProcessModel[] = [];
  for (const { key } of deployed.definitions)
    models.push((await definitions.byKey(key))?.model as ProcessModel);
  const ports = await definitions.ports(deployed.deploymentKey);
  const events = new Map<number, Event[]>();
  const memory = createMemoryRuntime({
    models,
    ports,
    now: NOON,
    onEvent: (event, key) => void events.set(key, [...(events.get(key) ?? []), event]),
  });
  for (const [at, step] of steps.entries()) await take(step, at, memory, runtime);
  const histories = new Map<number, Event[]>();
  for (const { key } of await runtime.store.reader('cauce_process_instances').orderBy('key').select('key'))
    histories.set(
      key,
      (await runtime.engine.history(key)).flatMap((batch) => batch.events),
    );
  await runtime.engine.close();
  await runtime.store.close();
  const listed = (all: Map<number, Event[]>) =>
    [...all].sort(([a], [b]) => a - b).map(([key, list]) => [key, plain(list)]);
  return { memory: listed(events), durable: listed(histories) };
}

async function take(step: Step, at: number, memory: MemoryRuntime, { engine, clock }: Opened): Promise<void> {
  const by = { principal: ana };
  if (step.kind === 'start') {
    const processId = ['looped', 'forked', 'handled'][step.n % 3] as string;
    const variables = { id: `k${at}`, n: step.n, items: [1, 2].slice(0, step.n % 3) };
    memory.start(processId, variables);
    await engine.start({ processId, variables, ...by });
  } else if (step.kind === 'message') {
    const key = `k${step.at}`;
    memory.publish('news', key, { n: step.n });
    await engine.publishMessage({ name: 'news', correlationKey: key, variables: { n: step.n }, ...by });
  } else if (step.kind === 'time') {
    memory.now += (step.n + 1) * 20 * 60_000;
    clock.now = memory.now;
    const due = memory.waiting().filter(({ dueAt }) => dueAt !== undefined && dueAt <= memory.now);
    due.sort((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0) || a.subscription - b.subscription);
    for (const { instanceKey, subscription } of due)
      memory.submit(instanceKey, { type: 'triggerTimer', subscription });
    await engine.fireDueTimers();
  } else {
    const choice = chosen(memory, step);
    if (!choice) return;
    const here = memory.submit(choice.key, choice.command);
    const there = await engine.execute(choice.key, [choice.command], by);
    expect(there.ok).toBe(here.ok);
  }
  await engine.settle(20_000);
}

test('the same commands give the same events in memory and in a file, instances dropped from memory included', async () => {
  const first = ['start', 'start', 'task', 'time', 'task', 'job', 'message'].map((kind, at) => ({
    kind,
    at,
    n: at,
  }));
  const shown = await bothWays(first);
  expect(shown.durable).toEqual(shown.memory);
  expect((shown.memory as unknown[]).length).toBeGreaterThan(1);
  await fc.assert(
    fc.asyncProperty(steps, async (list) => {
      const { memory, durable } = await bothWays(list);
      expect(durable).toEqual(memory);
    }),
    { numRuns: 20, endOnFailure: true },
  );
}, 120_000);
