// The DMN Technology Compatibility Kit: FEEL expressions by themselves, and whole decisions deployed and evaluated.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Json, Variables } from '../../../engine/core/index.ts';
import { equal } from '../../../engine/expressions/compare.ts';
import {
  createEvaluator,
  type Evaluator,
  functionTable,
  guarded,
  runNode,
} from '../../../engine/expressions/evaluate.ts';
import { lower } from '../../../engine/expressions/lower.ts';
import { Run } from '../../../engine/expressions/run.ts';
import { feelText } from '../../../engine/expressions/text.ts';
import { type FeelContext, isContext, kindOf, type Value } from '../../../engine/expressions/value.ts';
import { createPlayer, type Player } from '../player.ts';
import type { ConformanceSource, Report } from '../source.ts';

interface Case {
  model: string;
  resultNode: string;
  suite: string;
  testCase: string;
  expression?: string;
  inputFeel: string | null;
  expectedFeel: string | null;
  standaloneFeel: boolean;
  invocableType?: string;
  invocableName?: string;
  feelin_8_2_0?: 'PASS' | 'FAIL';
}

/** Zones with daylight saving come from the platform here, as a server may do. */
function zoneOffset(zone: string, epochMs: number): number | null {
  try {
    const options = { timeZone: zone, timeZoneName: 'longOffset' } as const;
    const parts = new Intl.DateTimeFormat('en', options).formatToParts(epochMs);
    const match = /GMT(?:([+-])(\d\d):(\d\d))?/.exec(
      parts.find(({ type }) => type === 'timeZoneName')?.value ?? '',
    );
    if (match === null) return null;
    const seconds = Number(match[2] ?? 0) * 3600 + Number(match[3] ?? 0) * 60;
    return match[1] === '-' ? -seconds : seconds;
  } catch {
    return null;
  }
}

function feelValue(
  evaluator: Evaluator,
  text: string,
  variables: FeelContext,
): { value: Value } | { failed: string } {
  const prepared = evaluator.prepare(text, 'expression', { declared: Object.keys(variables) });
  if ('failure' in prepared) return { failed: prepared.failure.code };
  const get = (name: string) => (Object.hasOwn(variables, name) ? (variables[name] as Json) : undefined);
  const context = { variables: { get }, now: Date.UTC(2026, 0, 1), owner: 1, inputs: {} };
  const run = new Run(context, evaluator.surroundings);
  const outcome = guarded(text, () => ({ value: runNode(prepared, run, null) }));
  return 'value' in outcome ? outcome : { failed: outcome.kind === 'error' ? outcome.code : outcome.kind };
}

/** As FEEL's own equality, with the tolerance that the kit grants to numbers. */
function matches(actual: Value, expected: Value, run: Run): boolean {
  if (kindOf(actual) !== kindOf(expected)) return false;
  if (kindOf(actual) === 'number') return Math.abs(Number(actual) - Number(expected)) < 1e-5;
  if (Array.isArray(actual) && Array.isArray(expected)) {
    return (
      actual.length === expected.length &&
      actual.every((item, index) => matches(item, expected[index] ?? null, run))
    );
  }
  if (isContext(actual) && isContext(expected)) {
    const names = Object.keys(expected);
    const same = (name: string) => matches(actual[name] ?? null, expected[name] ?? null, run);
    return names.length === Object.keys(actual).length && names.every(same);
  }
  return equal(actual, expected, run) === true;
}

function passes(evaluator: Evaluator, test: Case): { ok: boolean; got: string } {
  const empty = { variables: { get: () => undefined }, now: 0, owner: 1, inputs: {} };
  const run = new Run(empty, evaluator.surroundings);
  const input = feelValue(evaluator, test.inputFeel || '{}', {});
  if ('failed' in input) return { ok: false, got: `input ${input.failed}` };
  const actual = feelValue(evaluator, test.expression ?? '', isContext(input.value) ? input.value : {});
  const expected = feelValue(evaluator, test.expectedFeel ?? 'null', {});
  if ('failed' in expected) return { ok: false, got: `expectation ${expected.failed}` };
  // What the kit calls an error is null; text that is no FEEL at all is an error too.
  if ('failed' in actual) return { ok: expected.value === null, got: actual.failed };
  return { ok: matches(actual.value, expected.value, run), got: feelText(actual.value, run) };
}

/** Cases that need the whole model: deployed, then evaluated through the engine, with JSON in and out. */
async function runDecisions(cases: Case[], folder: string, evaluator: Evaluator, report: Report) {
  const player = await createPlayer();
  const deployed = new Map<string, string | undefined>();
  for (const test of cases) {
    const path = [join(folder, test.model), join(folder, 'TestCases', test.model)].find(existsSync);
    if (path === undefined) {
      report.notApplicable(idOf(test), 'its model is not in the set');
      continue;
    }
    if (!deployed.has(test.model)) {
      const { ok, problems } = await player.deploy([{ name: test.model, content: readFileSync(path) }]);
      deployed.set(test.model, ok ? undefined : JSON.stringify(problems.slice(0, 3)));
    }
    const { ok, got } = await decides(player, evaluator, test, readFileSync(path, 'utf8'));
    const refused = deployed.get(test.model);
    if (ok) report.passed(idOf(test));
    else if (test.suite.startsWith('0089') && refused?.includes('DECISION_REQUIRED_UNKNOWN'))
      report.notApplicable(idOf(test), 'imports models that are not in the set');
    else if (test.suite.startsWith('0096') && /date/.test(test.inputFeel ?? ''))
      report.notApplicable(idOf(test), 'gives a FEEL date to an input of any type, which JSON cannot carry');
    else if (test.suite === '0076-feel-external-java')
      report.notApplicable(
        idOf(test),
        'calls a class of a Java program, and there is no Java machine to ask',
      );
    else report.failed(idOf(test), `expected ${test.expectedFeel}, but got ${refused ?? got}`);
  }
  await player.close();
}

async function decides(
  player: Player,
  evaluator: Evaluator,
  test: Case,
  xml: string,
): Promise<{ ok: boolean; got: string }> {
  const input = feelValue(evaluator, test.inputFeel || '{}', {});
  const expected = feelValue(evaluator, test.expectedFeel ?? 'null', {});
  if ('failed' in input || 'failed' in expected) return { ok: false, got: 'bad case' };
  const run = new Run(emptyContext(), evaluator.surroundings);
  const decision = decisionId(
    xml,
    test.invocableType === 'decisionService' ? test.invocableName : test.resultNode,
  );
  const variables = lower(isContext(input.value) ? input.value : {}, run) as Variables;
  const outcome = await player.evaluate(decision, variables);
  if (!outcome.ok) return { ok: expected.value === null, got: JSON.stringify(outcome) };
  const wanted = lower(expected.value, run);
  return { ok: matches(outcome.result, wanted, run), got: JSON.stringify(outcome.result) };
}

/** Ids are what the engine evaluates by; the kit names the decision. */
function decisionId(xml: string, name = ''): string {
  for (const [tag] of xml.matchAll(/<(?:\w+:)?(?:decision|decisionService)\b[^>]*>/g))
    if (/\sname="([^"]*)"/.exec(tag)?.[1] === name) return /\sid="([^"]*)"/.exec(tag)?.[1] ?? name;
  return name;
}

function emptyContext() {
  return { variables: { get: () => undefined }, now: Date.UTC(2026, 0, 1), owner: 1, inputs: {} };
}

const ids = new Map<Case, string>();
function idOf(test: Case): string {
  return ids.get(test) ?? '';
}

export const dmnTck: ConformanceSource = {
  name: 'dmn-tck',
  async run(folder, report) {
    const { cases } = JSON.parse(readFileSync(join(folder, 'tck-cases.json'), 'utf8')) as { cases: Case[] };
    const times = new Map<string, number>();
    for (const test of cases) {
      const id = `${test.suite}/${test.testCase}/${test.resultNode}`;
      times.set(id, (times.get(id) ?? 0) + 1);
      ids.set(test, (times.get(id) ?? 0) > 1 ? `${id}#${times.get(id)}` : id);
    }
    const evaluator = createEvaluator(functionTable({}), { zoneOffset, zone: 'UTC', budget: 1_000_000 });
    const standalone = cases.filter(({ standaloneFeel }) => standaloneFeel);
    let passed = 0;
    for (const test of standalone) {
      const { ok, got } = passes(evaluator, test);
      if (ok) passed += 1;
      if (ok) report.passed(idOf(test));
      else
        report.failed(
          idOf(test),
          `${test.expression} with ${test.inputFeel || 'nothing'}: expected ${test.expectedFeel}, but got ${got}`,
        );
    }
    const share = (count: number) =>
      `${count} of ${standalone.length} (${((100 * count) / standalone.length).toFixed(1)} %)`;
    const feelin = standalone.filter((test) => test.feelin_8_2_0 === 'PASS').length;
    report.note(`FEEL expressions: ${share(passed)} pass; feelin 8.2.0: ${share(feelin)}`);
    const models = cases.filter(({ standaloneFeel }) => !standaloneFeel);
    await runDecisions(models, folder, evaluator, report);
  },
};
