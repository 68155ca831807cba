// Terms in months run by the calendar; a last day that is not worked moves to the next that is (Ley 4 de 1913, art. 62).
import { addMonths, DAY } from '../civil.ts';
import type { Interval } from '../intervals.ts';
import { clockIntervals, measure, withoutPauses } from '../intervals.ts';
import { instantOf } from '../zone.ts';
import { daysOff, daysToInstants, endOfDay, nextWorkingDay, pausedDays, receiptDay } from './dayWalk.ts';
import type { Opened, Walk } from './index.ts';

export function calendarMonth(opened: Opened): Walk {
  const { days, zone, term } = opened;
  const receipt = receiptDay(opened);
  const paused = pausedDays(opened.pauses, zone);
  const raw = afterPauses(receipt + 1, addMonths(receipt, term.months) + term.days, paused);
  const last = nextWorkingDay(raw - 1, days);
  const from = instantOf((receipt + 1) * DAY, zone);
  const cuts = daysToInstants(paused, zone);
  const intervals = () => withoutPauses(clockIntervals(from), cuts);
  const dueAt = endOfDay(last, zone);
  const pausedMs = measure(clockIntervals(from), dueAt) - measure(intervals(), dueAt);
  const skipped = daysOff(raw, last, days.off);
  return { due: { dueAt, counted: term.months, skipped, pausedMs }, from, intervals };
}

/** The last day of a term, later by the days that pauses took from it. */
function afterPauses(first: number, last: number, paused: readonly Interval[]): number {
  let end = last;
  for (const { from, to } of paused) {
    const begins = Math.max(from, first);
    if (begins <= end && to > begins) end += to - begins;
  }
  return end;
}
