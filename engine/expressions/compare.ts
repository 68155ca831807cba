// Equality, order and membership, with FEEL's third answer: null where two values cannot be compared.

import { toEpochDay } from './civil.ts';
import { compareNumbers, subtract, toDecimal } from './number.ts';
import type { Run } from './run.ts';
import { localSeconds, utcSeconds } from './temporal.ts';
import {
  type FeelContext,
  type FeelDateTime,
  type FeelDaysDuration,
  type FeelMonthsDuration,
  type FeelNumber,
  type FeelRange,
  type FeelTime,
  isTagged,
  type Kind,
  kindOf,
  type Value,
} from './value.ts';

/** Values nested deeper than this are compared no further. */
const MAX_DEPTH = 500;

export function equal(a: Value, b: Value, run: Run, depth = 0): boolean | null {
  if (typeof a === typeof b && typeof a !== 'object') return a === b;
  if (a === null || b === null) return a === b;
  const kind = kindOf(a);
  if (kind !== kindOf(b)) return run.warn('FEEL_NOT_COMPARABLE', { left: kind, right: kindOf(b) });
  run.spend(1);
  if (depth > MAX_DEPTH) run.fail('FEEL_TOO_DEEP', { limit: MAX_DEPTH });
  switch (kind) {
    case 'list':
      return equalLists(a as Value[], b as Value[], run, depth);
    case 'context':
      return equalContexts(a as FeelContext, b as FeelContext, run, depth);
    case 'range':
      return equalRanges(a as FeelRange, b as FeelRange, run, depth);
    case 'function':
      return a === b;
    default: {
      const order = orderOf(kind, a, b);
      return order === null ? null : order === 0;
    }
  }
}

function equalLists(a: Value[], b: Value[], run: Run, depth: number): boolean {
  if (a.length !== b.length) return false;
  return a.every((item, index) => equal(item, b[index] ?? null, run, depth + 1) === true);
}

function equalContexts(a: FeelContext, b: FeelContext, run: Run, depth: number): boolean {
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every(
    (key) => Object.hasOwn(b, key) && equal(a[key] ?? null, b[key] ?? null, run, depth + 1) === true,
  );
}

function equalRanges(a: FeelRange, b: FeelRange, run: Run, depth: number): boolean {
  return (
    a.unary === b.unary &&
    a.startIncluded === b.startIncluded &&
    a.endIncluded === b.endIncluded &&
    equal(a.start, b.start, run, depth + 1) === true &&
    equal(a.end, b.end, run, depth + 1) === true
  );
}

/** Negative, zero or positive; null for kinds without an order, and for unlike kinds. */
export function order(a: Value, b: Value): number | null {
  const kind = kindOf(a);
  return kind === kindOf(b) ? orderOf(kind, a, b) : null;
}

function orderOf(kind: Kind, a: Value, b: Value): number | null {
  switch (kind) {
    case 'number':
      return compareNumbers(a as FeelNumber, b as FeelNumber);
    case 'string':
      return (a as string) < (b as string) ? -1 : a === b ? 0 : 1;
    case 'date':
      return toEpochDay(a as FeelDateTime) - toEpochDay(b as FeelDateTime);
    case 'time':
      return orderTimes(a as FeelTime, b as FeelTime);
    case 'date and time':
      return orderDateTimes(a as FeelDateTime, b as FeelDateTime);
    case 'days and time duration':
      return compareNumbers((a as FeelDaysDuration).seconds, (b as FeelDaysDuration).seconds);
    case 'years and months duration':
      return (a as FeelMonthsDuration).months - (b as FeelMonthsDuration).months;
    default:
      return null;
  }
}

/** A time with an offset and one without are not comparable. Clocks are compared to the millisecond. */
function orderTimes(a: FeelTime, b: FeelTime): number | null {
  if ((a.offset === null) !== (b.offset === null)) return null;
  return orderSeconds(subtract(a.second, a.offset ?? 0), subtract(b.second, b.offset ?? 0));
}

function orderSeconds(a: FeelNumber | null, b: FeelNumber | null): number {
  if (Number.isSafeInteger(a) && Number.isSafeInteger(b)) return (a as number) - (b as number);
  const millis = (seconds: FeelNumber | null) =>
    toDecimal(seconds ?? 0)
      .times(1000)
      .floor();
  return millis(a).comparedTo(millis(b));
}

function orderDateTimes(a: FeelDateTime, b: FeelDateTime): number | null {
  if ((a.offset === null) !== (b.offset === null)) return null;
  return a.offset === null
    ? orderSeconds(localSeconds(a), localSeconds(b))
    : orderSeconds(utcSeconds(a), utcSeconds(b));
}

export function inRange(value: Value, range: FeelRange, run: Run): boolean | null {
  if (range.unary === '!=') {
    const same = equal(value, range.start, run);
    return same === null ? null : !same;
  }
  if (range.unary === '=') return equal(value, range.start, run);
  if (value === null) return null;
  if (range.unary === null && (range.start === null || range.end === null))
    return run.warn('FEEL_OPEN_RANGE', {});
  const aboveStart = range.start === null ? 1 : order(value, range.start);
  const belowEnd = range.end === null ? 1 : order(range.end, value);
  if (aboveStart === null || belowEnd === null) {
    return run.warn('FEEL_NOT_COMPARABLE', { left: kindOf(value), right: kindOf(range.start ?? range.end) });
  }
  const afterStart = range.startIncluded ? aboveStart >= 0 : aboveStart > 0;
  return afterStart && (range.endIncluded ? belowEnd >= 0 : belowEnd > 0);
}

/** Whether a value passes a test: lies in a range, is an element of a list or passes one of its tests, or is equal. */
export function passes(value: Value, test: Value, run: Run): boolean | null {
  if (isTagged(test, 'range'))
    return isTagged(value, 'range') ? equal(value, test, run) : inRange(value, test, run);
  if (!Array.isArray(test)) return equal(value, test, run);
  if (Array.isArray(value) && equal(value, test, run) === true) return true;
  for (const item of test) {
    run.spend(1);
    const found = isTagged(item, 'range') ? passes(value, item, run) : equal(value, item, run);
    if (found === true) return true;
  }
  return false;
}
