// Evaluates the FEEL expressions of the DMN Technology Compatibility Kit and counts those that give what it expects.
// Not part of the normal test run; `--verbose` lists what fails:
// CONFORMANCE=../shared/conformance node --import ./tests/typescriptSources.mjs tests/conformance/dmnTck.conformance.ts
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Json } from '../../engine/core/json.ts';
import { equal } from '../../engine/expressions/compare.ts';
import {
  createEvaluator,
  type Evaluator,
  functionTable,
  guarded,
  runNode,
} from '../../engine/expressions/evaluate.ts';
import { compileDecisions, parseDecisions } from '../../engine/expressions/index.ts';
import { lower } from '../../engine/expressions/lower.ts';
import { Run } from '../../engine/expressions/run.ts';
import { feelText } from '../../engine/expressions/text.ts';
import { type FeelContext, isContext, kindOf, type Value } from '../../engine/expressions/value.ts';

interface Case {
  model: string;
  resultNode: string;
  suite: string;
  testCase: string;
  expression?: string;
  inputFeel: string | null;
  expectedFeel: string | null;
  standaloneFeel: boolean;
  feelin_8_2_0?: 'PASS' | 'FAIL';
}

const file = join(process.env.CONFORMANCE ?? '../shared/conformance', 'dmn-tck/tck-cases.json');
const verbose = process.argv.includes('--verbose');

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

/** Cases that need the whole model: evaluated as a deployed decision, with JSON in and out. */
async function countDecisions(cases: Case[], evaluator: Evaluator): Promise<void> {
  let passed = 0;
  const skipped = new Set<string>();
  for (const test of cases) {
    const path = [join(file, '..', test.model), join(file, '../TestCases', test.model)].find(existsSync);
    if (path === undefined) {
      skipped.add(test.suite);
      continue;
    }
    const { ok, got } = await passesAsDecision(evaluator, test, readFileSync(path, 'utf8'));
    if (ok) passed++;
    else if (verbose)
      console.log(`${test.suite} ${test.testCase} ${test.resultNode} => ${test.expectedFeel} but ${got}`);
  }
  console.log(`DMN TCK, whole decisions: ${passed} of ${cases.length} pass.`);
  if (skipped.size > 0) console.log(`Skipped, their models are not there: ${[...skipped].join(', ')}.`);
}

async function passesAsDecision(
  evaluator: Evaluator,
  test: Case,
  xml: string,
): Promise<{ ok: boolean; got: string }> {
  const { decisions, problems } = await parseDecisions(xml, test.model);
  const model = decisions.find(
    ({ name, variable }) => name === test.resultNode || variable === test.resultNode,
  );
  if (model === undefined) return { ok: false, got: `no decision; ${JSON.stringify(problems.slice(0, 3))}` };
  const input = feelValue(evaluator, test.inputFeel || '{}', {});
  const expected = feelValue(evaluator, test.expectedFeel ?? 'null', {});
  if ('failed' in input || 'failed' in expected) return { ok: false, got: 'bad case' };
  const variables = isContext(input.value) ? input.value : {};
  const get = (name: string) => (Object.hasOwn(variables, name) ? (variables[name] as Json) : undefined);
  const context = { variables: { get }, now: Date.UTC(2026, 0, 1), owner: 1, inputs: {} };
  const outcome = compileDecisions(decisions).decide(model.id, context, evaluator);
  if (outcome.kind !== 'value') return { ok: expected.value === null, got: JSON.stringify(outcome) };
  const run = new Run(context, evaluator.surroundings);
  const wanted = lower(expected.value, run);
  return { ok: matches(outcome.record.result, wanted, run), got: JSON.stringify(outcome.record.result) };
}

if (!existsSync(file)) {
  console.log(`Nothing to run: ${file} is not there. Set CONFORMANCE to the folder that holds dmn-tck.`);
} else {
  const cases = (JSON.parse(readFileSync(file, 'utf8')) as { cases: Case[] }).cases;
  const standalone = cases.filter((test) => test.standaloneFeel);
  const evaluator = createEvaluator(functionTable({}), { zoneOffset, zone: 'UTC', budget: 1_000_000 });
  let passed = 0;
  for (const test of standalone) {
    const { ok, got } = passes(evaluator, test);
    if (ok) passed++;
    else if (verbose) {
      const { suite, testCase, expression, inputFeel, expectedFeel } = test;
      console.log(
        `${suite} ${testCase} | ${expression} | ${inputFeel || ''} => ${expectedFeel} but ${got} | feelin ${test.feelin_8_2_0}`,
      );
    }
  }
  const others = standalone.filter((test) => test.feelin_8_2_0 === 'PASS').length;
  console.log(`DMN TCK, FEEL expressions: ${passed} of ${standalone.length} pass (feelin 8.2.0: ${others}).`);
  await countDecisions(
    cases.filter((test) => !test.standaloneFeel),
    evaluator,
  );
}
