// Built-in functions that convert: number, string, context, and the tests of what a value is.

import { equal } from '../compare.ts';
import { parseNumber } from '../number.ts';
import { feelText } from '../text.ts';
import { kindOf } from '../value.ts';
import { anything, type Builtin, boolean, define, number, optional, text } from './signature.ts';

const SEPARATORS = [null, ' ', ',', '.'];

function readNumber(from: string, grouping: string | null, decimal: string | null) {
  if (!SEPARATORS.includes(grouping) || ![null, ',', '.'].includes(decimal)) return null;
  if (grouping !== null && grouping === decimal) return null;
  let digits = grouping === null ? from : from.split(grouping).join('');
  if (decimal !== null && decimal !== '.')
    digits = digits.includes('.') ? 'wrong' : digits.replace(decimal, '.');
  return parseNumber(digits);
}

export const CONVERSION: readonly Builtin[] = [
  define(
    'number',
    [text('from')],
    (run, from) => parseNumber(from.trim()) ?? run.warn('FEEL_NOT_A_NUMBER', { text: from }),
  ),
  define('number', [number('from')], (_run, from) => from),
  define(
    'number',
    [text('from'), optional(text('grouping separator')), optional(text('decimal separator'))],
    (run, from, grouping, decimal) => {
      return readNumber(from, grouping, decimal) ?? run.warn('FEEL_NOT_A_NUMBER', { text: from });
    },
  ),
  define('string', [anything('from')], (run, from) => (from === null ? null : feelText(from, run))),
  define('not', [boolean('negand')], (_run, negand) => !negand),
  define('is', [anything('value1'), anything('value2')], (run, value1, value2) => {
    return kindOf(value1) === kindOf(value2) && equal(value1, value2, run) === true;
  }),
  define('is defined', [anything('value')], (_run, value) => value !== null),
  define(
    'get or else',
    [anything('value'), anything('default')],
    (_run, value, fallback) => value ?? fallback,
  ),
  define(
    'assert',
    [anything('value'), anything('condition'), optional(text('cause'))],
    (run, value, condition, cause) => {
      return condition === true
        ? value
        : run.fail('FEEL_ASSERTION_FAILED', { cause: cause ?? 'The condition is not true' });
    },
  ),
];
