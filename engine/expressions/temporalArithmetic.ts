// Dates, times and durations added, taken away, multiplied and divided. Undefined: the two do not go together.
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

export function isDuration(value: Value): value is Duration {
  const kind = kindOf(value);
  return kind === 'days and time duration' || kind === 'years and months duration';
}

function isTemporal(value: Value): value is FeelDate | FeelTime | FeelDateTime {
  const kind = kindOf(value);
  return kind === 'date' || kind === 'time' || kind === 'date and time';
}

export function plus(a: Value, b: Value, run: Run): Value | undefined {
  if (isDuration(a) && isDuration(b)) return addDurations(a, b);
  if (isTemporal(a) && isDuration(b)) return shift(a, b, run);
  if (isDuration(a) && isTemporal(b)) return shift(b, a, run);
  return undefined;
}

export function minus(a: Value, b: Value, run: Run): Value | undefined {
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

export function times(duration: Duration, factor: Value): Value | undefined {
  if (kindOf(factor) !== 'number') return undefined;
  if (duration[KIND] === 'days and time duration')
    return orNull(numbers.multiply(duration.seconds, factor as FeelNumber));
  return wholeMonths(numbers.multiply(duration.months, factor as FeelNumber));
}

export function dividedBy(duration: Duration, divisor: Value): Value | undefined {
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
