// Steps that the ways of counting share: the day a filing is dated, days counted and skipped, the end of a day.
import { DAY, dayOf, formatDate, SECOND } from '../civil.ts';
import type { Skipped } from '../due.ts';
import type { Interval } from '../intervals.ts';
import { mergePauses } from '../intervals.ts';
import type { DayOff, WorkingDays } from '../workingDays.ts';
import type { Zone } from '../zone.ts';
import { instantOf, localOf } from '../zone.ts';
import type { Opened } from './index.ts';

/** The instant that a filing counts from: its own, or the next business day when it came after hours. */
export function filedAt({ start, days, zone, afterHours }: Opened): number {
  if (afterHours === 'same-day') return start;
  const local = localOf(start, zone);
  const day = dayOf(local);
  if (days.isWorking(day) && local - day * DAY <= days.closing(day)) return start;
  return instantOf(nextWorkingDay(day, days) * DAY, zone);
}

export function receiptDay(opened: Opened): number {
  return dayOf(localOf(filedAt(opened), opened.zone));
}

export function nextWorkingDay(after: number, days: WorkingDays): number {
  let day = after + 1;
  while (!days.isWorking(day)) day += 1;
  return day;
}

/** Days after `first` until so many were not off. */
export function countDays(
  first: number,
  count: number,
  off: (day: number) => Omit<Skipped, 'date'> | undefined,
): { last: number; countedDates: string[]; skipped: Skipped[] } {
  const countedDates: string[] = [];
  const skipped: Skipped[] = [];
  let last = first;
  while (countedDates.length < count) {
    last += 1;
    const why = off(last);
    if (why) skipped.push({ date: formatDate(last), ...why });
    else countedDates.push(formatDate(last));
  }
  return { last, countedDates, skipped };
}

/** The days off among `first` to `last`, both included. */
export function daysOff(first: number, last: number, off: (day: number) => DayOff | undefined): Skipped[] {
  const skipped: Skipped[] = [];
  for (let day = first; day <= last; day += 1) {
    const why = off(day);
    if (why) skipped.push({ date: formatDate(day), ...why });
  }
  return skipped;
}

/** Pauses as half-open ranges of days: the day one began was used, and so is the day after it ended. */
export function pausedDays(pauses: readonly Interval[], zone: Zone): Interval[] {
  const dayAfter = (at: number) => dayOf(localOf(at, zone)) + 1;
  return mergePauses(pauses.map(({ from, to }) => ({ from: dayAfter(from), to: dayAfter(to) })));
}

export function daysToInstants(pauses: readonly Interval[], zone: Zone): Interval[] {
  return pauses.map(({ from, to }) => ({
    from: instantOf(from * DAY, zone),
    to: instantOf(to * DAY, zone),
  }));
}

/**
 * A term ends at midnight of its last day, written 23:59:59 so that nobody reads the next date. Where clocks are set at
 * midnight, that second may come twice, and the day ends with the later one.
 */
export function endOfDay(day: number, zone: Zone): number {
  return instantOf((day + 1) * DAY, zone) - SECOND;
}
