// Plays a scenario of a process folder (a process, answers by element, what is expected) as one test.
import type { Json, Variables } from '../core/index.ts';
import { runTrial, type TrialOutcome, type TrialRequest } from '../simulation/trial.ts';
import { formatDateTime } from '../time/index.ts';
import { otherwise } from './assertions.ts';
import { isObject, type Wrong } from './readTests.ts';
import type { TestOutcome, TestSurroundings } from './runTest.ts';
import { same } from './same.ts';

/** The zone of the instants that a scenario expects, when it names none itself. */
const ZONE_OFFSET_MS = -5 * 3_600_000;

export function runScenario(json: Json, around: TestSurroundings): TestOutcome {
  const { name, process } = fieldsOf(json);
  const wrong = judgeScenario(json, playScenario(json, around), around);
  return {
    name: typeof name === 'string' ? name : String(process),
    ...(wrong && { failure: { ...wrong, path: 'expected', instruction: 'scenario' } }),
    told: [],
  };
}

export function playScenario(json: Json, around: TestSurroundings): TrialOutcome {
  const { process, now, until, variables, answers, messages, auto } = fieldsOf(json);
  return runTrial({
    models: around.models,
    ports: around.ports,
    ...(around.resolve && { resolve: around.resolve }),
    processId: String(process),
    now: Date.parse(String(now)),
    ...(until !== undefined && { until: Date.parse(String(until)) }),
    variables: (variables as Variables | undefined) ?? {},
    answers: (answers as Variables | undefined) ?? {},
    messages: (messages as TrialRequest['messages']) ?? [],
    auto: auto === true,
  });
}

/** Undefined: it went as expected. */
export function judgeScenario(
  json: Json,
  outcome: TrialOutcome,
  around: TestSurroundings,
): Wrong | undefined {
  const { expected } = fieldsOf(json);
  if (!outcome.ok) return { code: outcome.code, values: outcome.values };
  return difference(outcome, isObject(expected) ? expected : {}, around);
}

const fieldsOf = (json: Json): Variables => (isObject(json) ? json : {});

type Played = Extract<TrialOutcome, { ok: true }>;

function difference(played: Played, expected: Variables, { models }: TestSurroundings): Wrong | undefined {
  const nodes = new Set(models.flatMap(({ elements }) => elements.map(({ id }) => id)));
  const activated = played.trace.filter(({ element, event }) => event === 'activated' && nodes.has(element));
  const path = activated.map(({ element }) => element);
  const at = Object.fromEntries(
    activated.map(({ element, at: instant }) => [
      element,
      formatDateTime(Date.parse(instant) + ZONE_OFFSET_MS, ZONE_OFFSET_MS),
    ]),
  );
  const waiting = played.waiting.map(({ element }) => element);
  if (played.incidents.length > 0)
    return otherwise(
      'incidents',
      'none',
      played.incidents.map(({ code, element }) => `${code} at ${element}`),
    );
  if (expected.path !== undefined && !same(expected.path, path))
    return otherwise('path', expected.path, path);
  if (expected.state !== undefined && expected.state !== played.state)
    return otherwise('state', expected.state, played.state);
  if (expected.waiting !== undefined && !same(expected.waiting, waiting))
    return otherwise('waiting', expected.waiting, waiting);
  return (
    firstOther('variable', expected.variables, played.variables) ?? firstOther('instant of', expected.at, at)
  );
}

function firstOther(subject: string, expected: Json | undefined, found: Variables): Wrong | undefined {
  if (!isObject(expected)) return undefined;
  for (const [name, value] of Object.entries(expected))
    if (!same(value, found[name])) return otherwise(`${subject} ${name}`, value, found[name]);
  return undefined;
}
