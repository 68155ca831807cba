// Regular expressions of XPath, which FEEL uses, translated for an engine whose time is linear in the text.
import { type Matcher, RE2JS, RE2JSException } from 're2js';
import type { Run } from './run.ts';

const MAX_PATTERN = 1000;
const MAX_KEPT = 500;

const kept = new Map<string, RE2JS | null>();

/** Null, with a warning, for what is no pattern here: back-references and the like cannot be matched in linear time. */
export function matcherOf(run: Run, text: string, pattern: string, flags: string): Matcher | null {
  run.spend(50 + pattern.length * 2);
  const key = `${flags}/${pattern}`;
  let compiled = kept.get(key);
  if (compiled === undefined) {
    compiled = compilePattern(pattern, flags);
    if (kept.size >= MAX_KEPT) kept.clear();
    kept.set(key, compiled);
  }
  if (compiled === null) return run.warn('FEEL_BAD_PATTERN', { pattern: pattern.slice(0, 100), flags });
  const matcher = compiled.matcher(text);
  // Each character may visit each part of the pattern, whose repetitions are written out.
  run.spend((text.length * matcher.programSize()) >> 4);
  return matcher;
}

function compilePattern(pattern: string, flags: string): RE2JS | null {
  if (pattern.length > MAX_PATTERN || !/^[smix]*$/.test(flags)) return null;
  const translated = translate(flags.includes('x') ? withoutSpaces(pattern) : pattern, flags.includes('s'));
  if (translated === null) return null;
  const bits =
    (flags.includes('i') ? RE2JS.CASE_INSENSITIVE : 0) |
    (flags.includes('s') ? RE2JS.DOTALL : 0) |
    (flags.includes('m') ? RE2JS.MULTILINE : 0);
  try {
    return RE2JS.compile(translated, bits);
  } catch (error) {
    if (error instanceof RE2JSException) return null;
    throw error;
  }
}

/** Flag `x`: white space counts only within brackets. */
function withoutSpaces(pattern: string): string {
  return pattern.replace(/\[(?:[^\]\\]|\\[\s\S])*\]|\s+/g, (part) => (part.startsWith('[') ? part : ''));
}

const NAME_START = '\\p{L}_:';
const NAME_PART = '\\p{L}\\p{N}_:.\\-\u00b7';
const BLOCKS: ReadonlyMap<string, string> = new Map([
  ['IsBasicLatin', '\\x00-\\x7f'],
  ['IsLatin-1Supplement', '\\x{80}-\\x{ff}'],
]);

/** Null where the pattern uses what the engine below has no word for. */
function translate(pattern: string, dotAll: boolean): string | null {
  let result = '';
  for (let i = 0; i < pattern.length; ) {
    const sign = pattern[i] as string;
    const part = sign === '[' ? readClass(pattern, i) : sign === '\\' ? readEscape(pattern, i, false) : null;
    if (part !== null) {
      if (part.text === null) return null;
      result += part.text;
      i = part.end;
    } else {
      result += sign === '.' && !dotAll ? '[^\\n\\r]' : sign;
      i++;
    }
  }
  return result;
}

interface Part {
  text: string | null;
  end: number;
}

function readEscape(pattern: string, at: number, inClass: boolean): Part {
  const sign = pattern[at + 1] ?? '';
  const end = at + 2;
  const wrap = (content: string, negated: boolean) =>
    inClass ? (negated ? null : content) : `[${negated ? '^' : ''}${content}]`;
  if (/\d/.test(sign) || sign === '') return { text: null, end };
  if (sign === 'i' || sign === 'I') return { text: wrap(NAME_START, sign === 'I'), end };
  if (sign === 'c' || sign === 'C') return { text: wrap(NAME_PART, sign === 'C'), end };
  if (sign === 'p' || sign === 'P') {
    const name = /^\{([A-Za-z0-9-]+)\}/.exec(pattern.slice(end))?.[1];
    if (name === undefined) return { text: null, end };
    const block = BLOCKS.get(name);
    return {
      text: block === undefined ? `\\${sign}{${name}}` : wrap(block, sign === 'P'),
      end: end + name.length + 2,
    };
  }
  if (/[A-Za-z]/.test(sign)) return { text: /[nrtdDwWsS]/.test(sign) ? `\\${sign}` : null, end };
  return { text: `\\${sign}`, end };
}

/** A bracketed class, with XPath's subtraction: `[a-z-[aeiou]]`. */
function readClass(pattern: string, at: number): Part {
  let i = at + 1;
  let text = '[';
  if (pattern[i] === '^') text += pattern[i++];
  for (; i < pattern.length; ) {
    const sign = pattern[i] as string;
    if (sign === ']') return { text: `${text}]`, end: i + 1 };
    if (sign === '-' && pattern[i + 1] === '[') return subtracted(text, pattern, i + 1);
    if (sign === '[') return { text: null, end: i };
    const part = sign === '\\' ? readEscape(pattern, i, true) : { text: sign, end: i + 1 };
    if (part.text === null) return part;
    text += part.text;
    i = part.end;
  }
  return { text: null, end: i };
}

/** Worked out for plain characters and ranges; null for classes within classes. */
function subtracted(base: string, pattern: string, at: number): Part {
  const without = readClass(pattern, at);
  const end = without.end + 1;
  if (without.text === null || pattern[without.end] !== ']') return { text: null, end };
  const all = plainRanges(base.slice(1));
  const less = plainRanges(without.text.slice(1, -1));
  if (all === null || less === null) return { text: null, end };
  let left = all;
  for (const [low, high] of less) {
    left = left.flatMap(([from, to]): [number, number][] => {
      if (high < from || low > to) return [[from, to]];
      const parts: [number, number][] = [
        [from, low - 1],
        [high + 1, to],
      ];
      return parts.filter(([first, last]) => first <= last);
    });
  }
  return {
    text: `[${left.map(([from, to]) => `\\x{${from.toString(16)}}-\\x{${to.toString(16)}}`).join('')}]`,
    end,
  };
}

function plainRanges(content: string): [number, number][] | null {
  if (/[\\^]/.test(content)) return null;
  const ranges = [...content.matchAll(/([\s\S])-([\s\S])|([\s\S])/gu)];
  return ranges.map(([, from, to, single]) => [
    (single ?? from ?? '').codePointAt(0) ?? 0,
    (single ?? to ?? '').codePointAt(0) ?? 0,
  ]);
}
