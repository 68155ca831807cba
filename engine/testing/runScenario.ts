// Plays a scenario of a process folder (a process, answers by element, what is expected) as one test.
import type { Json, Variables } from '../core/index.ts';
import { runTrial, type TrialRequest } from '../simulation/trial.ts';
import { formatDateTime } from '../time/index.ts';
import { otherwise } from './assertions.ts';
import { isObject, type Wrong } from './readTests.ts';
import type { TestOutcome, TestSurroundings } from './runTest.ts';
import { same } from './same.ts';

/** The zone of the instants that a scenario expects, when it names none itself. */
const ZONE_OFFSET_MS = -5 * 3_600_000;

export function runScenario(json: Json, around: TestSurroundings): TestOutcome {
  const given = isObject(json) ? json : {};
  const { name, process, now, until, variables, answers, messages, auto } = given;
  const outcome = runTrial({
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
  const wrong: Wrong | undefined = outcome.ok
    ? difference(outcome, isObject(given.expected) ? given.expected : {}, around)
    : { code: outcome.code, values: outcome.values };
  return {
    name: typeof name === 'string' ? name : String(process),
    ...(wrong && { failure: { ...wrong, path: 'expected', instruction: 'scenario' } }),
    told: [],
  };
}

type Played = Extract<ReturnType<typeof runTrial>, { ok: true }>;

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
