// What the journal cannot hold is refused where it comes in, to whoever sent it, before it can harm a shared commit.
import type { Json } from '../core/index.ts';
import type { Rejection } from './engine.ts';

/** As the edge has it; the journal itself allows some levels more around a value. */
const MOST_DEPTH = 64;
const PLAIN = /^[\x20-\x7e]*$/;
const LONE_SURROGATE = /\p{Surrogate}/u;
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);

/** Undefined when the value can be stored as it is. */
export function notStorable(value: unknown): Rejection | undefined {
  const found = problemIn(value, 0);
  if (!found) return undefined;
  const [reason, ...path] = found;
  if (reason === 'KEY') return { code: 'VARIABLE_NAME_FORBIDDEN', values: { name: path[0] as string } };
  return { code: 'VALUE_NOT_STORABLE', values: { path: path.reverse().join('.'), reason: reason as string } };
}

/** The same rejection for what only the commit found, such as a text that an expression made. */
export function storeRefusal(error: unknown): Rejection | undefined {
  const { code, values = {} } = error as { code?: unknown; values?: { what?: Json; found?: Json } };
  if (code !== 'NOT_CANONICAL') return undefined;
  return { code: 'VALUE_NOT_STORABLE', values: { path: values.what ?? '', reason: values.found ?? '' } };
}

/** JSON has no negative zero: it is stored as zero. Copies only where there is one. */
export function withoutNegativeZero<T>(value: T): T {
  return holdsNegativeZero(value) ? (JSON.parse(JSON.stringify(value)) as T) : value;
}

/** The reason, then the names on the way to it, innermost first. */
function problemIn(value: unknown, depth: number): string[] | undefined {
  switch (typeof value) {
    case 'string':
      return textProblem(value);
    case 'number':
      return Number.isFinite(value) ? undefined : ['NUMBER'];
    case 'boolean':
    case 'undefined':
      return undefined;
    case 'object':
      return value === null ? undefined : problemInside(value, depth);
    default:
      return ['TYPE'];
  }
}

function problemInside(value: object, depth: number): string[] | undefined {
  if (depth >= MOST_DEPTH) return ['DEPTH'];
  if (!Array.isArray(value)) {
    const prototype = Object.getPrototypeOf(value);
    if (prototype !== Object.prototype && prototype !== null) return ['TYPE'];
  }
  for (const [name, inner] of Object.entries(value)) {
    const wrongName = FORBIDDEN.has(name) ? ['KEY'] : textProblem(name);
    const found = wrongName ?? (inner === undefined ? ['TYPE'] : problemIn(inner, depth + 1));
    if (found) return [...found, name];
  }
  return undefined;
}

function textProblem(text: string): string[] | undefined {
  if (PLAIN.test(text)) return undefined;
  if (text.includes('\0')) return ['NUL'];
  return LONE_SURROGATE.test(text) ? ['LONE_SURROGATE'] : undefined;
}

function holdsNegativeZero(value: unknown): boolean {
  if (typeof value === 'number') return Object.is(value, -0);
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsNegativeZero);
}
