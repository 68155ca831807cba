// The product's log: one line for each entry, as text or as JSON for a collector, without anybody's data.
import { inspect } from 'node:util';
import { logLine } from '../logLine.ts';
import { redact } from './redact.ts';

export type LogFormat = 'text' | 'json';

export interface RequestFacts {
  kind: string;
  method: string;
  /** As it was declared, for an address holds numbers of cases and codes. */
  route: string;
  status: number;
  seconds: number;
}

export interface Log {
  /** What went wrong while nobody waited for it. */
  problem(entry: unknown): void;
  /** A request that we could not answer; whoever asked was told the reference alone. */
  failure(reference: string, error: unknown, place?: string): void;
  /** Nothing in text: a line for each request is for collectors. */
  request(facts: RequestFacts): void;
  event(name: string, facts?: { [name: string]: string | number | boolean }): void;
}

export interface LogOptions {
  format: LogFormat;
  now(): number;
  /** Default: standard error. */
  write?: ((line: string) => void) | undefined;
  /** Of this node, where there are several. */
  node?: string | undefined;
}

type Fields = { [name: string]: unknown };

const MOST_FRAMES = 12;

export function createLog(options: LogOptions): Log {
  const { format, now, node, write = (line) => void process.stderr.write(`${line}\n`) } = options;

  function json(level: string, event: string, fields: Fields): void {
    const time = new Date(now()).toISOString();
    write(JSON.stringify({ time, level, event, ...(node && { node }), ...fields }));
  }

  return {
    problem(entry) {
      if (format === 'json') json('error', nameOf(entry), factsOf(entry));
      else if (entry instanceof Error) write(textOf(entry));
      else write(redact(String(logLine(entry))));
    },
    failure(reference, error, place = '') {
      if (format === 'json') json('error', 'requestFailed', { reference, place, ...factsOf(error) });
      else write(['error', reference, place, textOf(error)].filter((part) => part !== '').join(' '));
    },
    request({ seconds, ...facts }) {
      if (format !== 'json') return;
      json('info', 'request', { ...facts, ms: Math.round(seconds * 10_000) / 10 });
    },
    event(name, facts = {}) {
      if (format === 'json') json('info', name, facts);
    },
  };
}

function nameOf(entry: unknown): string {
  const { code } = (entry ?? {}) as { code?: unknown };
  if (typeof code === 'string' && /^[A-Z][A-Z0-9_]{2,63}$/.test(code)) return code;
  return entry instanceof Error ? entry.name : 'problem';
}

/** Of an error, where it happened; its message without what may be somebody's. */
function factsOf(entry: unknown): Fields {
  if (entry instanceof Error) {
    const { code } = entry as { code?: unknown };
    return {
      error: entry.name,
      ...(typeof code === 'string' && { code: redact(code) }),
      ...(messageOf(entry) !== '' && { message: messageOf(entry) }),
      stack: framesOf(entry),
    };
  }
  return { message: redact(String(logLine(entry))) };
}

function textOf(error: unknown): string {
  if (!(error instanceof Error))
    return redact(typeof error === 'string' ? error : inspect(error, { depth: 0 }));
  const { code } = error as { code?: unknown };
  const name = typeof code === 'string' ? `${error.name} ${redact(code)}` : error.name;
  const message = messageOf(error);
  return [
    message === '' ? name : `${name}: ${message}`,
    ...framesOf(error).map((frame) => `    ${frame}`),
  ].join('\n');
}

/** Errors whose messages the language or the database words, and ours; in others somebody's text may stand as it is. */
const WORDED = /^(TypeError|RangeError|ReferenceError)$/;

/** Of a statement that failed, only why: knex writes the values before it. */
function messageOf(error: Error): string {
  const { code } = error as { code?: unknown };
  const message = error.message.split(' - ').at(-1) ?? '';
  const isWorded =
    WORDED.test(error.name) || String(code).startsWith('SQLITE_') || error.message.startsWith('Expected ');
  return isWorded ? redact(message) : '';
}

function framesOf(error: Error): string[] {
  const lines = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return lines.slice(0, MOST_FRAMES).map((line) => line.trim());
}
