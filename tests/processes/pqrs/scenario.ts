// Plays a scenario of the folder as `cauce run` does, and tells what happened in the scenario's own words.

import { resolver } from '../../../engine/cli/folderLookups.ts';
import type { Json, Variables } from '../../../engine/core/index.ts';
import { compileDecisions, createPorts, parseDecisions } from '../../../engine/expressions/index.ts';
import { readFolder } from '../../../engine/runtime/folder.ts';
import { runTrial, type TrialResult } from '../../../engine/simulation/trial.ts';
import { formatDateTime } from '../../../engine/time/index.ts';
import { facts, folder, functions, readModel } from './folder.ts';

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
  /** The local instant of each element's last activation. */
  at: { [element: string]: string };
  variables: Variables;
  waiting: string[];
  incidents: Json[];
}

const OFFSET = -5 * 3_600_000;
const nodes = new Set(facts.nodes.map(({ id }) => id));
const surroundings = readSurroundings();

/** Read once: what every scenario runs with. */
async function readSurroundings() {
  const files = await readFolder(folder);
  const tables = files.filter(({ name }) => name.endsWith('.dmn'));
  const parsed = await Promise.all(
    tables.map(({ name, content }) => parseDecisions(content.toString('utf8'), name, Object.keys(functions))),
  );
  const decisions = compileDecisions(parsed.flatMap((one) => one.decisions));
  return { files, models: [await readModel()], ports: createPorts({ functions, decisions }) };
}

export async function play(scenario: Scenario): Promise<Played> {
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
  });
  if (!outcome.ok) throw new Error(`Expected "${scenario.name}" to run, but ${JSON.stringify(outcome)}`);
  return told(outcome);
}

function told({ state, variables, trace, waiting, incidents }: TrialResult): Played {
  const activated = trace.filter(({ element, event }) => event === 'activated' && nodes.has(element));
  return {
    state,
    path: activated.map(({ element }) => element),
    at: Object.fromEntries(
      activated.map(({ element, at }) => [element, formatDateTime(Date.parse(at) + OFFSET, OFFSET)]),
    ),
    variables,
    waiting: waiting.map(({ element }) => element),
    incidents,
  };
}
