// The steps of Camunda 7's scenarios: what they do, and what they expect.
import { isDeepStrictEqual } from 'node:util';
import type { Variables } from '../../../engine/core/index.ts';
import { incidentsOf, stepsOf, variablesOf } from '../trace.ts';
import type { Desk, Filter, OpenTask, Step, Waiting } from './camunda7Desk.ts';

/** Undefined where it went as the scenario says; else why not. */
export async function act(desk: Desk, step: Step): Promise<string | undefined> {
  const action = ACTIONS[step.op];
  if (!action) return 'no such step';
  const why = await action(desk, step);
  await desk.passOn();
  if (step.expectError) {
    const isRefused = why !== undefined || incidentsOf(desk.player.told).length > 0;
    return isRefused ? undefined : 'expected to be refused, but it was not';
  }
  return why;
}

const ACTIONS: { [op: string]: (desk: Desk, step: Step) => Promise<string | undefined> } = {
  async start(desk, { key = '', as = '', variables = {}, businessKey }) {
    const facts = {
      ...(businessKey !== undefined && { businessKey }),
      ...(desk.starter && { username: desk.starter }),
    };
    const started = await desk.player.start(key, variables, undefined, facts);
    if (!started.ok) return started.rejection.code;
    desk.instances.set(as, started.instanceKey);
    return undefined;
  },
  startByMessage: (desk, step) => startBy(desk, step.message ?? '', step),
  async findTask(desk, { as = '', filter, orderBy }) {
    const found = desk.open(filter, orderBy);
    desk.tasks.set(as, found);
    return found.length > 1 ? `expected one task at most, but ${shown(found)} are open` : undefined;
  },
  async findTasks(desk, { as = '', filter, orderBy }) {
    desk.tasks.set(as, desk.open(filter, orderBy));
    return undefined;
  },
  async pickTask(desk, { as = '', tasks = '', index = 0 }) {
    desk.tasks.set(as, desk.tasks.get(tasks)?.slice(index, index + 1) ?? []);
    return undefined;
  },
  async complete(desk, { task, tasks, index = 0, variables = {} }) {
    const found = desk.tasks.get(task ?? tasks ?? '')?.[index];
    return found ? complete(desk, found, variables) : 'the task to complete is not open';
  },
  async completeAll(desk, { tasks = '' }) {
    for (const each of desk.tasks.get(tasks) ?? []) {
      const why = await complete(desk, each, {});
      if (why !== undefined) return why;
      await desk.passOn();
    }
    return undefined;
  },
  async capture(desk, { as = '', count = '', filter = {} }) {
    desk.counts.set(as, counted(desk, count, filter));
    return undefined;
  },
  message,
  async signal(desk, { name = '' }) {
    await desk.player.broadcast(name);
    return undefined;
  },
  async setVariable(desk, { instance = '', name = '', value = null }) {
    const key = desk.instances.get(instance) ?? 0;
    const variables = { [name]: value };
    const done = await desk.player.submit(key, {
      type: 'setVariables',
      elementInstance: key,
      variables,
      local: false,
    });
    return done.ok ? undefined : done.rejection.code;
  },
  async cancelInstance(desk, { instance = '' }) {
    const done = await desk.player.submit(desk.instances.get(instance) ?? 0, { type: 'cancelInstance' });
    return done.ok ? undefined : done.rejection.code;
  },
  async executeJob(desk, { filter }) {
    const [timer] = timers(desk, filter).sort((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0));
    // What Camunda 7 does in a step of its own has been done already.
    if (!timer) return desk.isAsync ? undefined : 'no timer waits';
    await desk.player.passTo(Math.max(desk.player.now, timer.dueAt ?? 0));
    return undefined;
  },
  async runAllDueJobs({ player }) {
    await player.passTo(player.now);
    return undefined;
  },
  async advanceMs({ player }, { ms = 0 }) {
    await player.passTo(player.now + ms);
    return undefined;
  },
};

async function complete(desk: Desk, task: OpenTask, variables: Variables): Promise<string | undefined> {
  const done = await desk.player.submit(task.instanceKey, {
    type: 'completeUserTask',
    userTask: { key: task.key },
    variables,
  });
  return done.ok ? undefined : done.rejection.code;
}

/** As Camunda 7 correlates: to who waits, whatever the key; where nobody waits, it starts. */
async function message(desk: Desk, step: Step): Promise<string | undefined> {
  const { name = '', mode, instance, businessKey, correlationVariables = {}, variables = {} } = step;
  const states = desk.player.states();
  const waiting = desk.waiting(instance === undefined ? {} : { instance }).filter((each) => {
    const state = states.get(each.instanceKey);
    const held = variablesOf(desk.player.told, each.instanceKey);
    const isMeant = Object.entries(correlationVariables).every(([key, value]) => held[key] === value);
    return (
      isMessage(each, name) && (businessKey === undefined || state?.businessKey === businessKey) && isMeant
    );
  });
  if (mode === 'correlateStartMessage') return startBy(desk, name, step);
  if (mode !== 'correlateAll' && waiting.length > 1) return `${waiting.length} wait for ${name}`;
  for (const { instanceKey, key: subscription } of waiting) {
    const command = { type: 'correlateMessage', subscription, messageKey: 0, variables } as const;
    const done = await desk.player.submit(instanceKey, command);
    if (!done.ok) return done.rejection.code;
  }
  if (waiting.length > 0 && mode !== 'correlateAll') return undefined;
  const why = instance === undefined ? await startBy(desk, name, step) : 'nobody waits';
  return waiting.length > 0 ? undefined : why;
}

function isMessage({ kind, name }: Waiting, wanted: string): boolean {
  return kind === 'message' && name === wanted;
}

async function startBy(
  desk: Desk,
  name: string,
  { as, variables = {}, businessKey }: Step,
): Promise<string | undefined> {
  const before = new Set(desk.player.states().keys());
  const published = { name, variables, ...(businessKey !== undefined && { correlationKey: businessKey }) };
  await desk.player.publish({ ...published, timeToLive: 0 });
  const started = [...desk.player.states().keys()].find((key) => !before.has(key));
  if (started === undefined) return `${name} starts nothing`;
  if (as !== undefined) desk.instances.set(as, started);
  return undefined;
}

export function verify(desk: Desk, step: Step): string | undefined {
  const { op, equals, exists } = step;
  if (op === 'expectEnded' || op === 'expectNotEnded') {
    const state = desk.player.states().get(desk.instances.get(step.instance ?? '') ?? 0);
    const hasEnded = state !== undefined && state.status !== 'active';
    if (hasEnded === (op === 'expectEnded')) return undefined;
    return `${step.instance} is ${state?.status}, with ${shown(desk.open())} open`;
  }
  if (exists !== undefined) {
    const found = (desk.tasks.get(step.task ?? '') ?? []).length > 0;
    return found === exists ? undefined : `task ${step.task}: ${shown(desk.open())} are open`;
  }
  const got = gotten(desk, step);
  if (got === undefined || isDeepStrictEqual(got, equals)) return undefined;
  return `expected ${what(step)} to be ${JSON.stringify(equals)}, but it is ${JSON.stringify(got)} with ${shown(desk.open())} open`;
}

/** Undefined: not to be judged. */
function gotten(desk: Desk, step: Step): unknown {
  if (step.variable !== undefined)
    return variablesOf(desk.player.told, desk.instances.get(step.instance ?? '') ?? 0)[step.variable] ?? null;
  if (step.countOf !== undefined) return (desk.tasks.get(step.ref ?? '') ?? []).length;
  if (step.captured !== undefined) return desk.counts.get(step.captured);
  if (step.count !== undefined) return counted(desk, step.count, step.filter ?? {});
  const task = desk.tasks.get(step.task ?? step.tasks ?? '')?.[step.index ?? 0];
  if (!task) return null;
  return step.field === 'key'
    ? task.element
    : step.field === 'assignee'
      ? (task.assignee ?? null)
      : task.name;
}

function counted(desk: Desk, what: string, filter: Filter): number | undefined {
  if (what === 'task') return desk.open(filter).length;
  if (what === 'instance') return desk.active().length;
  if (what === 'job') return desk.isAsync ? undefined : timers(desk, filter).length;
  if (what === 'subscription') return subscriptions(desk, filter);
  if (what === 'historicActivity') return activities(desk, filter);
  return undefined;
}

function timers(desk: Desk, filter: Filter = {}): Waiting[] {
  return desk.waiting(filter).filter(({ kind }) => kind === 'timer');
}

/** What instances wait for, and what starts a process. */
function subscriptions(desk: Desk, { type, name }: Filter): number {
  const waiting = desk.waiting().filter((each) => each.kind !== 'timer');
  const starting = desk.models.flatMap(({ elements }) =>
    elements
      .filter((each) => each.type === 'startEvent' && each.parent === null)
      .flatMap(({ eventDefinitions }) => eventDefinitions)
      .filter((each) => each.type === 'message' || each.type === 'signal')
      .map((each) => ({ kind: each.type, name: each.config.name })),
  );
  return [...waiting, ...starting].filter(
    (each) => (type === undefined || each.kind === type) && (name === undefined || each.name === name),
  ).length;
}

function activities(desk: Desk, { instance = '', activity, finished }: Filter): number {
  const key = desk.instances.get(instance);
  return stepsOf(desk.player.told).filter(
    (each) =>
      each.instanceKey === key &&
      each.element === activity &&
      each.what === (finished ? 'completed' : 'activated'),
  ).length;
}

function what(step: Step): string {
  return JSON.stringify({ ...step, op: undefined, equals: undefined });
}

function shown(tasks: OpenTask[]): string {
  return tasks.length === 0 ? 'no tasks' : tasks.map(({ element }) => element).join(', ');
}
