// Answers that a form would take, for who wants to see where a run leads without typing: what is required, by its type.
import type { Json, Variables } from '../../../engine/core/index.ts';
import { isBlank } from '../../../forms/blank.ts';
import { contextOf } from '../../../forms/context.ts';
import type { FormContext, Node } from '../../../forms/fields/field.ts';
import { fieldOf } from '../../../forms/fields/index.ts';
import { optionsOf } from '../../../forms/options.ts';
import { copyOf, getIn, setIn } from '../../../forms/paths.ts';
import { everyNode } from '../../../forms/resolve.ts';
import { settle, withDefaults } from '../../../forms/settle.ts';
import { aroundForm, type Judging, judgeAnswers } from './draftForms.ts';

/** An answer may make more be asked; chains longer than this are left as they are. */
const MOST_ROUNDS = 6;
/** Options of one field that are tried one after another. */
const MOST_OPTIONS = 6;
const DAY = 86_400_000;

export function exampleAnswers(judging: Judging): Variables {
  return filled(judging, judging.form.data);
}

/** The example, then others that each choose another way at one field. */
export function differentAnswers(judging: Judging, first: Variables = exampleAnswers(judging)): Variables[] {
  const { context, settled } = settledWith(judging, { ...judging.form.data, ...first });
  const others = settled.nodes.flatMap((node) => {
    if (node.hidden || node.locked || node.segments.length === 0) return [];
    const now = JSON.stringify(getIn(settled.data, node.segments) ?? null);
    return waysOf(node, context)
      .filter((value) => JSON.stringify(value) !== now)
      .map((value) => {
        const data = copyOf(settled.data);
        setIn(data, node.segments, value);
        return filled(judging, data);
      });
  });
  return [first, ...others];
}

function settledWith(judging: Judging, data: Variables) {
  const { schema, ...around } = aroundForm(judging);
  const context = contextOf(around);
  const candidate = withDefaults(schema, data, context);
  const settled = settle(schema, candidate, candidate, context);
  return { context, settled: { data: settled.data, nodes: [...everyNode(settled.nodes)] } };
}

function filled(judging: Judging, from: Variables): Variables {
  let data = from;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const { context, settled } = settledWith(judging, data);
    data = copyOf(settled.data);
    const open = settled.nodes.filter((node) => isOpen(node, settled.data));
    if (open.length === 0) break;
    for (const node of open) setIn(data, node.segments, exampleOf(node, context));
  }
  const judged = judgeAnswers(judging, data);
  return 'variables' in judged ? judged.variables : data;
}

function isOpen(node: Node, data: Variables): boolean {
  const field = fieldOf(node.component);
  if (field.holds !== 'value' || node.hidden || node.locked || !node.required || field.computed) return false;
  const value = getIn(data, node.segments) ?? null;
  return isBlank(field, value) || (node.component.type === 'checkbox' && value !== true);
}

function exampleOf(node: Node, context: FormContext): Json {
  const { component } = node;
  switch (component.type) {
    case 'checkbox':
      return true;
    case 'radio':
    case 'select':
      return optionsOf(node as Node<typeof component>, context)[0]?.value ?? null;
    case 'checklist':
    case 'taglist':
      return optionsOf(node as Node<typeof component>, context)
        .slice(0, 1)
        .map(({ value }) => value);
    case 'number': {
      const { min } = component.validate ?? {};
      return typeof min === 'number' ? min : 1;
    }
    case 'datetime':
      return momentOf(component.subtype ?? 'datetime', context.now);
    case 'filepicker':
      return [{ 'camunda.document.type': 'camunda', storeId: 'trial', documentId: 'trial-example' }];
    case 'textfield':
      return textOf(component.validate?.validationType, context.locale);
    default:
      return context.locale === 'es' ? 'Texto de ejemplo' : 'Example text';
  }
}

function textOf(kind: string | undefined, locale: 'es' | 'en'): string {
  if (kind === 'email') return 'persona@example.com';
  if (kind === 'phone') return '3001234567';
  return locale === 'es' ? 'Ejemplo' : 'Example';
}

/** Tomorrow, so that a date that may not lie in the past is one. */
function momentOf(subtype: 'date' | 'time' | 'datetime', now: number): string {
  const iso = new Date(now + DAY).toISOString();
  if (subtype === 'date') return iso.slice(0, 10);
  return subtype === 'time' ? '09:00' : `${iso.slice(0, 16)}:00Z`;
}

/** Values among which a way is chosen. */
function waysOf(node: Node, context: FormContext): Json[] {
  const { component } = node;
  switch (component.type) {
    case 'checkbox':
      return [true, false];
    case 'radio':
    case 'select':
      return optionsOf(node as Node<typeof component>, context)
        .slice(0, MOST_OPTIONS)
        .map(({ value }) => value);
    case 'checklist':
    case 'taglist':
      return optionsOf(node as Node<typeof component>, context)
        .slice(0, MOST_OPTIONS)
        .map(({ value }) => [value]);
    default:
      return [];
  }
}
