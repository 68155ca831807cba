// Patterns with back-references, as far as they can be matched in bounded time: those that repeat nothing.
import type { Run } from './run.ts';

/** Each alternative doubles what may have to be tried. */
const MOST_ALTERNATIVES = 6;
const MAX_PATTERN = 100;

/**
 * Whether the text holds a match. Undefined: the pattern has no back-reference, or repeats something, which could take
 * time without bound; the linear engine says what is wrong with it then.
 */
export function matchesReference(
  run: Run,
  text: string,
  pattern: string,
  flags: string,
): boolean | undefined {
  if (pattern.length > MAX_PATTERN || !/\\[1-9]/.test(pattern) || !/^[smi]*$/.test(flags)) return undefined;
  // What stands behind a backslash or in brackets repeats nothing; `(?` begins no group that XPath knows.
  const plain = pattern.replace(/\\./g, '').replace(/\[[^\]]*\]/g, '');
  if (/[*+?{]/.test(plain) || plain.split('|').length > MOST_ALTERNATIVES) return undefined;
  run.spend(text.length * pattern.length);
  try {
    return new RegExp(pattern, `u${flags}`).test(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
