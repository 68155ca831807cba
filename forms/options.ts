// The options of choice fields: written in the form, found in the data, or computed.
import type { Json } from '../engine/core/json.ts';
import { jsonIn, textIn, words } from './feel.ts';
import type { Attributes, FormContext, Node, Refusal, Report } from './fields/field.ts';
import { getIn, isObject, keySegments } from './paths.ts';
import type { BaseComponent, Feel } from './schema.ts';

export interface Option {
  label: string;
  value: Json;
  /** What the page posts for it. */
  posted: string;
}

/** Where a choice field's options come from; the first that is present counts. */
export interface OptionSource {
  values?: { label?: string; value: Json }[];
  valuesKey?: string;
  valuesExpression?: Feel;
}

export const optionAttributes = {
  values: 'list',
  valuesKey: 'text',
  valuesExpression: 'feel',
} satisfies Attributes;

/** More options than these would make a page that nobody can use. */
const MAX_OPTIONS = 2_000;

export function checkOptions(component: OptionSource, report: Report): void {
  const { values, valuesKey, valuesExpression } = component;
  if (values === undefined && valuesKey === undefined && valuesExpression === undefined) {
    report('FORM_OPTIONS_MISSING', {}, 'warning');
  }
  if (!Array.isArray(values)) return;
  const seen = new Set<string>();
  for (const option of values) {
    if (!isObject(option) || option.value === undefined) {
      report('FORM_OPTION_INVALID', {});
      continue;
    }
    const posted = postedOf(option.value);
    if (seen.has(posted)) report('FORM_OPTION_DUPLICATE', { value: posted }, 'warning');
    seen.add(posted);
  }
}

export function optionsOf(node: Node<BaseComponent & OptionSource>, context: FormContext): Option[] {
  const { values, valuesKey, valuesExpression } = node.component;
  let source: Json | undefined;
  if (valuesExpression) source = jsonIn(asFeel(valuesExpression), node, context);
  else if (valuesKey) source = getIn(node.scope, keySegments(valuesKey));
  else source = values as Json | undefined;
  if (!Array.isArray(source)) return [];
  const byPosted = new Map<string, Option>();
  for (const item of source.slice(0, MAX_OPTIONS)) {
    const option = optionOf(item, node, context);
    if (option && !byPosted.has(option.posted)) byPosted.set(option.posted, option);
  }
  return [...byPosted.values()];
}

function optionOf(item: Json, node: Node<BaseComponent>, context: FormContext): Option | undefined {
  if (!isObject(item)) {
    return item === null ? undefined : { label: words(item), value: item, posted: postedOf(item) };
  }
  const value = item.value;
  if (value === undefined || value === null) return undefined;
  const label = typeof item.label === 'string' ? textIn(item.label, node, context) : words(value);
  return { label, value, posted: postedOf(value) };
}

function asFeel(expression: string): string {
  return expression.trimStart().startsWith('=') ? expression : `=${expression}`;
}

function postedOf(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

export function sameJson(a: Json, b: Json): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

export function isSelected(option: Option, value: Json): boolean {
  return Array.isArray(value) && !Array.isArray(option.value)
    ? value.some((one) => sameJson(one, option.value))
    : sameJson(option.value, value);
}

/** Rows for a template: what is shown, what is posted, which is chosen. */
export function choiceViews(node: Node<BaseComponent & OptionSource>, value: Json, context: FormContext) {
  return optionsOf(node, context).map((option, index) => ({
    id: index === 0 ? node.id : `${node.id}-${index + 1}`,
    label: option.label,
    value: option.posted,
    chosen: isSelected(option, value),
  }));
}

/** Posted strings as option values; a string that is no option stays as it came, to be refused by validation. */
export function chosen(
  raw: string[],
  node: Node<BaseComponent & OptionSource>,
  context: FormContext,
): Json[] {
  if (raw.length === 0) return [];
  const options = new Map(optionsOf(node, context).map((option) => [option.posted, option.value]));
  const values: Json[] = [];
  for (const posted of new Set(raw)) {
    if (posted !== '') values.push(options.get(posted) ?? posted);
  }
  return values;
}

/** Refuses a value, or a member of a list of values, that is not among the options. */
export function outsideOptions(
  value: Json,
  node: Node<BaseComponent & OptionSource>,
  context: FormContext,
): Refusal | undefined {
  const options = optionsOf(node, context);
  const isOption = (one: Json) => options.some((option) => sameJson(option.value, one));
  if (!Array.isArray(value)) return isOption(value) ? undefined : { code: 'FIELD_OPTION', values: {} };
  const repeated = new Set(value.map((one) => JSON.stringify(one))).size !== value.length;
  return repeated || !value.every(isOption) ? { code: 'FIELD_OPTIONS', values: {} } : undefined;
}

/** The labels of what was chosen; a value that is no longer an option is shown as it is. */
export function choiceText(
  value: Json,
  node: Node<BaseComponent & OptionSource>,
  context: FormContext,
): string {
  const options = optionsOf(node, context);
  const values = Array.isArray(value) ? value : [value];
  return values
    .map((one) => options.find((option) => sameJson(option.value, one))?.label ?? words(one))
    .join(', ');
}
