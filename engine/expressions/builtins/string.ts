// Built-in functions of text. Positions count characters, not the units of UTF-16.
import { matchesReference } from '../backReference.ts';
import { toSmallInteger } from '../number.ts';
import { matcherOf } from '../regex.ts';
import type { Run } from '../run.ts';
import type { FeelNumber, Value } from '../value.ts';
import { type Builtin, define, list, number, optional, text } from './signature.ts';

const SURROGATE = /[\ud800-\udfff]/;
const MAX_STRING = 1_000_000;

function charactersOf(run: Run, value: string): string[] | string {
  run.spend(1 + (value.length >> 4));
  return SURROGATE.test(value) ? Array.from(value) : value;
}

function substring(run: Run, value: string, start: FeelNumber, length: FeelNumber | null): Value {
  const characters = charactersOf(run, value);
  const position = toSmallInteger(start);
  const size = length === null ? characters.length : toSmallInteger(length);
  if (position === null || size === null || position === 0)
    return run.warn('FEEL_BAD_POSITION', { position: String(start) });
  const from = position > 0 ? position - 1 : Math.max(0, characters.length + position);
  if (size < 1) return length === null ? '' : null;
  const part = characters.slice(from, from + size);
  return typeof part === 'string' ? part : part.join('');
}

function replaceAll(
  run: Run,
  input: string,
  pattern: string,
  replacement: string,
  flags: string | null,
): Value {
  const matcher = matcherOf(run, input, pattern, flags ?? '');
  if (matcher === null) return null;
  const parts: string[] = [];
  let last = 0;
  let size = 0;
  while (matcher.find()) {
    const expanded = expand(replacement, (group) =>
      group <= matcher.groupCount() ? (matcher.group(group) ?? '') : '',
    );
    size += expanded.length + matcher.start() - last;
    run.spend(2 + (expanded.length >> 4));
    if (size > MAX_STRING) run.fail('FEEL_STRING_TOO_LONG', { limit: MAX_STRING });
    parts.push(input.slice(last, matcher.start()), expanded);
    last = matcher.end();
  }
  parts.push(input.slice(last));
  return parts.join('');
}

/** `$1` stands for the first group; `\$` for the sign itself. */
function expand(replacement: string, group: (index: number) => string): string {
  return replacement.replace(
    /\\([\\$])|\$(\d)/g,
    (_all, escaped?: string, digit?: string) => escaped ?? group(Number(digit)),
  );
}

function split(run: Run, value: string, delimiter: string): Value {
  const matcher = matcherOf(run, value, delimiter, '');
  if (matcher === null) return null;
  const parts: string[] = [];
  let last = 0;
  while (matcher.find()) {
    run.spend(2);
    const [start, end] = [matcher.start(), matcher.end()];
    if (start === end && (start === last || start === value.length)) continue;
    parts.push(value.slice(last, start));
    last = end;
  }
  return [...parts, value.slice(last)];
}

function extract(run: Run, value: string, pattern: string): Value {
  const matcher = matcherOf(run, value, pattern, '');
  const found: string[] = [];
  while (matcher?.find()) {
    run.spend(2);
    found.push(matcher.group() ?? '');
  }
  return matcher === null ? null : found;
}

function join(run: Run, parts: Value[], delimiter: string | null, prefix = '', suffix = ''): Value {
  const texts: string[] = [];
  let size = prefix.length + suffix.length;
  for (const part of parts) {
    if (part === null) continue;
    if (typeof part !== 'string') return run.warn('FEEL_WRONG_ARGUMENTS', { function: 'string join' });
    size += part.length + (delimiter?.length ?? 0);
    run.spend(1 + (part.length >> 4));
    if (size > MAX_STRING) run.fail('FEEL_STRING_TOO_LONG', { limit: MAX_STRING });
    texts.push(part);
  }
  return prefix + texts.join(delimiter ?? '') + suffix;
}

export const STRING: readonly Builtin[] = [
  define('substring', [text('string'), number('start position'), optional(number('length'))], substring),
  define('string length', [text('string')], (run, value) => charactersOf(run, value).length),
  define('upper case', [text('string')], (run, value) => charged(run, value).toUpperCase()),
  define('lower case', [text('string')], (run, value) => charged(run, value).toLowerCase()),
  define('substring before', [text('string'), text('match')], (run, value, match) => {
    const at = charged(run, value).indexOf(match);
    return at < 0 ? '' : value.slice(0, at);
  }),
  define('substring after', [text('string'), text('match')], (run, value, match) => {
    const at = charged(run, value).indexOf(match);
    return at < 0 ? '' : value.slice(at + match.length);
  }),
  define('contains', [text('string'), text('match')], (run, value, match) =>
    charged(run, value).includes(match),
  ),
  define('starts with', [text('string'), text('match')], (_run, value, match) => value.startsWith(match)),
  define('ends with', [text('string'), text('match')], (_run, value, match) => value.endsWith(match)),
  define('trim', [text('string')], (run, value) => charged(run, value).trim()),
  define('is blank', [text('string')], (run, value) => charged(run, value).trim() === ''),
  define('to base64', [text('value')], (run, value) => base64(charged(run, value))),
  define(
    'matches',
    [text('input'), text('pattern'), optional(text('flags'))],
    (run, input, pattern, flags) => {
      const known = matchesReference(run, input, pattern, flags ?? '');
      return known ?? matcherOf(run, input, pattern, flags ?? '')?.find() ?? null;
    },
  ),
  define(
    'replace',
    [text('input'), text('pattern'), text('replacement'), optional(text('flags'))],
    replaceAll,
  ),
  define('split', [text('string'), text('delimiter')], split),
  define('extract', [text('string'), text('pattern')], extract),
  define('string join', [list('list'), optional(text('delimiter'))], (run, parts, delimiter) =>
    join(run, parts, delimiter),
  ),
  define('string join', [list('list'), text('delimiter'), text('prefix'), text('suffix')], join),
];

/** Searching a long text costs what its length is. */
function charged(run: Run, value: string): string {
  run.spend(1 + (value.length >> 4));
  return value;
}

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function base64(value: string): string {
  const bytes = new TextEncoder().encode(value);
  let result = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const [a, b, c] = [bytes[i] ?? 0, bytes[i + 1], bytes[i + 2]];
    const bits = (a << 16) | ((b ?? 0) << 8) | (c ?? 0);
    const signs = [18, 12, 6, 0].map((shift) => BASE64[(bits >> shift) & 63] as string);
    result += `${signs[0]}${signs[1]}${b === undefined ? '=' : signs[2]}${c === undefined ? '=' : signs[3]}`;
  }
  return result;
}
