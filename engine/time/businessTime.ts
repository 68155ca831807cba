// Business time added to an instant, or taken away: so many business days at the same time of day, then opening hours.
import type { Calendar } from './calendar.ts';
import { DAY, dayOf } from './civil.ts';
import { zoneFor } from './due.ts';
import { consume, workingIntervals, workingIntervalsBefore } from './intervals.ts';
import { atTimeOfDay } from './modes/businessDays.ts';
import { workingDays } from './workingDays.ts';
import type { Zone } from './zone.ts';
import { localOf } from './zone.ts';

/**
 * Forward from the next opening, backward from the last closing. Both are negative or neither is; nothing added gives
 * the moment itself where it is open.
 */
export function addBusinessTime(
  at: number,
  { days, ms }: { days: number; ms: number },
  calendar: Calendar,
  zone?: Zone,
): number {
  const there = zoneFor(calendar, zone);
  const opened = workingDays(calendar);
  const isBack = days < 0 || ms < 0;
  const begins = isBack ? last(at) : consume(workingIntervals(at, opened, there), 0);
  let day = dayOf(localOf(begins, there));
  // A day that closes at midnight ends on the next date.
  const time = localOf(begins, there) - day * DAY;
  for (let left = Math.abs(days); left > 0; ) {
    day += isBack ? -1 : 1;
    if (opened.isWorking(day)) left -= 1;
  }
  const moved = days === 0 ? begins : atTimeOfDay(day, time, opened, there);
  if (ms === 0) return moved;
  if (!isBack) return consume(workingIntervals(moved, opened, there), ms);
  let left = -ms;
  for (const { from, to } of workingIntervalsBefore(moved, opened, there)) {
    if (left <= to - from) return to - left;
    left -= to - from;
  }
  return moved;

  function last(until: number): number {
    const [first] = workingIntervals(until, opened, there);
    // Open at this very moment.
    if (first && first.from === until) return until;
    for (const { to } of workingIntervalsBefore(until, opened, there)) return to;
    return until;
  }
}
