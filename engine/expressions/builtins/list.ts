// Built-in functions that make, change and search lists.
import { equal, order } from '../compare.ts';
import { isInteger, toSmallInteger } from '../number.ts';
import type { Run } from '../run.ts';
import { type FeelFunction, type FeelNumber, kindOf, type Value } from '../value.ts';
import { anything, type Builtin, callable, define, defineRest, list, number, optional } from './signature.ts';

/** Index of a 1-based position that may count from the end; null when it is outside the list. */
function indexOf(items: Value[], position: FeelNumber): number | null {
  const whole = toSmallInteger(position);
  if (whole === null || whole === 0 || Math.abs(whole) > items.length) return null;
  return whole > 0 ? whole - 1 : items.length + whole;
}

function charged(run: Run, items: Value[]): Value[] {
  run.spend(1 + items.length);
  return items;
}

function badPosition(run: Run, position: FeelNumber): null {
  return run.warn('FEEL_BAD_POSITION', { position: String(position) });
}

function sublist(run: Run, items: Value[], start: FeelNumber, length: FeelNumber | null): Value {
  const from = indexOf(charged(run, items), start);
  const size = length === null ? items.length : toSmallInteger(length);
  if (from === null || size === null || size < 0 || (length !== null && from + size > items.length))
    return badPosition(run, start);
  return items.slice(from, from + size);
}

function includes(run: Run, items: Value[], element: Value): boolean {
  return items.some((item) => same(run, item, element));
}

function same(run: Run, a: Value, b: Value): boolean {
  run.spend(1);
  return kindOf(a) === kindOf(b) && equal(a, b, run) === true;
}

/** Strings, doubles and booleans are told apart by a set; only other values are compared one by one. */
function distinct(run: Run, items: Value[]): Value[] {
  const seen = new Set<Value>();
  const others: Value[] = [];
  return charged(run, items).filter((item) => {
    const known = typeof item === 'object' && item !== null ? includes(run, others, item) : seen.has(item);
    if (typeof item === 'object' && item !== null) others.push(item);
    else seen.add(item);
    return !known;
  });
}

function duplicates(run: Run, items: Value[]): Value[] {
  return distinct(run, items).filter(
    (item) => charged(run, items).filter((other) => same(run, item, other)).length > 1,
  );
}

function flatten(run: Run, items: Value[], depth = 0): Value[] {
  if (depth > 500) run.fail('FEEL_TOO_DEEP', { limit: 500 });
  return charged(run, items).flatMap((item) =>
    Array.isArray(item) ? flatten(run, item, depth + 1) : [item],
  );
}

function sort(run: Run, items: Value[], precedes: FeelFunction | null): Value {
  if (precedes !== null && !precedes.builtin && precedes.params.length !== 2)
    return run.warn('FEEL_WRONG_ARGUMENTS', { function: 'sort' });
  let comparable = true;
  const before = (a: Value, b: Value): boolean => {
    run.spend(1);
    if (precedes !== null) return precedes.call([a, b], run) === true;
    const result = order(a, b);
    comparable &&= result !== null;
    return result !== null && result < 0;
  };
  const sorted = charged(run, items).toSorted((a, b) => (before(a, b) ? -1 : before(b, a) ? 1 : 0));
  return comparable
    ? sorted
    : run.warn('FEEL_NOT_COMPARABLE', { left: kindOf(items[0] ?? null), right: 'list' });
}

function replaceAt(run: Run, items: Value[], position: FeelNumber, newItem: Value): Value {
  const index = indexOf(charged(run, items), position);
  return index === null ? badPosition(run, position) : items.with(index, newItem);
}

function replaceMatching(run: Run, items: Value[], match: FeelFunction, newItem: Value): Value {
  if (match.params.length !== 2) return run.warn('FEEL_WRONG_ARGUMENTS', { function: 'list replace' });
  const result: Value[] = [];
  for (const item of charged(run, items)) {
    const matched = match.call([item, newItem], run);
    if (typeof matched !== 'boolean')
      return run.warn('FEEL_NOT_BOOLEAN', { left: kindOf(matched), right: 'boolean' });
    result.push(matched ? newItem : item);
  }
  return result;
}

function partition(run: Run, items: Value[], size: FeelNumber): Value {
  const count = toSmallInteger(size);
  if (count === null || count < 1 || !isInteger(size)) return badPosition(run, size);
  const parts: Value[] = [];
  for (let i = 0; i < charged(run, items).length; i += count) parts.push(items.slice(i, i + count));
  return parts;
}

export const LIST: readonly Builtin[] = [
  define('list contains', [list('list'), anything('element')], includes),
  define('count', [list('list')], (_run, items) => items.length),
  define('is empty', [list('list')], (_run, items) => items.length === 0),
  define('sublist', [list('list'), number('start position'), optional(number('length'))], sublist),
  defineRest('append', [list('list'), anything('item')], (run, items, more) => [
    ...charged(run, items),
    ...(more as unknown as Value[]),
  ]),
  defineRest('concatenate', [list('list')], (run, lists) =>
    (lists as Value[][]).flatMap((items) => charged(run, items)),
  ),
  defineRest('union', [list('list')], (run, lists) => distinct(run, (lists as Value[][]).flat(1))),
  define(
    'insert before',
    [list('list'), number('position'), anything('newItem')],
    (run, items, position, newItem) => {
      const index = indexOf(charged(run, items), position);
      return index === null ? badPosition(run, position) : items.toSpliced(index, 0, newItem);
    },
  ),
  define('remove', [list('list'), number('position')], (run, items, position) => {
    const index = indexOf(charged(run, items), position);
    return index === null ? badPosition(run, position) : items.toSpliced(index, 1);
  }),
  define('reverse', [list('list')], (run, items) => charged(run, items).toReversed()),
  define('index of', [list('list'), anything('match')], (run, items, match) => {
    return items.flatMap((item, index) => (same(run, item, match) ? [index + 1] : []));
  }),
  define('distinct values', [list('list')], distinct),
  define('duplicate values', [list('list')], duplicates),
  define('flatten', [list('list')], (run, items) => flatten(run, items)),
  define('sort', [list('list'), optional(callable('precedes'))], sort),
  define('list replace', [list('list'), number('position'), anything('newItem')], replaceAt),
  define('list replace', [list('list'), callable('match'), anything('newItem')], replaceMatching),
  define('partition', [list('list'), number('size')], partition),
];
