// Plays a scenario of a process folder as `cauce run` does, and tells what happened in the scenario's own words.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Json, ProcessModel, Variables } from '../../engine/core/index.ts';
import { compileDecisions, createPorts, parseDecisions } from '../../engine/expressions/index.ts';
import { resolver } from '../../engine/runtime/folderLookups.ts';
import { slaPort } from '../../engine/runtime/slaPort.ts';
import { runTrial, type TrialRequest, type TrialResult } from '../../engine/simulation/trial.ts';
import { formatDateTime } from '../../engine/time/index.ts';
import { factsOf, processesFolder } from './facts.ts';
import { filesOf, functions, modelOf, namesIn, shipped } from './shipped.ts';

export interface Scenario {
  name: string;
  process: string;
  now: string;
  until?: string;
  variables: Variables;
  answers: { [element: string]: Variables | Variables[] };
  messages?: { name: string; correlationKey: string; variables?: Variables }[];
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
  /** Sequence flows that were taken. */
  taken: string[];
  /** The local instant of each element's last activation. */
  at: { [element: string]: string };
  variables: Variables;
  waiting: string[];
  incidents: Json[];
}

const OFFSET = -5 * 3_600_000;

export function scenariosOf(folder: string): { file: string; scenario: Scenario }[] {
  return namesIn(folder, 'scenarios').map((file) => ({
    file,
    scenario: JSON.parse(readFileSync(join(processesFolder, folder, 'scenarios', file), 'utf8')),
  }));
}

const read = new Map<string, ReturnType<typeof readSurroundings>>();

/** Read once: what every scenario of a folder runs with. */
async function readSurroundings(folder: string) {
  const files = await filesOf(folder);
  const tables = files.filter(({ name }) => name.endsWith('.dmn'));
  const parsed = await Promise.all(
    tables.map(({ name, content }) => parseDecisions(content.toString('utf8'), name, Object.keys(functions))),
  );
  const decisions = compileDecisions(parsed.flatMap((one) => one.decisions));
  const models: ProcessModel[] = [];
  for (const diagram of shipped) if (diagram.folder === folder) models.push(await modelOf(diagram));
  return { files, models, ports: createPorts({ functions, decisions, sla: slaPort() }) };
}

export async function play(
  folder: string,
  scenario: Scenario,
  onEvent?: TrialRequest['onEvent'],
): Promise<Played> {
  const surroundings = read.get(folder) ?? readSurroundings(folder);
  read.set(folder, surroundings);
  const { files, models, ports } = await surroundings;
  const { process, now, until, variables, answers, messages = [], auto = false } = scenario;
  const outcome = runTrial({
    models,
    ports,
    resolve: resolver(files),
    processId: process,
    now: Date.parse(now),
    ...(until !== undefined && { until: Date.parse(until) }),
    variables,
    answers,
    messages,
    auto,
    ...(onEvent && { onEvent }),
  });
  if (!outcome.ok) throw new Error(`Expected "${scenario.name}" to run, but ${JSON.stringify(outcome)}`);
  return told(outcome, process);
}

function told({ state, variables, trace, waiting, incidents }: TrialResult, process: string): Played {
  const nodes = new Set(factsOf(process).nodes.map(({ id }) => id));
  const activated = trace.filter(({ element, event }) => event === 'activated' && nodes.has(element));
  return {
    state,
    path: activated.map(({ element }) => element),
    taken: trace.filter(({ event }) => event === 'taken').map(({ element }) => element),
    at: Object.fromEntries(
      activated.map(({ element, at }) => [element, formatDateTime(Date.parse(at) + OFFSET, OFFSET)]),
    ),
    variables,
    waiting: waiting.map(({ element }) => element),
    incidents,
  };
}
