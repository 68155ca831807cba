// Data to look at a form with: an example for each field that a person answers, and a few rows for each list.
import type { Json, Variables } from '../../../engine/core/json.ts';
import { contextOf } from '../../../forms/context.ts';
import type { Evaluate, FormContext, Node } from '../../../forms/fields/field.ts';
import { fieldOf } from '../../../forms/fields/index.ts';
import { optionsOf } from '../../../forms/options.ts';
import { setIn } from '../../../forms/paths.ts';
import { everyNode, resolve } from '../../../forms/resolve.ts';
import type { FormSchema } from '../../../forms/schema.ts';

const DAY = 86_400_000;
const ROWS = 2;

export function exampleOf(
  schema: FormSchema,
  around: { locale: 'es' | 'en'; evaluate: Evaluate },
): Variables {
  const context = contextOf(around);
  const data: Variables = {};
  // Lists first: their rows hold fields of their own.
  for (const node of everyNode(resolve(schema, data, context)))
    if (fieldOf(node.component).holds === 'list')
      setIn(
        data,
        node.segments,
        Array.from({ length: ROWS }, () => ({})),
      );
  for (const node of everyNode(resolve(schema, data, context))) {
    const field = fieldOf(node.component);
    if (field.holds !== 'value' || field.computed || node.segments.length === 0) continue;
    const value = answerOf(node, context);
    if (value !== undefined) setIn(data, node.segments, value);
  }
  return data;
}

function answerOf(node: Node, context: FormContext): Json | undefined {
  const { component } = node;
  switch (component.type) {
    case 'checkbox':
      return true;
    case 'radio':
    case 'select':
      return optionsOf(node as Node<typeof component>, context)[0]?.value;
    case 'checklist':
    case 'taglist':
      return optionsOf(node as Node<typeof component>, context)
        .slice(0, ROWS)
        .map(({ value }) => value);
    case 'number': {
      const { min } = component.validate ?? {};
      return typeof min === 'number' ? Math.max(min, 1) : 1;
    }
    case 'datetime':
      return momentOf(component.subtype ?? 'datetime', context.now);
    case 'textfield':
      return wordsOf(component.validate?.validationType, context);
    case 'textarea':
      return wordsOf('long', context);
    default:
      return undefined;
  }
}

function wordsOf(kind: string | undefined, { locale }: FormContext): string {
  if (kind === 'email') return 'persona@example.com';
  if (kind === 'phone') return '3001234567';
  if (kind === 'long')
    return locale === 'es' ? 'Un texto de ejemplo, algo más largo.' : 'An example text, somewhat longer.';
  return locale === 'es' ? 'Ejemplo' : 'Example';
}

/** Tomorrow, so that a date that may not lie in the past is one. */
function momentOf(subtype: string, now: number): string {
  const iso = new Date(now + DAY).toISOString();
  if (subtype === 'date') return iso.slice(0, 10);
  return subtype === 'time' ? '09:00' : `${iso.slice(0, 16)}:00Z`;
}
