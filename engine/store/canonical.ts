// Canonical JSON: one value, one text. What a hash covers must read the same in every database and on every node.
import type { Json } from '../core/json.ts';
import { remembered, textOfNumber } from './jsonText.ts';
import { storeError } from './storeError.ts';

/** Deeper values are refused at the edge (64); the journal adds its own levels around them. */
const maxDepth = 96;
const forbiddenKeys = new Set(['__proto__', 'constructor', 'prototype']);
const plainText = /^[\x20-\x21\x23-\x5b\x5d-\x7e]*$/;
const loneSurrogate = /\p{Surrogate}/u;

/** The text of a value with sorted keys. Throws `NOT_CANONICAL` for what JSON cannot hold the same everywhere. */
export function canonicalJson(value: Json): string {
  return write(value, 0);
}

function write(value: unknown, depth: number): string {
  switch (typeof value) {
    case 'string':
      return writeText(value);
    case 'number':
      if (Object.is(value, -0)) return refuse('number', '-0');
      if (!Number.isFinite(value)) return refuse('number', String(value));
      return textOfNumber(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      if (value === null) return 'null';
      if (depth >= maxDepth) return refuse('depth', String(maxDepth));
      return Array.isArray(value)
        ? writeList(value, depth)
        : writeRecord(value as Record<string, unknown>, depth);
    default:
      return refuse('type', typeof value);
  }
}

const writeText = remembered((text) => {
  if (plainText.test(text)) return `"${text}"`;
  if (text.includes('\0') || loneSurrogate.test(text)) return refuse('text', 'NUL or lone surrogate');
  return JSON.stringify(text);
});

function writeList(list: unknown[], depth: number): string {
  let out = '[';
  for (let index = 0; index < list.length; index++) {
    if (index > 0) out += ',';
    out += write(list[index], depth + 1);
  }
  return `${out}]`;
}

function writeRecord(record: Record<string, unknown>, depth: number): string {
  const prototype = Object.getPrototypeOf(record);
  if (prototype !== Object.prototype && prototype !== null) return refuse('type', 'class instance');
  const names = Object.keys(record);
  if (names.length === 0) return '{}';
  const { keys, texts } = orderOf(names);
  let out = '';
  for (let index = 0; index < keys.length; index++) {
    out += (texts[index] as string) + write(record[keys[index] as string], depth + 1);
  }
  return `${out}}`;
}

/** The keys of records with the same keys in the same order: sorted, and the text before the value of each. */
interface Order {
  readonly keys: readonly string[];
  readonly texts: readonly string[];
}

interface Step {
  readonly next: Map<string, Step>;
  order: Order | undefined;
}

/** Records come with the same keys again and again. What people name is not, so that it is bounded. */
let first: Step = { next: new Map(), order: undefined };
let steps = 0;
const MOST_STEPS = 5_000;

function orderOf(names: string[]): Order {
  let step = first;
  for (const name of names) {
    let next = step.next.get(name);
    if (!next) {
      next = { next: new Map(), order: undefined };
      step.next.set(name, next);
      steps += 1;
    }
    step = next;
  }
  const order = step.order ?? sorted(names);
  step.order = order;
  if (steps > MOST_STEPS) {
    first = { next: new Map(), order: undefined };
    steps = 0;
  }
  return order;
}

function sorted(names: string[]): Order {
  const keys = [...names].sort();
  for (const key of keys) if (forbiddenKeys.has(key)) return refuse('key', key);
  return { keys, texts: keys.map((key, index) => `${index === 0 ? '{' : ','}${writeText(key)}:`) };
}

function refuse(what: 'number' | 'depth' | 'type' | 'text' | 'key', found: string): never {
  throw storeError(
    'NOT_CANONICAL',
    { what, found },
    `Expected a value that JSON holds the same everywhere but found ${what} ${found}. Refuse it before it gets here.`,
  );
}
