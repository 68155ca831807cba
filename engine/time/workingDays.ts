// A calendar opened for asking: which hours of a given day count, and if none do, why.
import type { Calendar, CalendarException, Hours } from './calendar.ts';
import { WEEKDAYS } from './calendar.ts';
import { civilFromDays, DAY, parseDate, parseTimeOfDay, weekday } from './civil.ts';
import { holidayDays } from './holidays.ts';

/** Milliseconds from the day's midnight to opening and to closing. */
export type Span = readonly [from: number, to: number];

export type DayOff = { kind: 'weekly' | 'holiday' | 'exception'; why: string };

export interface WorkingDays {
  /** In order; empty when the day does not count. */
  spans(day: number): readonly Span[];
  isWorking(day: number): boolean;
  /** Why the day does not count; undefined when it does. */
  off(day: number): DayOff | undefined;
  /** Milliseconds into the day from which a filing is after hours. */
  closing(day: number): number;
}

const WHOLE_DAY: readonly Span[] = [[0, DAY]];
const NAMES = ['lunes', 'martes', 'miércoles', 'jueves', 'viernes', 'sábado', 'domingo'];

/** A calendar is never changed in place, so it is opened once. */
const opened = new WeakMap<Calendar, WorkingDays>();

export function workingDays(calendar: Calendar): WorkingDays {
  const known = opened.get(calendar);
  if (known) return known;
  const days = open(calendar);
  opened.set(calendar, days);
  return days;
}

function open(calendar: Calendar): WorkingDays {
  const week = WEEKDAYS.map((name) => spansOf(calendar.week[name]));
  const exceptions = new Map<number, CalendarException>();
  const exceptional = new Map<number, readonly Span[]>();
  for (const exception of calendar.exceptions ?? []) {
    const day = parseDate(exception.date)!;
    exceptions.set(day, exception);
    if (exception.hours) exceptional.set(day, spansOf(exception.hours));
  }
  const holidays = holidayNames(calendar);
  const closesAt = calendar.closesAt === undefined ? undefined : parseTimeOfDay(calendar.closesAt);

  const usual = (day: number) => week[weekday(day) - 1]!;
  function spans(day: number): readonly Span[] {
    const exception = exceptions.get(day);
    if (exception) {
      if (!exception.working) return [];
      return exceptional.get(day) ?? usual(day);
    }
    return holidays(day) === undefined ? usual(day) : [];
  }
  function off(day: number): DayOff | undefined {
    if (spans(day).length > 0) return undefined;
    const exception = exceptions.get(day);
    if (exception) return { kind: 'exception', why: exception.why };
    const holiday = holidays(day);
    if (holiday !== undefined) return { kind: 'holiday', why: holiday };
    return { kind: 'weekly', why: NAMES[weekday(day) - 1]! };
  }
  return {
    spans,
    off,
    isWorking: (day) => spans(day).length > 0,
    closing: (day) => closesAt ?? spans(day).at(-1)?.[1] ?? 0,
  };
}

export function spansOf(hours: Hours | undefined): readonly Span[] {
  if (hours === undefined) return [];
  if (hours === 'whole-day') return WHOLE_DAY;
  return hours.map(([opens, closes]) => [parseTimeOfDay(opens)!, parseTimeOfDay(closes)!] as const);
}

/** Names of the holidays kept on a day, a year computed once. */
function holidayNames(calendar: Calendar): (day: number) => string | undefined {
  const years = new Map<number, Map<number, string>>();
  return (day) => {
    const { year } = civilFromDays(day);
    let names = years.get(year);
    if (!names) {
      names = new Map();
      for (const holiday of holidayDays(calendar, year)) {
        const other = names.get(holiday.day);
        names.set(holiday.day, other === undefined ? holiday.name : `${other}; ${holiday.name}`);
      }
      years.set(year, names);
    }
    return names.get(day);
  };
}
