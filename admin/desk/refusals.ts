// A refusal of the engine in the reader's words: ours where a page says it better, else the product's own text.
import { problemText, type Rejection } from '../engine.ts';
import { hasText } from '../render/locale.ts';
import type { Visit } from '../visit.ts';

export function refusalWords(visit: Visit, { code, values }: Rejection): string {
  const key = `refusal.${code}`;
  return hasText(visit.lang, key) ? visit.t(key, values) : problemText(code, values, visit.lang);
}
