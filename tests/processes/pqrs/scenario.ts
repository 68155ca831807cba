// Plays a scenario of the folder in memory: people answer as it says, timers fire when nothing else can move.
import type { Json, Lookup, Variables } from '../../../engine/core/index.ts';
import { forEach } from '../../../engine/core/index.ts';
import { compileDecisions, createPorts, parseDecisions } from '../../../engine/expressions/index.ts';
import { createMemoryRuntime, type MemoryRuntime } from '../../../engine/runtime/memoryRuntime.ts';
import { formatDateTime } from '../../../engine/time/index.ts';
import { catalog, functions, names, readModel, text } from './folder.ts';

export interface Scenario {
  name: string;
  process: string;
  now: string;
  until?: string;
  variables: Variables;
  answers: { [element: string]: Variables | Variables[] };
  /** `at` moves the clock before the message is sent. */
  messages?: { name: string; correlationKey: string; variables?: Variables; at?: string }[];
  auto?: boolean;
  expected: {
    state: 'completed' | 'waiting';
    path: string[];
    variables?: Variables;
    waiting?: string[];
    at?: { [element: string]: string };
  };
}

export interface Played {
  state: string;
  /** Elements in the order of their activation. */
  path: string[];
  /** The local instant of each element's last activation. */
  at: { [element: string]: string };
  variables: Variables;
  waiting: string[];
  incidents: Json[];
}

const OFFSET = -5 * 3_600_000;
const MOST_STEPS = 500;

export async function play(scenario: Scenario): Promise<Played> {
  const model = await readModel();
  const parsed = await Promise.all(
    names('decisions').map((name) => parseDecisions(text(`decisions/${name}`), name, Object.keys(functions))),
  );
  const decisions = compileDecisions(parsed.flatMap((one) => one.decisions));
  const drawn = new Set(model.elements.map(({ id }) => id));
  const played: Played = { state: '', path: [], at: {}, variables: {}, waiting: [], incidents: [] };
  const runtime = createMemoryRuntime({
    models: [model],
    ports: createPorts({ functions, decisions }),
    now: Date.parse(scenario.now),
    resolve: resolver(),
    onEvent(event, instance, at) {
      if (event.type === 'incidentRaised') played.incidents.push({ ...event });
      if (event.type === 'variablesSet' && event.scope === instance)
        Object.assign(played.variables, event.variables);
      if (event.type !== 'elementActivated' || !drawn.has(event.element)) return;
      played.path.push(event.element);
      played.at[event.element] = formatDateTime(at + OFFSET, OFFSET);
    },
  });
  const started = runtime.start(scenario.process, scenario.variables, { startElement: 'start_pqrs' });
  if (!started.ok) throw new Error(JSON.stringify(started));
  drive(runtime, started.instanceKey, scenario);
  const { status, userTasks } = runtime.state(started.instanceKey);
  played.state = status === 'active' ? 'waiting' : status;
  forEach(userTasks, ({ element }) => void played.waiting.push(element));
  played.waiting.push(...runtime.waiting().map(({ element }) => element));
  return played;
}

function drive(runtime: MemoryRuntime, instance: number, scenario: Scenario): void {
  const answers = new Map(Object.entries(scenario.answers).map(([id, given]) => [id, [given].flat()]));
  const once = new Set(Object.keys(scenario.answers).filter((id) => !Array.isArray(scenario.answers[id])));
  const messages = [...(scenario.messages ?? [])];
  for (let step = 0; step < MOST_STEPS; step += 1) {
    if (runtime.state(instance).status !== 'active') return;
    const task = nextTask(runtime, instance, (id) => {
      const given = answers.get(id);
      if (given === undefined) return scenario.auto ? {} : undefined;
      return once.has(id) ? given[0] : (given.shift() ?? (scenario.auto ? {} : undefined));
    });
    if (task) {
      must(
        runtime.submit(instance, {
          type: 'completeUserTask',
          userTask: { key: task.key },
          variables: task.answer,
        }),
      );
      continue;
    }
    const job = firstJob(runtime, instance);
    if (job !== undefined) {
      must(runtime.submit(instance, { type: 'completeJob', job, variables: {} }));
      continue;
    }
    const message = messages[0];
    if (message?.at) runtime.now = Math.max(runtime.now, Date.parse(message.at));
    if (message && runtime.publish(message.name, message.correlationKey, message.variables ?? {})) {
      messages.shift();
      continue;
    }
    const [timer] = runtime
      .waiting()
      .filter(({ kind }) => kind === 'timer')
      .sort((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0));
    if (
      !timer ||
      (timer.dueAt ?? 0) > (scenario.until ? Date.parse(scenario.until) : Number.POSITIVE_INFINITY)
    )
      return;
    runtime.now = Math.max(runtime.now, timer.dueAt ?? 0);
    must(runtime.submit(instance, { type: 'triggerTimer', subscription: timer.subscription }));
  }
  throw new Error(`Expected "${scenario.name}" to come to rest within ${MOST_STEPS} steps.`);
}

function nextTask(
  runtime: MemoryRuntime,
  instance: number,
  answerOf: (element: string) => Variables | undefined,
) {
  let found: { key: number; answer: Variables } | undefined;
  forEach(runtime.state(instance).userTasks, ({ key, element }) => {
    const answer = found ? undefined : answerOf(element);
    if (answer) found = { key, answer };
  });
  return found;
}

function firstJob(runtime: MemoryRuntime, instance: number): number | undefined {
  let first: number | undefined;
  forEach(runtime.state(instance).jobs, ({ key }) => {
    first ??= key;
  });
  return first;
}

function must(done: { ok: boolean }): void {
  if (!done.ok) throw new Error(JSON.stringify(done));
}

/** Only `cauce:set` is configured: every other step is somebody's work and can be answered. */
function resolver(): (lookup: Lookup, at: number) => Json | undefined {
  let number = 0;
  return (lookup, at) => {
    switch (lookup.kind) {
      case 'calendar':
        return JSON.parse(text(`calendars/${lookup.id}.json`));
      case 'catalog':
        return catalog(lookup.id);
      case 'series':
        number += 1;
        return `${lookup.id}-${formatDateTime(at + OFFSET).slice(0, 4)}-${String(number).padStart(6, '0')}`;
      case 'quota':
        return true;
      case 'connector':
        return lookup.type === 'cauce:set';
      default:
        return undefined;
    }
  };
}
