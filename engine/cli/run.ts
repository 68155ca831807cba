// `cauce run FILE`: runs one instance in memory on a virtual clock and prints what happened.
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Json, Lookup, Problem, ProcessModel, Variables } from '../core/index.ts';
import { compileDecisions, createPorts, type DecisionModel, parseDecisions } from '../expressions/index.ts';
import { problemText } from '../http/problemText.ts';
import { parseInWorker, renderProblem, stopWorker } from '../model/index.ts';
import { parseCatalog } from '../runtime/catalog.ts';
import { checkFeelModule } from '../runtime/checkFeel.ts';
import { zonePorts } from '../runtime/definitions.ts';
import type { Resource } from '../runtime/engine.ts';
import { feelFunctions } from '../runtime/feelFunctions.ts';
import { readFolder } from '../runtime/folder.ts';
import { runTrial, type TrialOutcome, type TrialRequest } from '../simulation/trial.ts';
import type { CliCommand, CommandLine, Terminal } from './command.ts';

export const run: CliCommand = {
  usage:
    'cauce run FILE.bpmn [--until ISO] [--process ID] [--variables JSON|@file] [--answers JSON|@file] ' +
    '[--messages JSON|@file] [--auto] [--no-timers] [--now ISO] [--json]',
  summary: 'runs one instance in memory on a virtual clock; timers fire whenever nothing else can move',
  options: {
    until: { type: 'string' },
    process: { type: 'string' },
    variables: { type: 'string' },
    answers: { type: 'string' },
    messages: { type: 'string' },
    auto: { type: 'boolean' },
    'no-timers': { type: 'boolean' },
    now: { type: 'string' },
  },
  async run(line, terminal) {
    const [file] = line.positionals;
    if (file === undefined || line.positionals.length !== 1) {
      terminal.complain(`Expected one .bpmn file, but got ${line.positionals.length}. ${run.usage}`);
      return 2;
    }
    try {
      return await runFile(file, line, terminal);
    } catch (error) {
      terminal.complain(`${error instanceof Error ? error.message : error}\n${run.usage}`);
      return 2;
    } finally {
      await stopWorker();
    }
  },
};

async function runFile(file: string, line: CommandLine, terminal: Terminal): Promise<number> {
  const given = await readCall(line);
  const { processes, problems } = await parseInWorker(await readFile(file), file, { checkFeelModule });
  if (processes.length === 0) {
    for (const problem of problems) terminal.complain(problemLine(problem, terminal));
    return 1;
  }
  const outcome = runTrial({
    ...given,
    ...(await surroundings(dirname(file), processes)),
    models: processes,
  });
  if (!outcome.ok) {
    terminal.complain(`${outcome.code} ${problemText(outcome.code, outcome.values, terminal.locale)}`);
    return 2;
  }
  terminal.print(
    line.values.json === true ? JSON.stringify(printed(outcome), null, 2) : told(outcome, terminal),
  );
  return outcome.state === 'incident' ? 1 : 0;
}

async function readCall(line: CommandLine): Promise<Omit<TrialRequest, 'models' | 'ports'>> {
  const { process: processId, auto, until, now } = line.values;
  return {
    ...(typeof processId === 'string' && { processId }),
    variables: (await jsonOption(line, 'variables', '{}')) as Variables,
    answers: (await jsonOption(line, 'answers', '{}')) as Variables,
    messages: (await jsonOption(line, 'messages', '[]')) as unknown as NonNullable<TrialRequest['messages']>,
    auto: auto === true,
    timers: line.values['no-timers'] !== true,
    now: typeof now === 'string' ? instant(now, 'now') : Date.now(),
    ...(typeof until === 'string' && { until: instant(until, 'until') }),
  };
}

/** JSON on the command line, or `@file`. */
async function jsonOption(line: CommandLine, name: string, missing: string): Promise<Json> {
  const value = line.values[name];
  const text = typeof value === 'string' ? value : missing;
  const source = text.startsWith('@') ? await readFile(text.slice(1), 'utf8') : text;
  const isList = missing === '[]';
  const json = parse(source, name);
  if (Array.isArray(json) !== isList || typeof json !== 'object' || json === null)
    throw new Error(
      `Expected a JSON ${isList ? 'list' : 'object'} for --${name}, but got ${source.slice(0, 80)}`,
    );
  return json;
}

function parse(source: string, name: string): Json {
  try {
    return JSON.parse(source) as Json;
  } catch {
    throw new Error(`Expected JSON for --${name}, but got ${source.slice(0, 80)}`);
  }
}

function instant(text: string, name: string): number {
  const at = Date.parse(text);
  if (Number.isNaN(at)) throw new Error(`Expected an ISO 8601 instant for --${name}, but got ${text}`);
  return at;
}

/** Decisions, calendars and catalogs of the folder that the drawing lies in. */
async function surroundings(
  folder: string,
  models: ProcessModel[],
): Promise<Pick<TrialRequest, 'ports' | 'resolve'>> {
  const needed = models.some(({ elements }) => elements.length > 0);
  const files = needed ? (await readFolder(folder)).filter(({ name }) => !/\.bpmn$/.test(name)) : [];
  const decisions: DecisionModel[] = [];
  for (const { name, content } of files) {
    if (!name.endsWith('.dmn')) continue;
    decisions.push(
      ...(await parseDecisions(content.toString('utf8'), name, Object.keys(feelFunctions()))).decisions,
    );
  }
  const ports = createPorts({
    functions: feelFunctions(),
    decisions: compileDecisions(decisions),
    ...zonePorts('America/Bogota'),
  });
  return { ports, resolve: resolver(files) };
}

export function resolver(files: Resource[]): (lookup: Lookup, at: number) => Json | undefined {
  const numbers = new Map<string, number>();
  const next = (name: string) => {
    numbers.set(name, (numbers.get(name) ?? 0) + 1);
    return numbers.get(name) as number;
  };
  return (lookup, at) => {
    if (lookup.kind === 'calendar') {
      const file = files.find(({ name }) => name === `calendars/${lookup.id}.json`);
      return file && (JSON.parse(file.content.toString('utf8')) as Json);
    }
    if (lookup.kind === 'catalog') {
      const file = files.find(({ name }) => name === `catalogs/${lookup.id}.csv`);
      return file && parseCatalog(file.content.toString('utf8'));
    }
    if (lookup.kind === 'series') {
      const year = new Date(at - 5 * 3_600_000).getUTCFullYear();
      return `${lookup.id}-${year}-${String(next(`${lookup.id}:${year}`)).padStart(6, '0')}`;
    }
    if (lookup.kind === 'quota') return next(`${lookup.id}:${lookup.period}`) <= lookup.limit;
    return undefined;
  };
}

function printed(outcome: Extract<TrialOutcome, { ok: true }>) {
  const { state, variables, trace, waiting } = outcome;
  const incidents = outcome.incidents.map(({ element, code, values }) => ({
    element,
    code,
    message: problemText(code, values, 'en'),
  }));
  return { state, variables, trace, waiting, incidents };
}

function told(outcome: Extract<TrialOutcome, { ok: true }>, { locale }: Terminal): string {
  const lines = outcome.trace
    .filter(({ event }) => event !== 'taken')
    .map(({ at, event, type, element }) => `${at}  ${event.padEnd(10)} ${type} ${element}`);
  for (const { element, kind } of outcome.waiting) lines.push(`… ${kind} ${element}`);
  for (const { element, code, values } of outcome.incidents)
    lines.push(`! ${code} ${element}: ${problemText(code, values, locale)}`);
  return [...lines, outcome.state].join('\n');
}

function problemLine(problem: Problem, { locale }: Terminal): string {
  const element = [problem.elementId, problem.elementName && `"${problem.elementName}"`]
    .filter(Boolean)
    .join(' ');
  return `${problem.severity} ${problem.code} ${element}\n    ${renderProblem(problem, locale)}`;
}
