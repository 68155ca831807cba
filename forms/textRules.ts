// What text-like fields share: lengths, characters that cannot be stored, and the marks before and after an input.
import type { Json } from '../engine/core/json.ts';
import { numberIn, textIn } from './feel.ts';
import type { Attributes, FormContext, Node, Refusal } from './fields/field.ts';
import type { BaseComponent, Feel, Templated } from './schema.ts';

export interface Appearance {
  prefixAdorner?: Templated;
  suffixAdorner?: Templated;
}

export const adornerAttributes = {
  'appearance.prefixAdorner': 'textOrFeel',
  'appearance.suffixAdorner': 'textOrFeel',
} satisfies Attributes;

export function adorners(
  appearance: Appearance | undefined,
  node: Node<BaseComponent>,
  context: FormContext,
) {
  return {
    prefix: textIn(appearance?.prefixAdorner, node, context),
    suffix: textIn(appearance?.suffixAdorner, node, context),
  };
}

type WithLengths = BaseComponent & { validate?: { minLength?: number | Feel; maxLength?: number | Feel } };

/** Lengths as the page tells them to the browser. */
export function lengthViews(node: Node<WithLengths>, context: FormContext, limit: number) {
  const max = numberIn(node.component.validate?.maxLength, node, context);
  return {
    minLength: numberIn(node.component.validate?.minLength, node, context) ?? '',
    maxLength: Math.min(max ?? limit, limit),
  };
}

/** Lengths are those of the trimmed text. */
export function lengthRefusal(
  value: string,
  node: Node<WithLengths>,
  context: FormContext,
  limit: number,
): Refusal | undefined {
  const length = value.trim().length;
  const min = numberIn(node.component.validate?.minLength, node, context);
  if (min !== undefined && length < min) return { code: 'FIELD_MIN_LENGTH', values: { min, length } };
  const max = Math.min(numberIn(node.component.validate?.maxLength, node, context) ?? limit, limit);
  return length > max ? { code: 'FIELD_MAX_LENGTH', values: { max, length } } : undefined;
}

/** NUL and lone surrogates cannot be stored by every database, so they are refused here. */
export function textRefusal(value: Json): Refusal | undefined {
  if (typeof value !== 'string') return { code: 'FIELD_TYPE', values: { expected: 'EXPECTED_TEXT' } };
  return hasBadCharacters(value) ? { code: 'FIELD_CHARACTERS', values: {} } : undefined;
}

export function hasBadCharacters(text: string): boolean {
  return text.includes('\0') || /\p{Surrogate}/u.test(text);
}
