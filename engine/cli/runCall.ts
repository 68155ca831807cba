// Reads what `cauce run` was asked: the process, what it begins with, what answers it, and its clock.
import { readFile } from 'node:fs/promises';
import type { Json, Variables } from '../core/index.ts';
import type { TrialRequest } from '../simulation/trial.ts';
import { type CommandLine, callError, text } from './command.ts';

export type RunCall = Omit<TrialRequest, 'models' | 'ports'>;

type Shape = 'object' | 'list';

/** Throws a call error for JSON or a date that cannot be read. */
export async function readRunCall(line: CommandLine): Promise<RunCall> {
  const processId = text(line, 'process');
  const startElement = text(line, 'start');
  const until = text(line, 'until');
  const now = text(line, 'now');
  return {
    ...(processId !== undefined && { processId }),
    ...(startElement !== undefined && { startElement }),
    variables: (await jsonOption(line, 'variables', 'object')) as Variables,
    answers: (await jsonOption(line, 'answers', 'object')) as Variables,
    messages: messagesOf(await jsonOption(line, 'messages', 'list')),
    choose: (await jsonOption(line, 'choose', 'object')) as Variables,
    assume: (await jsonOption(line, 'assume', 'object')) as Variables,
    order: ((await jsonOption(line, 'order', 'list')) as Json[]).map(String),
    auto: line.values.auto === true,
    timers: line.values['no-timers'] !== true,
    now: now === undefined ? Date.now() : instant(now, 'now'),
    ...(until !== undefined && { until: instant(until, 'until') }),
  };
}

/** JSON on the command line, or `@file`. */
async function jsonOption(line: CommandLine, option: string, shape: Shape): Promise<Json> {
  const given = text(line, option);
  if (given === undefined) return shape === 'list' ? [] : {};
  const source = given.startsWith('@') ? await readFile(given.slice(1), 'utf8') : given;
  const expected = shape === 'list' ? 'JSON [...]' : 'JSON {...}';
  const refused = callError('OPTION_NOT_JSON', { option, expected, found: source.slice(0, 80) });
  let json: Json;
  try {
    json = JSON.parse(source) as Json;
  } catch {
    throw refused;
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json) !== (shape === 'list')) throw refused;
  return json;
}

function messagesOf(list: Json): NonNullable<TrialRequest['messages']> {
  return (list as Json[]).map((message) => {
    const { name, signal, correlationKey, variables = {} } = (message ?? {}) as { [name: string]: Json };
    const isKey = typeof correlationKey === 'string' || typeof correlationKey === 'number';
    const isBag = typeof variables === 'object' && variables !== null && !Array.isArray(variables);
    if (typeof name === 'string' && (isKey || correlationKey === undefined) && isBag)
      return { name, correlationKey: String(correlationKey ?? ''), variables };
    if (typeof signal === 'string' && isBag) return { signal, variables };
    const expected = '{"name", "correlationKey", "variables"} or {"signal", "variables"}';
    const found = JSON.stringify(message).slice(0, 80);
    throw callError('OPTION_NOT_JSON', { option: 'messages', expected, found });
  });
}

function instant(given: string, option: string): number {
  // A date alone, or a time without its offset, would be read in the machine's zone or in UTC: it has to be said.
  const at = /^\d{4}-\d\d-\d\dT\d\d:\d\d.*(Z|[+-]\d\d:\d\d)$/.test(given) ? Date.parse(given) : Number.NaN;
  if (Number.isNaN(at)) throw callError('OPTION_NOT_AN_INSTANT', { option, found: given.slice(0, 80) });
  return at;
}
