// A year of a calendar, day by day: which days count, from when to when, and why the others do not.
import type { Calendar } from './calendar.ts';
import { civilFromDays, daysFromCivil, formatDate, weekday } from './civil.ts';
import { holidayDays } from './holidays.ts';
import { type DayOff, type Span, workingDays } from './workingDays.ts';

export interface CalendarDay {
  date: string;
  /** 1 is Monday. */
  weekday: number;
  state: 'working' | DayOff['kind'];
  /** Milliseconds from midnight; empty on a day that does not count. */
  spans: readonly Span[];
  /** Why it does not count, or why it does although it would not; absent on usual working days. */
  why?: string;
}

export interface CalendarMonth {
  /** 1 to 12. */
  month: number;
  days: CalendarDay[];
  /** How many count. */
  working: number;
}

export function calendarYear(calendar: Calendar, year: number): CalendarMonth[] {
  const opened = workingDays(calendar);
  const told = new Map<string, string>();
  for (const { day, name } of holidayDays(calendar, year)) told.set(formatDate(day), name);
  for (const { date, why } of calendar.exceptions ?? []) told.set(date, why);
  const months: CalendarMonth[] = [];
  const end = daysFromCivil({ year: year + 1, month: 1, day: 1 });
  for (let number = daysFromCivil({ year, month: 1, day: 1 }); number < end; number += 1) {
    const { month } = civilFromDays(number);
    const date = formatDate(number);
    const off = opened.off(number);
    const why = off?.kind === 'weekly' ? undefined : (off?.why ?? told.get(date));
    const day: CalendarDay = {
      date,
      weekday: weekday(number),
      state: off?.kind ?? 'working',
      spans: opened.spans(number),
      ...(why !== undefined && { why }),
    };
    const last = months.at(-1);
    const into = last?.month === month ? last : { month, days: [], working: 0 };
    if (into !== last) months.push(into);
    into.days.push(day);
    if (!off) into.working += 1;
  }
  return months;
}
