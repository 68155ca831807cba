// Patterns that form authors write, run by a linear-time engine: no pattern can hang the server.
import { RE2JS } from 're2js';
import type { Report } from './fields/field.ts';

export const MAX_PATTERN_LENGTH = 500;
const CACHE_SIZE = 500;
const compiled = new Map<string, RE2JS | null>();

/** Null when the pattern cannot be compiled. */
function compile(pattern: string): RE2JS | null {
  const known = compiled.get(pattern);
  if (known !== undefined) return known;
  let made: RE2JS | null = null;
  if (pattern.length <= MAX_PATTERN_LENGTH) {
    try {
      made = RE2JS.compile(pattern);
    } catch {
      made = null;
    }
  }
  if (compiled.size >= CACHE_SIZE) compiled.clear();
  compiled.set(pattern, made);
  return made;
}

/** As in form-js a match anywhere counts; a pattern that cannot run refuses everything rather than let it pass. */
export function matchesPattern(pattern: string, value: string): boolean {
  return compile(pattern)?.matcher(value).find() ?? false;
}

export function checkPattern(pattern: unknown, report: Report): void {
  if (typeof pattern !== 'string' || pattern === '') return;
  if (pattern.length > MAX_PATTERN_LENGTH) {
    report('FORM_PATTERN_TOO_LONG', { length: pattern.length, max: MAX_PATTERN_LENGTH });
  } else if (!compile(pattern)) report('FORM_PATTERN_INVALID', { pattern });
}
