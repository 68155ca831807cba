// Fills the `{{ }}` placeholders of form texts: expressions, `{{#if}}` and `{{#loop}}`, as form-js writes them.
import type { Json, Variables } from '../engine/core/json.ts';
import type { Evaluate } from './fields/field.ts';
import { isObject } from './paths.ts';

/** A hostile text must not grow without end. */
const MAX_OUTPUT = 200_000;
const MAX_DEPTH = 8;
const MAX_ITEMS = 1_000;

const TAG = /\{\{\s*(#if|#loop|\/if|\/loop)?\s*((?:[^{}"]|"(?:[^"\\]|\\.)*"|\{(?!\{)|\}(?!\}))*?)\s*\}\}/g;

type Part =
  | { kind: 'text'; text: string }
  | { kind: 'value'; expression: string }
  | { kind: 'if' | 'loop'; expression: string; body: Part[] };

/** The expressions of a text, for the deploy check; undefined when its blocks do not close. */
export function templateExpressions(text: string): string[] | undefined {
  const parts = parse(text);
  return parts && collect(parts);
}

function collect(parts: Part[]): string[] {
  return parts.flatMap((part) => {
    if (part.kind === 'text') return [];
    return part.kind === 'value' ? [part.expression] : [part.expression, ...collect(part.body)];
  });
}

function parse(text: string): Part[] | undefined {
  const root: Part[] = [];
  const open: { kind: 'if' | 'loop'; body: Part[] }[] = [];
  let at = root;
  let from = 0;
  for (const match of text.matchAll(TAG)) {
    const [whole, tag, expression = ''] = match;
    if (match.index > from) at.push({ kind: 'text', text: text.slice(from, match.index) });
    from = match.index + whole.length;
    if (tag === '#if' || tag === '#loop') {
      const part = { kind: tag === '#if' ? ('if' as const) : ('loop' as const), expression, body: [] };
      if (open.length >= MAX_DEPTH) return undefined;
      at.push(part);
      open.push(part);
      at = part.body;
    } else if (tag) {
      const closed = open.pop();
      if (closed?.kind !== tag.slice(1)) return undefined;
      at = open.at(-1)?.body ?? root;
    } else if (expression !== '') at.push({ kind: 'value', expression });
  }
  if (from < text.length) at.push({ kind: 'text', text: text.slice(from) });
  return open.length === 0 ? root : undefined;
}

/** Fills a text. One whose blocks do not close is shown as written: the author must see it. */
export function fillTemplate(
  text: string,
  data: Variables,
  evaluate: Evaluate,
  encode: (text: string) => string,
): string {
  if (!text.includes('{{')) return text;
  const parts = parse(text);
  return parts ? fill(parts, data, evaluate, encode).slice(0, MAX_OUTPUT) : text;
}

function fill(parts: Part[], data: Variables, evaluate: Evaluate, encode: (text: string) => string): string {
  let out = '';
  for (const part of parts) {
    if (out.length > MAX_OUTPUT) break;
    if (part.kind === 'text') out += part.text;
    else if (part.kind === 'value') out += encode(shown(evaluate(part.expression, data)));
    else if (part.kind === 'if') {
      if (evaluate(part.expression, data) === true) out += fill(part.body, data, evaluate, encode);
    } else {
      const items = evaluate(part.expression, data);
      for (const item of Array.isArray(items) ? items.slice(0, MAX_ITEMS) : []) {
        const scope = { ...data, ...(isObject(item) ? item : {}), this: item, parent: data };
        out += fill(part.body, scope, evaluate, encode);
        if (out.length > MAX_OUTPUT) break;
      }
    }
  }
  return out;
}

function shown(value: Json): string {
  if (value === null) return '';
  return typeof value === 'string'
    ? value
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value);
}
