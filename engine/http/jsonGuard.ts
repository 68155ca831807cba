// Looks through a parsed JSON body for what must never get further: dangerous names, depth, numbers, text.
import { type Refusal, refusal } from './problem.ts';

const forbiddenNames = new Set(['__proto__', 'constructor', 'prototype']);

// With the `u` flag a surrogate that has its partner is not a surrogate any more.
// biome-ignore lint/suspicious/noControlCharactersInRegex: the null character is what we look for
const badText = /\u0000|\p{Surrogate}/u;

function scalarProblem(value: unknown): Refusal | undefined {
  if (typeof value === 'string' && badText.test(value)) return refusal('JSON_TEXT_INVALID');
  if (typeof value !== 'number') return undefined;
  const exact = Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));
  return exact ? undefined : refusal('JSON_NUMBER_TOO_LARGE');
}

/** Walks without recursion: a body nested 49,000 deep must not overflow the stack. */
export function inspectJson(body: unknown, maxDepth: number): Refusal | undefined {
  const open: { value: unknown; depth: number }[] = [{ value: body, depth: 1 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, depth } = next;
    if (typeof value !== 'object' || value === null) {
      const problem = scalarProblem(value);
      if (problem) return problem;
      continue;
    }
    if (depth > maxDepth) return refusal('JSON_TOO_DEEP', { limit: maxDepth });
    for (const name of Object.keys(value)) {
      if (!Array.isArray(value)) {
        if (forbiddenNames.has(name)) return refusal('JSON_KEY_FORBIDDEN', { name });
        if (badText.test(name)) return refusal('JSON_TEXT_INVALID');
      }
      open.push({ value: (value as { [name: string]: unknown })[name], depth: depth + 1 });
    }
  }
  return undefined;
}
