// The token simulation's tests: which flow nodes are entered and which flows taken up to each checkpoint.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, type ProcessModel, values } from '../../../engine/core/index.ts';
import { createPlayer, type Player } from '../player.ts';
import type { ConformanceSource, Report } from '../source.ts';
import { counter, differenceOf } from './tokenSimulationCount.ts';
import { asksAtEverySplit, messageFlowsOf, poolsOf } from './tokenSimulationModel.ts';

interface Step {
  op: string;
  element: string | null;
  activeOutgoing?: string[];
  entered?: { [element: string]: number };
}

interface Case {
  model: string;
  name: string;
  steps: Step[];
  fullyParsed: boolean;
}

/** What BPMN leaves open, case by case. */
const LEFT_OPEN: { [name: string]: string } = {
  'terminate-nested-scopes':
    'judges which of two tokens moves first that run at the same time, which BPMN leaves open',
  // 10.5.3: "The behavior of the Process is unspecified if no Activity in the hierarchy has such an Error Intermediate
  // Event." Here it is an incident.
  'error-no-catch': 'judges what comes of an error that nobody catches, which BPMN says is unspecified',
};
const DAY = 86_400_000;
/** More completions than any case has. */
const MOST_COMPLETIONS = 500;

export const tokenSimulation: ConformanceSource = {
  name: 'token-simulation',
  async run(folder, report) {
    const { cases } = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as { cases: Case[] };
    const names = new Map<string, number>();
    for (const each of cases) {
      const model = each.model.replace(/^.*Simulator\.|\.bpmn$/g, '');
      const name = each.name === model ? model : `${each.name} (${model})`;
      const times = (names.get(name) ?? 0) + 1;
      names.set(name, times);
      await runTest({ ...each, name: times > 1 ? `${name} #${times}` : name }, folder, report);
    }
  },
};

async function runTest(test: Case, folder: string, report: Report): Promise<void> {
  const xml = readFileSync(join(folder, test.model), 'utf8');
  if (!test.fullyParsed)
    return report.notApplicable(test.name, 'a step that the set itself could not put into words');
  if (!/<(\w+:)?process\b/.test(xml))
    return report.notApplicable(test.name, 'empty pools only: there is nothing to execute');
  const open = LEFT_OPEN[test.name];
  if (open !== undefined) return report.notApplicable(test.name, open);
  const player = await createPlayer();
  const { ok, problems, models } = await player.deploy([
    { name: test.model, content: asksAtEverySplit(xml) },
  ]);
  if (ok) await runSteps(test, { player, models, xml }, report);
  else {
    const errors = problems.filter(({ severity }) => severity === 'error');
    report.failed(
      test.name,
      `refused: ${errors.map(({ code, values: { tag } }) => `${code} ${tag ?? ''}`).join(', ')}`,
    );
  }
  await player.close();
}

interface Drawn {
  player: Player;
  models: ProcessModel[];
  xml: string;
}

async function runSteps(test: Case, { player, models, xml }: Drawn, report: Report): Promise<void> {
  const flows = messageFlowsOf(xml);
  const pools = poolsOf(xml);
  const count = counter(models);
  const driver: Driver = { player, models, choices: new Map(), paused: new Set() };
  let seen = 0;
  for (const { op, element, activeOutgoing, entered: wanted = {} } of test.steps) {
    const id = element ?? '';
    if (op === 'setConfig') driver.choices.set(id, activeOutgoing ?? []);
    else if (op === 'waitAtElement') driver.paused.add(id);
    else if (op === 'trigger' || op === 'signal') {
      const target = op === 'signal' ? (flows.get(id) ?? '') : id;
      const why = await trigger(driver, target);
      if (why !== undefined) return report.failed(test.name, why);
      await completeTasks(driver);
    } else if (op === 'expectTrace') {
      const got = count(player.told.slice(seen));
      seen = player.told.length;
      // A collapsed subprocess with a diagram of its own is entered under that diagram's name.
      const ids = Object.entries(wanted)
        .map(([each, times]) => [each.replace(/_plane$/, ''), times] as const)
        .filter(([each]) => !flows.has(each) && !pools.has(each));
      const difference = differenceOf(Object.fromEntries(ids), got);
      if (difference !== '') return report.failed(test.name, difference);
    }
  }
  report.passed(test.name);
}

interface Driver {
  player: Player;
  models: ProcessModel[];
  choices: Map<string, string[]>;
  paused: Set<string>;
}

/** Tasks complete at once unless the test pauses them; what waits for an event waits for its trigger. */
async function completeTasks(driver: Driver): Promise<void> {
  for (let completions = 0; completions < MOST_COMPLETIONS; completions++) {
    const next = nextCompletion(driver);
    if (!next || !(await driver.player.submit(...next)).ok) return;
  }
}

function nextCompletion({ player, models, choices, paused }: Driver): [number, Command] | undefined {
  const elements = models.flatMap((model) => model.elements);
  for (const [instance, state] of player.states()) {
    if (state.status !== 'active') continue;
    const task = values(state.userTasks).find(
      ({ element, because }) => because !== 'occurrence' && !paused.has(element),
    );
    if (task) {
      const variables = Object.fromEntries(
        (task.asks ?? []).map((gateway) => {
          const asked = elements.find(({ id }) => id === gateway);
          const chosen = choices.get(gateway) ?? asked?.outgoing.slice(0, 1) ?? [];
          return [gateway, asked?.question?.multiple ? chosen : (chosen[0] ?? null)];
        }),
      );
      return [instance, { type: 'completeUserTask', userTask: { key: task.key }, variables }];
    }
    const job = values(state.jobs)[0];
    if (job) return [instance, { type: 'completeJob', job: job.key, variables: {} }];
  }
  return undefined;
}

/** Starts the process of a start event, or makes an event happen that somebody waits for. Gives why it could not. */
async function trigger({ player, models, paused }: Driver, element: string): Promise<string | undefined> {
  const model = models.find(({ elements }) => elements.some(({ id }) => id === element));
  const node = model?.elements.find(({ id }) => id === element);
  if (model && node?.type === 'startEvent' && node.parent === null) {
    const started = await player.start(model.id, {}, element);
    return started.ok ? undefined : `start: ${started.rejection.code}`;
  }
  paused.delete(element);
  for (const [instance, state] of player.states()) {
    if (state.status !== 'active') continue;
    const task = values(state.userTasks).find((each) => each.element === element);
    const waiting = values(state.subscriptions).find((each) => each.element === element);
    if (!task && !waiting) continue;
    if (waiting?.kind === 'timer') await player.passTo(Math.max(player.now, waiting.dueAt ?? 0) + DAY);
    else {
      const outcome = await player.submit(instance, task ? completing(task.key) : happening(waiting));
      if (!outcome.ok) return `${element}: ${outcome.rejection.code}`;
    }
    return undefined;
  }
  return `nothing waits for ${element}`;
}

function completing(key: number): Command {
  return { type: 'completeUserTask', userTask: { key }, variables: {} };
}

function happening(waiting: { kind: string; key: number } | undefined): Command {
  const subscription = waiting?.key ?? 0;
  return waiting?.kind === 'signal'
    ? { type: 'broadcastSignal', subscription, variables: {} }
    : { type: 'correlateMessage', subscription, messageKey: 1, variables: {} };
}
