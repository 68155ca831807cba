// betsy: one construct per model, judged by what its scripts would have logged; and models that break a constraint.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProcessModel, Variables } from '../../../engine/core/index.ts';
import { autoPlay } from '../autoPlay.ts';
import { createPlayer, type Player } from '../player.ts';
import type { ConformanceSource, Report } from '../source.ts';
import { incidentsOf, stepsOf, variablesOf } from '../trace.ts';

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

interface Expected {
  tests: Test[];
  deployFailureTests: { name: string; file: string }[];
}

export const betsy: ConformanceSource = {
  name: 'betsy',
  async run(folder, report) {
    const { tests, deployFailureTests } = JSON.parse(
      readFileSync(join(folder, 'expected.json'), 'utf8'),
    ) as Expected;
    for (const test of tests) await runTest(test, folder, report);
    await countRefused(deployFailureTests, folder, report);
  },
};

async function countRefused(models: Expected['deployFailureTests'], folder: string, report: Report) {
  const player = await createPlayer();
  const accepted: string[] = [];
  for (const { file, name } of models) {
    const { ok, problems } = await player.deploy([{ name: file, content: readFileSync(join(folder, file)) }]);
    if (ok) accepted.push(`${name} (warnings: ${problems.map(({ code }) => code).join(' ') || 'none'})`);
  }
  await player.close();
  report.rate(
    'models that break a constraint, refused',
    models.length - accepted.length,
    models.length,
    accepted,
  );
}

async function runTest(test: Test, folder: string, report: Report): Promise<void> {
  const { xml, tokens } = translate(readFileSync(join(folder, test.file), 'utf8'));
  const player = await createPlayer();
  const { ok, problems, models } = await player.deploy([{ name: test.file, content: xml }]);
  const codes = problems
    .filter(({ severity }) => severity === 'error')
    .map(({ code, values }) => (values.tag === undefined ? code : `${code}(${values.tag})`));
  for (const each of test.cases) {
    const id = `${test.name}#${each.number}`;
    if (ok) {
      await runCase(id, { test, each, player, models, tokens }, report);
      await player.clear();
    } else if (each.traces.some((trace) => trace === 'ERROR' || trace === 'ERROR_deployment'))
      report.passed(id);
    else report.failed(id, `refused: ${[...new Set(codes)].join(' ')}`);
  }
  await player.close();
}

interface Run {
  test: Test;
  each: Case;
  player: Player;
  models: ProcessModel[];
  tokens: Map<string, string>;
}

async function runCase(id: string, run: Run, report: Report): Promise<void> {
  const { test, each, player, models, tokens } = run;
  if (each.alsoStart !== undefined) await player.start(each.alsoStart);
  const started = await player.start(test.processId, each.variables);
  const log: string[] = [];
  if (started.ok) {
    const throwing = (element: string) =>
      tokens.get(element) === 'THROW_ERROR' ? { code: 'ERR_CODE' } : undefined;
    const rests = await autoPlay({
      player,
      models,
      until: player.now + (each.waitMs ?? 0),
      instead: throwing,
    });
    if (!rests) return report.failed(id, 'never comes to rest');
    log.push(...emitted(run, started.instanceKey));
  } else log.push('ERROR_runtime');
  const got = log.sort();
  const wanted = [...each.traces].sort();
  const same =
    got.join() === wanted.join() || (wanted.join() === 'ERROR' && got.join().startsWith('ERROR_runtime'));
  if (player.complaints.length > 0) report.failed(id, `failed in the background: ${player.complaints[0]}`);
  else if (same) report.passed(id);
  else report.failed(id, `expected ${wanted.join(' ') || 'nothing'}, but got ${got.join(' ') || 'nothing'}`);
}

function emitted({ each, player, models, tokens }: Run, instanceKey: number): string[] {
  const repeated = new Set(
    models.flatMap(({ elements }) =>
      elements.flatMap((element) => (element.multiInstance || element.standardLoop ? [element.id] : [])),
    ),
  );
  const log: string[] = [];
  let marker = false;
  let starts: number | undefined;
  let ends: number | undefined;
  for (const { element, what, index, at } of stepsOf(player.told)) {
    const token = tokens.get(element);
    if (token === undefined) continue;
    if (what === 'activated' && token === 'CREATE_TIMESTAMP_LOG_2') starts ??= at;
    if (what === 'completed' && token === 'CREATE_TIMESTAMP_LOG_1') ends ??= at;
    // The whole of the iterations completes once more, after the last of them.
    if (what !== 'completed' || (repeated.has(element) && index === undefined)) continue;
    if (token.startsWith('SCRIPT_')) log.push(token);
    if (token === 'INCREMENT_INTEGER_VARIABLE_AND_LOG') log.push('INCREMENT_correct');
    if (token === 'LOG_DATA' && variablesOf(player.told, instanceKey).dataRead === true)
      log.push('DATA_correct');
    if (token === 'CREATE_MARKER_FILE') marker = true;
  }
  if (marker && each.traces.includes('MARKER_exists')) log.push('MARKER_exists');
  if (starts !== undefined && ends !== undefined && starts < ends) log.push('EXECUTION_parallel');
  for (const { code } of incidentsOf(player.told))
    log.push(code === 'ERROR_NOT_CAUGHT' ? 'ERROR_thrownErrorEvent' : 'ERROR_runtime');
  return log;
}

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
  // One condition has a `>` too many (caveat of the set).
  const conditions = scripts
    .replace(/(!?)test\.contains\("(\w+)"\)>?/g, (_, not: string, text: string) =>
      not ? `=not(contains(test,"${text}"))` : `=contains(test,"${text}")`,
    )
    .replace(/integerVariable(?:\s*)(&lt;|<)\s*(\d)/g, '=integerVariable &lt; $2');
  const namespace = ' xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" ';
  return { xml: conditions.replace(/<(\w+:)?definitions\b/, (open) => `${open}${namespace}`), tokens };
}

/** A script that lasts ten seconds. */
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
