// The operators + - * / ** over numbers, strings and temporals; null for operands that do not go together.
import { DAY_SECONDS, plusDays, plusMonths, toEpochDay } from './civil.ts';
import * as numbers from './number.ts';
import type { Run } from './run.ts';
import {
  dateOf,
  localSeconds,
  makeDateTime,
  makeDaysDuration,
  makeMonthsDuration,
  makeTime,
  makeZoned,
  splitSeconds,
  utcSeconds,
} from './temporal.ts';
import {
  type Duration,
  type FeelDate,
  type FeelDateTime,
  type FeelDaysDuration,
  type FeelMonthsDuration,
  type FeelNumber,
  type FeelTime,
  KIND,
  kindOf,
  type Tagged,
  type Value,
} from './value.ts';

export type Operator = '+' | '-' | '*' | '/' | '**';

const MAX_STRING = 1_000_000;

/** Exact decimals cost more than doubles, and powers more than both. */
const DECIMAL_COST = 10;
const POWER_COST = 1000;

export function operate(operator: Operator, a: Value, b: Value, run: Run): Value {
  const left = kindOf(a);
  const right = kindOf(b);
  const result =
    left === 'number' && right === 'number'
      ? ofNumbers(operator, a as FeelNumber, b as FeelNumber, run)
      : ofOthers(operator, a, b, run);
  if (result === undefined) return run.warn('FEEL_CANNOT_CALCULATE', { operator, left, right });
  return result ?? run.warn('FEEL_NO_RESULT', { operator, left, right });
}

function ofNumbers(operator: Operator, a: FeelNumber, b: FeelNumber, run: Run): FeelNumber | null {
  run.spend(operator === '**' ? POWER_COST : DECIMAL_COST);
  switch (operator) {
    case '+':
      return numbers.add(a, b);
    case '-':
      return numbers.subtract(a, b);
    case '*':
      return numbers.multiply(a, b);
    case '/':
      return numbers.divide(a, b);
    case '**':
      return numbers.power(a, b);
  }
}

/** Undefined: these operands do not go together. Null: they do, but the result is beyond what can be said. */
function ofOthers(operator: Operator, a: Value, b: Value, run: Run): Value | undefined {
  if (typeof a === 'string' && typeof b === 'string')
    return operator === '+' ? joinText(a, b, run) : undefined;
  run.spend(DECIMAL_COST);
  switch (operator) {
    case '+':
      return plus(a, b, run);
    case '-':
      return minus(a, b, run);
    case '*':
      return isDuration(a) ? times(a, b) : isDuration(b) ? times(b, a) : undefined;
    case '/':
      return isDuration(a) ? dividedBy(a, b) : undefined;
    default:
      return undefined;
  }
}

export function joinText(a: string, b: string, run: Run): string {
  const length = a.length + b.length;
  run.spend(1 + (length >> 6));
  if (length > MAX_STRING) run.fail('FEEL_STRING_TOO_LONG', { limit: MAX_STRING });
  return a + b;
}

function isDuration(value: Value): value is Duration {
  const kind = kindOf(value);
  return kind === 'days and time duration' || kind === 'years and months duration';
}

function isTemporal(value: Value): value is FeelDate | FeelTime | FeelDateTime {
  const kind = kindOf(value);
  return kind === 'date' || kind === 'time' || kind === 'date and time';
}

function plus(a: Value, b: Value, run: Run): Value | undefined {
  if (isDuration(a) && isDuration(b)) return addDurations(a, b);
  if (isTemporal(a) && isDuration(b)) return shift(a, b, run);
  if (isDuration(a) && isTemporal(b)) return shift(b, a, run);
  return undefined;
}

function minus(a: Value, b: Value, run: Run): Value | undefined {
  if (isDuration(b)) {
    const opposite = negateDuration(b);
    if (opposite === null) return null;
    return isDuration(a) ? addDurations(a, opposite) : isTemporal(a) ? shift(a, opposite, run) : undefined;
  }
  return isTemporal(a) && isTemporal(b) ? between(a, b) : undefined;
}

export function negateDuration(value: Duration): Duration | null {
  return value[KIND] === 'years and months duration'
    ? makeMonthsDuration(-value.months)
    : makeDaysDuration(numbers.negate(value.seconds));
}

function addDurations(a: Duration, b: Duration): Value | undefined {
  if (a[KIND] === 'years and months duration' && b[KIND] === 'years and months duration') {
    return makeMonthsDuration(a.months + b.months);
  }
  if (a[KIND] === 'days and time duration' && b[KIND] === 'days and time duration') {
    return orNull(numbers.add(a.seconds, b.seconds));
  }
  return undefined;
}

function orNull(seconds: FeelNumber | null): FeelDaysDuration | null {
  return seconds === null ? null : makeDaysDuration(seconds);
}

function times(duration: Duration, factor: Value): Value | undefined {
  if (kindOf(factor) !== 'number') return undefined;
  if (duration[KIND] === 'days and time duration')
    return orNull(numbers.multiply(duration.seconds, factor as FeelNumber));
  return wholeMonths(numbers.multiply(duration.months, factor as FeelNumber));
}

function dividedBy(duration: Duration, divisor: Value): Value | undefined {
  if (kindOf(divisor) === 'number') {
    if (duration[KIND] === 'days and time duration')
      return orNull(numbers.divide(duration.seconds, divisor as FeelNumber));
    return wholeMonths(numbers.divide(duration.months, divisor as FeelNumber));
  }
  if (kindOf(divisor) !== duration[KIND]) return undefined;
  if (duration[KIND] === 'days and time duration')
    return numbers.divide(duration.seconds, (divisor as FeelDaysDuration).seconds);
  return numbers.divide(duration.months, (divisor as FeelMonthsDuration).months);
}

function wholeMonths(months: FeelNumber | null): Value {
  const whole = months === null ? null : numbers.toSmallInteger(months);
  return whole === null ? null : makeMonthsDuration(whole);
}

/** A temporal moved by a duration. Local clocks move; a named zone finds its offset again. */
function shift(value: FeelDate | FeelTime | FeelDateTime, by: Duration, run: Run): Value | undefined {
  if (value[KIND] === 'time') {
    if (by[KIND] !== 'days and time duration') return undefined;
    const moved = numbers.floorDivide(numbers.add(value.second, by.seconds) ?? 0, DAY_SECONDS);
    return moved === null ? null : makeTime(moved.remainder, value);
  }
  if (by[KIND] === 'years and months duration') {
    const day = plusMonths(value, by.months);
    if (day === null) return null;
    return value[KIND] === 'date' ? dateOf(day) : rezone(day, value.second, value, run);
  }
  const seconds =
    value[KIND] === 'date' ? numbers.multiply(toEpochDay(value), DAY_SECONDS) : localSeconds(value);
  const moved = splitSeconds(numbers.add(seconds ?? 0, by.seconds) ?? 0);
  const day = moved === null ? null : plusDays({ year: 1970, month: 1, day: 1 }, moved.epochDay);
  if (moved === null || day === null) return null;
  return value[KIND] === 'date' ? dateOf(day) : rezone(day, moved.second, value, run);
}

function rezone(
  day: { year: number; month: number; day: number },
  second: FeelNumber,
  like: FeelDateTime,
  run: Run,
): Value {
  if (like.zone === null) return makeDateTime(day, second, like);
  return makeZoned(day, second, like.zone, run.surroundings.zoneOffset);
}

/** What lies between two points of one kind; a date counts as its midnight in UTC beside a date and time with an offset. */
function between(a: Tagged, b: Tagged): Value | undefined {
  if (a[KIND] === 'time' && b[KIND] === 'time') {
    if ((a.offset === null) !== (b.offset === null)) return undefined;
    const shift = (b.offset ?? 0) - (a.offset ?? 0);
    return orNull(numbers.add(numbers.subtract(a.second, b.second) ?? 0, shift));
  }
  const from = pointOf(b);
  const to = pointOf(a);
  if (from === null || to === null || (from.offset === null) !== (to.offset === null)) return undefined;
  return orNull(numbers.subtract(utcSeconds(to), utcSeconds(from)));
}

function pointOf(value: Tagged): FeelDateTime | null {
  if (value[KIND] === 'date and time') return value;
  return value[KIND] === 'date' ? makeDateTime(value, 0, { offset: 0, zone: null }) : null;
}
