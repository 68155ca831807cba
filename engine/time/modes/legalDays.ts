// Terms that the law sets in days: whole business days after the day of receipt (Ley 4 de 1913, arts. 59 to 62).
import { DAY } from '../civil.ts';
import { measure, withoutPauses, workingIntervals } from '../intervals.ts';
import { instantOf } from '../zone.ts';
import { countDays, daysToInstants, endOfDay, pausedDays, receiptDay } from './dayWalk.ts';
import type { Opened, Walk } from './index.ts';

/** A suspended term runs again the day after it is resumed (Ley 1755 de 2015, art. 17). */
export function legalDays(opened: Opened): Walk {
  const { days, zone, term } = opened;
  const receipt = receiptDay(opened);
  const paused = pausedDays(opened.pauses, zone);
  const isPaused = (day: number) => paused.some(({ from, to }) => from <= day && day < to);
  const { last, countedDates, skipped } = countDays(receipt, term.days, (day) => {
    return days.off(day) ?? (isPaused(day) ? { kind: 'pause', why: 'término suspendido' } : undefined);
  });
  const from = instantOf((receipt + 1) * DAY, zone);
  const cuts = daysToInstants(paused, zone);
  const all = () => workingIntervals(from, days, zone);
  const intervals = () => withoutPauses(all(), cuts);
  const dueAt = endOfDay(last, zone);
  const pausedMs = measure(all(), dueAt) - measure(intervals(), dueAt);
  return { due: { dueAt, counted: term.days, countedDates, skipped, pausedMs }, from, intervals };
}
