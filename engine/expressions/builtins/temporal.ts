// Built-in functions of dates, times and durations. The clock is the evaluation's own.
import { dayOfYear, daysInMonth, fromEpochDay, monthsBetween, weekday, weekOfYear } from '../civil.ts';
import { compareNumbers, toSmallInteger } from '../number.ts';
import type { Run } from '../run.ts';
import {
  dateOf,
  LOCAL,
  makeDate,
  makeDateTime,
  makeMonthsDuration,
  makeTime,
  makeZoned,
  secondOfDay,
  splitSeconds,
  utcSeconds,
} from '../temporal.ts';
import { parseDate, parseDateTime, parseDuration, parseTime } from '../temporalParse.ts';
import {
  type FeelDate,
  type FeelDateTime,
  type FeelDaysDuration,
  type FeelNumber,
  isTagged,
  type Value,
} from '../value.ts';
import {
  anything,
  type Builtin,
  date,
  dateTime,
  day,
  define,
  number,
  optional,
  text,
  time,
} from './signature.ts';

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

function orWarn(run: Run, value: Value, from: string): Value {
  return value ?? run.warn('FEEL_BAD_TEMPORAL', { near: from.slice(0, 100) });
}

function now(run: Run): FeelDateTime | null {
  const { zone, zoneOffset } = run.surroundings;
  const offset = zoneOffset(zone, run.context.now);
  const seconds = Math.floor(run.context.now / 1000) + (offset ?? 0);
  const parts = offset === null ? null : splitSeconds(seconds);
  if (parts === null) return run.warn('FEEL_UNKNOWN_ZONE', { zone });
  const millis = run.context.now - Math.floor(run.context.now / 1000) * 1000;
  return makeDateTime(fromEpochDay(parts.epochDay), (Number(parts.second) * 1000 + millis) / 1000, {
    offset,
    zone: null,
  });
}

function makeClock(run: Run, hour: FeelNumber, minute: FeelNumber, second: FeelNumber, offset: Value): Value {
  const [h, m] = [toSmallInteger(hour), toSmallInteger(minute)];
  const total = h === null || m === null ? null : secondOfDay(h, m, second);
  const shift = isTagged(offset, 'days and time duration')
    ? toSmallInteger((offset as FeelDaysDuration).seconds)
    : null;
  if (total === null || (offset !== null && shift === null) || Math.abs(shift ?? 0) > 18 * 3600) {
    return run.warn('FEEL_BAD_TEMPORAL', { near: 'time' });
  }
  return makeTime(total, { offset: shift, zone: null });
}

function between(from: FeelDate | FeelDateTime, to: FeelDate | FeelDateTime): Value {
  const [first, second] = [from, to].map((value) => ('second' in value ? value.second : 0)) as [
    FeelNumber,
    FeelNumber,
  ];
  return makeMonthsDuration(monthsBetween(from, to, compareNumbers(second, first)));
}

/** The same instant on the clocks of another zone; a local date and time is taken as that zone's own. */
function inZone(run: Run, value: FeelDateTime, zone: string): Value {
  const { zoneOffset } = run.surroundings;
  if (value.offset === null) return orWarn(run, makeZoned(value, value.second, zone, zoneOffset), zone);
  const utc = utcSeconds(value);
  const offset = zoneOffset(zone, (toSmallInteger(utc) ?? 0) * 1000);
  const parts =
    offset === null ? null : splitSeconds(toSmallInteger(utc) === null ? 0 : Number(utc) + offset);
  if (parts === null) return run.warn('FEEL_UNKNOWN_ZONE', { zone });
  return makeDateTime(fromEpochDay(parts.epochDay), parts.second, { offset, zone });
}

function civil(run: Run, year: FeelNumber, month: FeelNumber, dayOfMonth: FeelNumber): Value {
  const parts = [year, month, dayOfMonth].map(toSmallInteger);
  return orWarn(
    run,
    makeDate(parts[0] ?? Number.NaN, parts[1] ?? 0, parts[2] ?? 0),
    `${year}-${month}-${dayOfMonth}`,
  );
}

export const TEMPORAL: readonly Builtin[] = [
  define('date', [text('from')], (run, from) => orWarn(run, dateOfText(run, from), from)),
  define('date', [day('from')], (_run, from) => dateOf(from)),
  define('date', [number('year'), number('month'), number('day')], civil),
  define('time', [text('from')], (run, from) => orWarn(run, timeOfText(run, from), from)),
  define('time', [time('from')], (_run, from) => from),
  define('time', [dateTime('from')], (_run, from) => makeTime(from.second, from)),
  define('time', [date('from')], () => makeTime(0, { offset: 0, zone: null })),
  define(
    'time',
    [number('hour'), number('minute'), number('second'), optional(anything('offset'))],
    makeClock,
  ),
  define('date and time', [text('from')], (run, from) =>
    orWarn(run, parseDateTime(from, run.surroundings.zoneOffset), from),
  ),
  define('date and time', [dateTime('from')], (_run, from) => from),
  define('date and time', [date('from')], (_run, from) => makeDateTime(from, 0, LOCAL)),
  define('date and time', [day('date'), time('time')], (run, from, clock) => {
    if (clock.zone === null) return makeDateTime(from, clock.second, clock);
    return makeZoned(from, clock.second, clock.zone, run.surroundings.zoneOffset);
  }),
  define('date and time', [dateTime('date'), text('timezone')], inZone),
  define('duration', [text('from')], (run, from) => orWarn(run, parseDuration(from), from)),
  define('duration', [anything('from')], (run, from) => {
    const isDuration =
      isTagged(from, 'days and time duration') || isTagged(from, 'years and months duration');
    return isDuration ? from : run.warn('FEEL_WRONG_ARGUMENTS', { function: 'duration' });
  }),
  define('years and months duration', [day('from'), day('to')], (_run, from, to) => between(from, to)),
  define('now', [], now),
  define('today', [], (run) => {
    const at = now(run);
    return at === null ? null : dateOf(at);
  }),
  define('day of year', [day('date')], (_run, value) => dayOfYear(value)),
  define('day of week', [day('date')], (_run, value) => WEEKDAYS[weekday(value) - 1] ?? null),
  define('month of year', [day('date')], (_run, value) => MONTHS[value.month - 1] ?? null),
  define('week of year', [day('date')], (_run, value) => weekOfYear(value)),
  define('last day of month', [day('date')], (_run, value) => {
    return dateOf({ year: value.year, month: value.month, day: daysInMonth(value.year, value.month) });
  }),
];

/** Text of a date, or of a date and time, whose date it is. */
function dateOfText(run: Run, from: string): Value {
  const whole =
    from.length > 10 && /T\d/.test(from) ? parseDateTime(from, run.surroundings.zoneOffset) : null;
  return whole === null ? parseDate(from) : dateOf(whole);
}

function timeOfText(run: Run, from: string): Value {
  const whole = /^-?\d{4,9}-\d\d-\d\dT/.test(from) ? parseDateTime(from, run.surroundings.zoneOffset) : null;
  return whole === null ? parseTime(from, run.surroundings.zoneOffset) : makeTime(whole.second, whole);
}
