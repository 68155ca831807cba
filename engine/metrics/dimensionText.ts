// A variable's value as a dimension: a short text, so that figures can be split by it.
import type { Json } from '../core/json.ts';

const MOST = 200;

/** Undefined where it says nothing. */
export function dimensionOf(value: Json | undefined): string | undefined {
  if (typeof value === 'boolean' || typeof value === 'number') return String(value);
  if (typeof value !== 'string') return undefined;
  // Control characters separate values where sums are kept.
  const text = value.replace(/\p{Cc}+/gu, ' ').trim();
  return text === '' ? undefined : text.slice(0, MOST);
}
