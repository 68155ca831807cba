// Reads properties that may be FEEL or hold `{{ }}` placeholders, in the scope of one component.
import type { Json, Variables } from '../engine/core/json.ts';
import type { Evaluate, FormContext, Node } from './fields/field.ts';
import { fillTemplate } from './template.ts';

/** A text is FEEL when it starts with `=`. */
export function isFeel(value: unknown): value is `=${string}` {
  return typeof value === 'string' && value.trimStart().startsWith('=');
}

/** The expression without its leading `=`. */
export function feelOf(value: string): string {
  const text = value.trim();
  return text.startsWith('=') ? text.slice(1).trim() : text;
}

export function evaluateFeel(value: string, scope: Variables, evaluate: Evaluate): Json {
  const expression = feelOf(value);
  return expression === '' ? null : evaluate(expression, scope);
}

/** Whether a flag holds: itself, or FEEL that gives exactly true. */
export function flag(value: unknown, scope: Variables, evaluate: Evaluate): boolean {
  if (typeof value === 'boolean') return value;
  return typeof value === 'string' && evaluateFeel(value, scope, evaluate) === true;
}

/** A number, or FEEL that gives one; undefined otherwise. */
export function numberIn(
  value: unknown,
  node: Pick<Node, 'scope'>,
  context: FormContext,
): number | undefined {
  const plain = isFeel(value) ? evaluateFeel(value, node.scope, context.evaluate) : value;
  if (typeof plain === 'number' && Number.isFinite(plain)) return plain;
  if (typeof plain === 'string' && plain.trim() !== '' && Number.isFinite(Number(plain)))
    return Number(plain);
  return undefined;
}

/** The value of a property that is FEEL as a whole; undefined when it is not FEEL. */
export function jsonIn(value: unknown, node: Pick<Node, 'scope'>, context: FormContext): Json | undefined {
  return isFeel(value) ? evaluateFeel(value, node.scope, context.evaluate) : undefined;
}

/** A text for people. `encode` is applied to whatever comes from data, so that data is never read as markup. */
export function textIn(
  value: unknown,
  node: Pick<Node, 'scope'>,
  context: FormContext,
  encode: (text: string) => string = (text) => text,
): string {
  if (typeof value !== 'string') return '';
  if (isFeel(value)) return encode(words(evaluateFeel(value, node.scope, context.evaluate)));
  return fillTemplate(value, node.scope, context.evaluate, encode);
}

/** A value as a reader sees it when nothing better is known. */
export function words(value: Json | undefined): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string'
    ? value
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value);
}
