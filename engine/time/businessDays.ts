// Steps in business days from an instant, and what lies between two: reminders and waiting times.
import type { Calendar } from './calendar.ts';
import { DAY, dayOf, parseTimeOfDay } from './civil.ts';
import { zoneFor } from './due.ts';
import { measure, workingIntervals } from './intervals.ts';
import { nextWorkingDay } from './modes/dayWalk.ts';
import { workingDays } from './workingDays.ts';
import type { Zone } from './zone.ts';
import { instantOf, localOf } from './zone.ts';

/** That time of day (`HH:MM`), so many business days before the date of `dueAt`. */
export function businessDaysBefore(
  dueAt: number,
  days: number,
  calendar: Calendar,
  timeOfDay: string,
  zone?: Zone,
): number {
  const opened = workingDays(calendar);
  const there = zoneFor(calendar, zone);
  let day = dayOf(localOf(dueAt, there));
  for (let left = days; left > 0; ) {
    day -= 1;
    if (opened.isWorking(day)) left -= 1;
  }
  return instantOf(day * DAY + timeOf(timeOfDay), there);
}

/** That time of day on the first business day after the date of `at`. */
export function nextBusinessDay(at: number, calendar: Calendar, timeOfDay: string, zone?: Zone): number {
  const there = zoneFor(calendar, zone);
  const day = nextWorkingDay(dayOf(localOf(at, there)), workingDays(calendar));
  return instantOf(day * DAY + timeOf(timeOfDay), there);
}

/** Business days after the date of `a` until that of `b`, that one included; negative when the second comes first. */
export function businessDaysBetween(a: number, b: number, calendar: Calendar, zone?: Zone): number {
  const there = zoneFor(calendar, zone);
  const [first, last] = [dayOf(localOf(a, there)), dayOf(localOf(b, there))];
  const opened = workingDays(calendar);
  let days = 0;
  for (let day = Math.min(first, last) + 1; day <= Math.max(first, last); day += 1)
    if (opened.isWorking(day)) days += 1;
  return last < first ? -days : days;
}

/** Opening hours between two instants, in milliseconds; negative when the second comes first. */
export function businessMillisBetween(a: number, b: number, calendar: Calendar, zone?: Zone): number {
  if (b < a) return -businessMillisBetween(b, a, calendar, zone);
  return measure(workingIntervals(a, workingDays(calendar), zoneFor(calendar, zone)), b);
}

function timeOf(text: string): number {
  const time = parseTimeOfDay(text);
  if (time === undefined) throw new RangeError(`Expected a time of day HH:MM but got ${text}.`);
  return time;
}
