// Judges settled answers by the form's rules, and picks the variables that leave the form.
import type { Json, Variables } from '../engine/core/json.ts';
import { isBlank } from './blank.ts';
import { evaluateFeel, textIn } from './feel.ts';
import type { FormContext, Node, Refusal } from './fields/field.ts';
import { fieldOf } from './fields/index.ts';
import { say } from './messages/messages.ts';
import { copyOf, getIn } from './paths.ts';
import { everyNode } from './resolve.ts';
import type { Settled } from './settle.ts';

/** One refused answer: its code and values, and the sentence for the person. */
export interface FieldError {
  code: string;
  values: { [name: string]: Json };
  message: string;
}

/** By field path; a refused name that is no field stands under itself. */
export type FieldErrors = { [path: string]: FieldError };

/** An empty set of errors, without a prototype, because a path may be any text that was posted. */
export function noErrors(): FieldErrors {
  return Object.create(null) as FieldErrors;
}

export function errorOf(refusal: Refusal, context: FormContext, node?: Node): FieldError {
  const own = refusal.text && node ? textIn(refusal.text, node, context) : '';
  return {
    code: refusal.code,
    values: refusal.values,
    message: own || say(context.locale, refusal.code, refusal.values),
  };
}

/** The path under which a component's error stands; a group that stores nothing goes by its id. */
export function errorKey(node: Node): string {
  return node.name || (node.component.type === 'group' ? (node.component.id ?? '') : '');
}

/** `refusals` are values that could not even be read; `revealed` are fields that the person has not seen yet. */
export function validate(
  settled: Settled,
  refusals: ReadonlyMap<string, Refusal>,
  revealed: ReadonlySet<string>,
  context: FormContext,
): FieldErrors {
  const errors = noErrors();
  for (const node of everyNode(settled.nodes)) {
    const key = errorKey(node);
    if (node.hidden || node.locked || key === '') continue;
    const refusal =
      refusals.get(node.name) ??
      valueRefusal(node, settled.data, context) ??
      ruleRefusal(node, context) ??
      (revealed.has(node.name) ? { code: 'FIELD_REVEALED' as const, values: {} } : undefined);
    if (refusal) errors[key] = errorOf(refusal, context, node);
  }
  return errors;
}

function valueRefusal(node: Node, data: Variables, context: FormContext): Refusal | undefined {
  const field = fieldOf(node.component);
  const value = getIn(data, node.segments);
  if (field.holds === 'list' && value !== undefined && value !== null && !Array.isArray(value)) {
    return { code: 'FIELD_TYPE', values: { expected: 'EXPECTED_LIST' } };
  }
  if (field.holds !== 'value' || field.computed) return undefined;
  if (value === undefined || isBlank(field, value)) {
    return node.required ? { code: field.missing ?? 'FIELD_REQUIRED', values: {} } : undefined;
  }
  return field.validate(value, node, context);
}

/** The form's own rule between fields: anything but true refuses. */
function ruleRefusal(node: Node, context: FormContext): Refusal | undefined {
  const rule = node.component.properties?.validate;
  if (!rule || evaluateFeel(rule, node.scope, context.evaluate) === true) return undefined;
  const text = node.component.properties?.validateMessage;
  return text ? { code: 'FIELD_RULE', values: {}, text } : { code: 'FIELD_RULE', values: {} };
}

/** Whole top-level variables that the form may change: those of visible editable fields, and computed ones. */
export function variablesOf(settled: Settled): Variables {
  const variables: Variables = {};
  for (const node of everyNode(settled.nodes)) {
    const field = fieldOf(node.component);
    const writes = field.holds === 'list' || field.holds === 'value';
    const [name] = node.segments;
    if (!writes || node.hidden || typeof name !== 'string' || Object.hasOwn(variables, name)) continue;
    if (node.locked && !isComputed(node) && !isNew(node)) continue;
    const value = settled.data[name];
    if (value !== undefined) variables[name] = copyOf(value);
  }
  return variables;
}

function isComputed(node: Node): boolean {
  const field = fieldOf(node.component);
  return field.holds === 'value' && field.computed !== undefined;
}

/** A locked field with a default value gives it, as the person saw it. */
function isNew(node: Node): boolean {
  return node.component.defaultValue !== undefined && node.segments.length === 1;
}
