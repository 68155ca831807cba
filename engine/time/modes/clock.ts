// Hours of the clock: every hour counts, day and night; only pauses are left out.
import { HOUR } from '../civil.ts';
import { clockIntervals, consume, withoutPauses } from '../intervals.ts';
import type { Opened, Walk } from './index.ts';

export function clock({ start, term, pauses }: Opened): Walk {
  const intervals = () => withoutPauses(clockIntervals(start), pauses);
  const dueAt = consume(intervals(), term.ms);
  const pausedMs = dueAt - start - term.ms;
  return { due: { dueAt, counted: term.ms / HOUR, skipped: [], pausedMs }, from: start, intervals };
}
