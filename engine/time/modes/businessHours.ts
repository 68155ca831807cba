// Opening hours used up one after another; a filing outside them waits for the next opening.
import { dayOf, HOUR } from '../civil.ts';
import { consume, measure, withoutPauses, workingIntervals } from '../intervals.ts';
import { localOf } from '../zone.ts';
import { daysOff } from './dayWalk.ts';
import type { Opened, Walk } from './index.ts';

export function businessHours({ start, days, zone, pauses, term }: Opened): Walk {
  const all = () => workingIntervals(start, days, zone);
  const intervals = () => withoutPauses(all(), pauses);
  const dueAt = consume(intervals(), term.ms);
  const skipped = daysOff(dayOf(localOf(start, zone)), dayOf(localOf(dueAt, zone)), days.off);
  const pausedMs = measure(all(), dueAt) - measure(intervals(), dueAt);
  return {
    due: { dueAt, counted: term.ms / HOUR, skipped, pausedMs },
    from: consume(all(), 0),
    intervals,
  };
}
