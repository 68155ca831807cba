// Business days at the same time of day: from the next opening, so many business days later.
import { DAY, dayOf } from '../civil.ts';
import { consume, measure, withoutPauses, workingIntervals } from '../intervals.ts';
import type { WorkingDays } from '../workingDays.ts';
import type { Zone } from '../zone.ts';
import { instantOf, localOf } from '../zone.ts';
import { countDays, daysOff, endOfDay, filedAt } from './dayWalk.ts';
import type { Opened, Walk } from './index.ts';

export function businessDays(opened: Opened): Walk {
  const { days, zone, term, pauses, endOfWorkingDay } = opened;
  const filed = filedAt(opened);
  const from = consume(workingIntervals(filed, days, zone), 0);
  const first = dayOf(localOf(from, zone));
  const { last, countedDates, skipped } = countDays(first, term.days, days.off);
  const sameTime = atTimeOfDay(last, localOf(from, zone) - first * DAY, days, zone);

  const all = () => workingIntervals(from, days, zone);
  const intervals = () => withoutPauses(all(), pauses);
  const workingMs = measure(all(), sameTime);
  // Only a pause that took working time moves the end: without one, "the same time" is kept to the letter.
  const isMoved = measure(intervals(), sameTime) < workingMs;
  let dueAt = isMoved ? consume(intervals(), workingMs) : sameTime;
  const dueDay = dayOf(localOf(dueAt, zone));
  if (endOfWorkingDay) dueAt = closingOf(dueDay, days, zone);
  const pausedMs = measure(all(), dueAt) - measure(intervals(), dueAt);
  const before = daysOff(dayOf(localOf(opened.start, zone)), first, days.off);
  const after = daysOff(last + 1, dueDay, days.off);
  return {
    due: { dueAt, counted: term.days, countedDates, skipped: [...before, ...skipped, ...after], pausedMs },
    from,
    intervals,
  };
}

/** That time of the day if it is open then; else the moment it last was, or its opening. */
export function atTimeOfDay(day: number, time: number, days: WorkingDays, zone: Zone): number {
  const spans = days.spans(day);
  const isOpen = spans.some(([opens, closes]) => opens <= time && time <= closes);
  const nearest = spans.findLast(([, closes]) => closes < time)?.[1] ?? spans[0]![0];
  return instantOf(day * DAY + (isOpen ? time : nearest), zone);
}

function closingOf(day: number, days: WorkingDays, zone: Zone): number {
  const closes = days.spans(day).at(-1)![1];
  return closes === DAY ? endOfDay(day, zone) : instantOf(day * DAY + closes, zone);
}
