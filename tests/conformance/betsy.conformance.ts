// Runs the behavior models of betsy on a virtual clock and compares what their scripts would have logged.
// CONFORMANCE=../shared/conformance node --import ./tests/typescriptSources.mjs tests/conformance/betsy.conformance.ts
// `--all` lists skipped cases too. Not part of the normal test run.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Json, ProcessModel, Variables } from '../../engine/core/index.ts';
import { createPorts } from '../../engine/expressions/index.ts';
import { parseProcesses } from '../../engine/model/index.ts';
import { checkFeel } from '../../engine/runtime/checkFeel.ts';
import type { TraceEntry } from '../../engine/simulation/trace.ts';
import { runTrial, type TrialOutcome } from '../../engine/simulation/trial.ts';
import { createTally } from './tally.ts';

interface Case {
  number: number;
  variables: Variables;
  traces: string[];
  waitMs?: number;
  alsoStart?: string;
}

interface Test {
  name: string;
  file: string;
  processId: string;
  cases: Case[];
}

const root = join(process.env.CONFORMANCE ?? '../shared/conformance', 'betsy');

/** Departures that we chose; the design says why. */
const DECIDED: { [name: string]: string } = {
  ReceiveTask: 'a message without a correlation key stays within its case',
};

/** What the engine does not execute although the reader lets it pass. */
const NOT_SUPPORTED: [RegExp, string][] = [
  [/(start|completion)Quantity="(?!1")/, 'token quantity'],
  [/behavior="(None|One|Complex)"/, 'multi-instance behavior'],
  [/receiveTask[^>]*instantiate="true"/, 'instantiating receive task'],
  [/callActivity[\s\S]*<bpmn2:escalationEventDefinition/, 'escalation to a caller'],
];

const SCRIPT_TASK = /<(\w+:)?scriptTask\b([^>]*)>([\s\S]*?)<\/\1?scriptTask>/g;

/** Each script's token by element, and the model with the token's effect in its place. */
function translate(xml: string): { xml: string; tokens: Map<string, string> } {
  const tokens = new Map<string, string>();
  const scripts = xml.replace(SCRIPT_TASK, (whole, prefix = '', attributes: string, body: string) => {
    const id = /\bid="([^"]*)"/.exec(attributes)?.[1] ?? '';
    const token = /<(?:\w+:)?script>([\s\S]*?)<\/(?:\w+:)?script>/.exec(body)?.[1]?.trim() ?? '';
    tokens.set(id, token);
    const flows = body.replace(/<(\w+:)?script>[\s\S]*?<\/(\w+:)?script>/, '');
    if (/^(WAIT_TEN_SECONDS|CREATE_TIMESTAMP_LOG_\d)$/.test(token)) return wait(prefix, attributes, flows);
    if (token === 'THROW_ERROR') return whole.replace('scriptTask', 'scriptTask scriptFormat="betsy"');
    return `<${prefix}scriptTask${attributes}><${prefix}extensionElements>${effect(token)}</${prefix}extensionElements>${flows}</${prefix}scriptTask>`;
  });
  const conditions = scripts
    .replace(/(!?)test\.contains\("(\w+)"\)/g, (_, not: string, text: string) =>
      not ? `=not(contains(test,"${text}"))` : `=contains(test,"${text}")`,
    )
    .replace(/integerVariable(?:\s*)(&lt;|<)\s*(\d)/g, '=integerVariable &lt; $2');
  const namespace = ' xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" ';
  return { xml: conditions.replace(/<(\w+:)?definitions\b/, (open) => `${open}${namespace}`), tokens };
}

function wait(prefix: string, attributes: string, flows: string): string {
  const definition = `<${prefix}timerEventDefinition><${prefix}timeDuration>PT10S</${prefix}timeDuration></${prefix}timerEventDefinition>`;
  return `<${prefix}intermediateCatchEvent${attributes}>${flows}${definition}</${prefix}intermediateCatchEvent>`;
}

function effect(token: string): string {
  const script = (expression: string, variable: string) =>
    `<zeebe:script expression="${expression}" resultVariable="${variable}" />`;
  if (token.startsWith('INCREMENT')) return script('=integerVariable + 1', 'integerVariable');
  if (token === 'SET_STRING_DATA') return script('=&quot;String&quot;', 'data');
  if (token === 'LOG_DATA') return script('=data = &quot;String&quot;', 'dataRead');
  return script('=true', 'scriptRan');
}

/** A repeated task is in the trace once for each iteration and once for its body, which ends last. */
function onlyIterations(trace: TraceEntry[], models: ProcessModel[]): TraceEntry[] {
  const repeated = new Set(
    models.flatMap(({ elements }) =>
      elements.flatMap(({ id, multiInstance }) => (multiInstance ? [id] : [])),
    ),
  );
  const last = (entry: TraceEntry, at: number) =>
    !trace.slice(at + 1).some(({ element, event }) => element === entry.element && event === 'completed');
  return trace.filter((entry, at) => !repeated.has(entry.element) || !last(entry, at));
}

function emitted(
  outcome: TrialOutcome,
  tokens: Map<string, string>,
  expected: string[],
  models: ProcessModel[],
): string[] {
  if (!outcome.ok) return ['ERROR_runtime'];
  const log: string[] = [];
  let marker = false;
  for (const { element, event } of onlyIterations(outcome.trace, models)) {
    const token = tokens.get(element);
    if (event !== 'completed' || token === undefined) continue;
    if (token.startsWith('SCRIPT_')) log.push(token);
    if (token === 'INCREMENT_INTEGER_VARIABLE_AND_LOG') log.push('INCREMENT_correct');
    if (token === 'LOG_DATA' && outcome.variables.dataRead === true) log.push('DATA_correct');
    if (token === 'CREATE_MARKER_FILE') marker = true;
  }
  if (marker && expected.includes('MARKER_exists')) log.push('MARKER_exists');
  if (overlap(outcome, tokens)) log.push('EXECUTION_parallel');
  for (const { code } of outcome.incidents)
    log.push(code === 'ERROR_NOT_CAUGHT' ? 'ERROR_thrownErrorEvent' : 'ERROR_runtime');
  return log;
}

function overlap({ trace }: Extract<TrialOutcome, { ok: true }>, tokens: Map<string, string>): boolean {
  const at = (token: string, what: string) =>
    trace.find(({ element, event }) => tokens.get(element) === token && event === what)?.at;
  const start = at('CREATE_TIMESTAMP_LOG_2', 'activated');
  const end = at('CREATE_TIMESTAMP_LOG_1', 'completed');
  return start !== undefined && end !== undefined && start < end;
}

async function run(test: Test): Promise<void> {
  const drawn = readFileSync(join(root, test.file), 'utf8');
  const lacking = NOT_SUPPORTED.flatMap(([pattern, what]) => (pattern.test(drawn) ? [what] : []));
  const { xml, tokens } = translate(drawn);
  const { processes, problems } = await parseProcesses(xml, test.file, { checkFeel });
  const errors = problems.filter(({ severity }) => severity === 'error');
  const unsupported = errors.filter(({ code }) => code === 'ELEMENT_NOT_SUPPORTED');
  for (const each of test.cases) {
    const name = `${test.name}#${each.number}`;
    const refusalExpected = each.traces.includes('ERROR') || each.traces.includes('ERROR_deployment');
    if (refusalExpected && errors.length > 0) tally.passed();
    else if (lacking.length > 0) tally.skipped(name, lacking);
    else if (unsupported.length > 0)
      tally.skipped(
        name,
        unsupported.map(({ values }) => String(values.tag)),
      );
    else if (errors.length > 0) tally.failed(name, `refused: ${errors.map(({ code }) => code).join(' ')}`);
    else runCase(name, test, each, processes, tokens);
  }
}

function runCase(
  name: string,
  test: Test,
  each: Case,
  models: ProcessModel[],
  tokens: Map<string, string>,
): void {
  const answers: { [element: string]: Json } = {};
  for (const [element, token] of tokens)
    if (token === 'THROW_ERROR') answers[element] = { $error: 'ERR_CODE' };
  const now = Date.UTC(2026, 0, 1);
  const outcome = runTrial({
    models,
    ports: createPorts(),
    processId: test.processId,
    ...(each.alsoStart !== undefined && { alsoStart: [each.alsoStart] }),
    variables: each.variables,
    answers,
    auto: true,
    now,
    until: now + (each.waitMs ?? 0),
  });
  const got = emitted(outcome, tokens, each.traces, models).sort();
  const wanted = [...each.traces].sort();
  if (got.join() === wanted.join()) tally.passed();
  else if (DECIDED[test.name] !== undefined) tally.decided(name, DECIDED[test.name] as string);
  else tally.failed(name, `expected ${wanted.join(' ') || 'nothing'}, but got ${got.join(' ') || 'nothing'}`);
}

const tally = createTally('betsy', process.argv.includes('--all'));
if (existsSync(join(root, 'expected.json'))) {
  const { tests } = JSON.parse(readFileSync(join(root, 'expected.json'), 'utf8')) as { tests: Test[] };
  for (const test of tests) await run(test);
  process.exitCode = tally.print();
} else console.log(`betsy: skipped, ${root} is not there. Set CONFORMANCE to the folder that holds it.`);
