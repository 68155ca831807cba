// Runs the token simulation's test models and compares the flow nodes entered and flows taken at each checkpoint.
// CONFORMANCE=../shared/conformance node --import ./tests/typescriptSources.mjs tests/conformance/tokenSimulation.conformance.ts
// `--all` lists skipped cases too. Not part of the normal test run.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ProcessModel, values } from '../../engine/core/index.ts';
import { createPorts } from '../../engine/expressions/index.ts';
import { parseProcesses } from '../../engine/model/index.ts';
import { checkFeel } from '../../engine/runtime/checkFeel.ts';
import { createMemoryRuntime, type MemoryRuntime } from '../../engine/runtime/memoryRuntime.ts';
import { createTally } from './tally.ts';

interface Step {
  op: string;
  element: string | null;
  activeOutgoing?: string[];
  scoped?: boolean;
  entered?: { [element: string]: number };
}

interface Case {
  model: string;
  name: string;
  steps: Step[];
  fullyParsed: boolean;
}

const root = join(process.env.CONFORMANCE ?? '../shared/conformance', 'token-simulation');
/** Departures that we chose; the design says why. */
const DECIDED: { [name: string]: string } = {
  'error-no-catch': 'an error that nobody catches is an incident',
  'signal-trigger-boundary-event': 'a signal without a name reaches nobody; a person says that it happened',
};

const DAY = 86_400_000;

/** The simulator evaluates no condition: a gateway that splits asks, and the test's choice answers. */
function asking(model: ProcessModel): ProcessModel {
  const splits = new Set(
    model.elements
      .filter(({ type, outgoing }) => /^(ex|in)clusiveGateway$/.test(type) && outgoing.length > 1)
      .map(({ id }) => id),
  );
  return {
    ...model,
    flows: model.flows.map(({ condition: _, ...flow }) => flow),
    elements: model.elements.map((element) => {
      if (!splits.has(element.id)) return element;
      const { defaultFlow: _, ...rest } = element;
      const options = element.outgoing.map((flow) => ({ flow, label: flow }));
      const multiple = element.type === 'inclusiveGateway';
      return { ...rest, question: { text: '', options, multiple, askedBy: null } };
    }),
  };
}

interface Driver {
  runtime: MemoryRuntime;
  models: ProcessModel[];
  choices: Map<string, string[]>;
  paused: Set<string>;
}

/** Tasks complete at once unless the test pauses them; what waits for an event waits for its trigger. */
function completeTasks({ runtime, models, choices, paused }: Driver): void {
  const multiple = new Set(
    models.flatMap(({ elements }) =>
      elements.flatMap(({ id, question }) => (question?.multiple ? [id] : [])),
    ),
  );
  for (let moved = true; moved; ) {
    moved = false;
    for (const key of runtime.instances()) {
      const state = runtime.state(key);
      const task = values(state.userTasks).find(
        ({ element, because }) => because !== 'occurrence' && !paused.has(element),
      );
      const job = values(state.jobs)[0];
      if (task) {
        const first = models.flatMap(({ elements }) => elements).find(({ id }) => id === task.element)
          ?.outgoing[0];
        const chosen = choices.get(task.element) ?? (first === undefined ? [] : [first]);
        const answer = multiple.has(task.element) ? chosen : (chosen[0] ?? null);
        const variables = task.because === 'question' ? { [task.element]: answer } : {};
        moved = runtime.submit(key, { type: 'completeUserTask', userTask: { key: task.key }, variables }).ok;
      } else if (job) moved = runtime.submit(key, { type: 'completeJob', job: job.key, variables: {} }).ok;
      if (moved) break;
    }
  }
}

/** Starts the process of a start event, or makes an event happen that somebody waits for. */
function trigger({ runtime, models, paused }: Driver, element: string): boolean {
  const model = models.find(({ elements }) => elements.some(({ id }) => id === element));
  const node = model?.elements.find(({ id }) => id === element);
  if (model && node?.type === 'startEvent' && node.parent === null)
    return runtime.start(model.id, {}, { startElement: element }).ok;
  paused.delete(element);
  for (const key of runtime.instances()) {
    const state = runtime.state(key);
    const task = values(state.userTasks).find((each) => each.element === element);
    if (task)
      return runtime.submit(key, { type: 'completeUserTask', userTask: { key: task.key }, variables: {} }).ok;
    const waiting = values(state.subscriptions).find((each) => each.element === element);
    if (!waiting) continue;
    const subscription = waiting.key;
    if (waiting.kind === 'signal')
      return runtime.submit(key, { type: 'broadcastSignal', subscription, variables: {} }).ok;
    if (waiting.kind === 'message')
      return runtime.submit(key, { type: 'correlateMessage', subscription, messageKey: 1, variables: {} }).ok;
    runtime.now = Math.max(runtime.now, waiting.dueAt ?? 0) + DAY;
    return runtime.submit(key, { type: 'triggerTimer', subscription }).ok;
  }
  return false;
}

function runCase(test: Case, models: ProcessModel[], name: string): void {
  let entered: { [element: string]: number } = {};
  const count = (id: string) => {
    entered[id] = (entered[id] ?? 0) + 1;
  };
  const targets = new Map(
    models.flatMap(({ flows }) => flows.map(({ id, target }) => [id, target] as const)),
  );
  const elements = models.flatMap((model) => model.elements);
  const joins = new Set(
    elements.flatMap(({ id, type, incoming }) =>
      /^(inclusive|parallel)Gateway$/.test(type) && incoming.length > 0 ? [id] : [],
    ),
  );
  const caught = new Set(
    elements.flatMap(({ id, type }) => (/^(intermediateCatchEvent|receiveTask)$/.test(type) ? [id] : [])),
  );
  const runtime = createMemoryRuntime({
    models,
    ports: createPorts(),
    now: Date.UTC(2026, 0, 1),
    onEvent(event) {
      // The simulator enters a join once for each token that arrives, and a caught event again when it happens.
      if (event.type === 'elementActivated' && !joins.has(event.element)) count(event.element);
      if (event.type !== 'elementCompleted') return;
      for (const flow of event.taken ?? []) {
        count(flow);
        const target = targets.get(flow) ?? '';
        if (joins.has(target)) count(target);
      }
    },
  });
  const driver: Driver = { runtime, models, choices: new Map(), paused: new Set() };
  for (const { op, element, activeOutgoing, entered: wanted } of test.steps) {
    if (op === 'setConfig') driver.choices.set(element ?? '', activeOutgoing ?? []);
    else if (op === 'waitAtElement') driver.paused.add(element ?? '');
    else if (op === 'trigger') {
      if (!trigger(driver, element ?? '')) return tally.failed(name, `nothing waits for ${element}`);
      if (caught.has(element ?? '')) count(element ?? '');
      completeTasks(driver);
    } else if (op === 'expectTrace') {
      const difference = differenceOf(wanted ?? {}, entered);
      const why = DECIDED[test.name];
      if (difference !== '') return why ? tally.decided(name, why) : tally.failed(name, difference);
      entered = {};
    }
  }
  tally.passed();
}

function differenceOf(wanted: { [id: string]: number }, got: { [id: string]: number }): string {
  const ids = [...new Set([...Object.keys(wanted), ...Object.keys(got)])];
  return ids
    .filter((id) => (wanted[id] ?? 0) !== (got[id] ?? 0))
    .map((id) => `${id} expected ${wanted[id] ?? 0} times, but entered ${got[id] ?? 0}`)
    .join('; ');
}

async function run(test: Case): Promise<void> {
  const name = `${test.name} (${test.model.split('/').at(-1)})`;
  if (!test.fullyParsed) return tally.skipped(name, ['steps that the set itself could not translate']);
  if (test.steps.some(({ op }) => op === 'signal')) return tally.skipped(name, ['message flow as a trigger']);
  const xml = readFileSync(join(root, test.model), 'utf8');
  const { processes, problems } = await parseProcesses(xml, test.model, { checkFeel });
  const errors = problems.filter(({ severity }) => severity === 'error');
  const lacking = errors.filter(({ code }) => code === 'ELEMENT_NOT_SUPPORTED');
  if (lacking.length > 0)
    return tally.skipped(
      name,
      lacking.map(({ values: { tag } }) => String(tag)),
    );
  if (errors.length > 0) return tally.failed(name, `refused: ${errors.map(({ code }) => code).join(' ')}`);
  if (/<(\w+:)?messageFlow /.test(xml)) return tally.skipped(name, ['message flow as a trigger']);
  runCase(test, processes.map(asking), name);
}

const tally = createTally('token-simulation', process.argv.includes('--all'));
if (existsSync(join(root, 'expected.json'))) {
  const { cases } = JSON.parse(readFileSync(join(root, 'expected.json'), 'utf8')) as { cases: Case[] };
  for (const each of cases) await run(each);
  process.exitCode = tally.print();
} else
  console.log(
    `token-simulation: skipped, ${root} is not there. Set CONFORMANCE to the folder that holds it.`,
  );
