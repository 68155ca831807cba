// Working time as intervals of instants, lazily, with pauses cut out: every count in this folder is a walk over them.
import { DAY, dayOf } from './civil.ts';
import type { WorkingDays } from './workingDays.ts';
import type { Zone } from './zone.ts';
import { instantOf, localOf } from './zone.ts';

export interface Interval {
  from: number;
  to: number;
}

/** Two centuries without an opening: the calendar was not checked. */
const LONGEST_WALK = 73_000;

/** Working intervals that end after `from`, the first one cut to start there. Without end. */
export function* workingIntervals(from: number, days: WorkingDays, zone: Zone): Generator<Interval> {
  let idle = 0;
  for (let day = dayOf(localOf(from, zone)); idle < LONGEST_WALK; day += 1) {
    const spans = days.spans(day);
    idle = spans.length === 0 ? idle + 1 : 0;
    for (const [opens, closes] of spans) {
      const to = instantOf(day * DAY + closes, zone);
      if (to <= from) continue;
      yield { from: Math.max(from, instantOf(day * DAY + opens, zone)), to };
    }
  }
  throw new RangeError(
    'Expected a calendar with working days but found none: check it with checkCalendar first.',
  );
}

/** Working intervals that begin before `until`, the latest first, that one cut to end there. Without end. */
export function* workingIntervalsBefore(until: number, days: WorkingDays, zone: Zone): Generator<Interval> {
  let idle = 0;
  for (let day = dayOf(localOf(until, zone)); idle < LONGEST_WALK; day -= 1) {
    const spans = days.spans(day);
    idle = spans.length === 0 ? idle + 1 : 0;
    for (const [opens, closes] of spans.toReversed()) {
      const from = instantOf(day * DAY + opens, zone);
      if (from < until) yield { from, to: Math.min(until, instantOf(day * DAY + closes, zone)) };
    }
  }
  throw new RangeError(
    'Expected a calendar with working days but found none: check it with checkCalendar first.',
  );
}

/** Clock time: everything after `from`. */
export function* clockIntervals(from: number): Generator<Interval> {
  yield { from, to: Number.MAX_SAFE_INTEGER };
}

/** Overlapping and touching pauses become one; empty ones go. */
export function mergePauses(pauses: readonly Interval[]): Interval[] {
  const merged: Interval[] = [];
  for (const pause of [...pauses].sort((a, b) => a.from - b.from)) {
    if (pause.to <= pause.from) continue;
    const last = merged.at(-1);
    if (last && pause.from <= last.to) last.to = Math.max(last.to, pause.to);
    else merged.push({ from: pause.from, to: pause.to });
  }
  return merged;
}

/** What is left of the intervals outside the (merged) pauses. */
export function* withoutPauses(
  intervals: Iterable<Interval>,
  pauses: readonly Interval[],
): Generator<Interval> {
  let next = 0;
  for (const interval of intervals) {
    let { from } = interval;
    while (next < pauses.length && pauses[next]!.to <= from) next += 1;
    for (let i = next; i < pauses.length && pauses[i]!.from < interval.to; i += 1) {
      if (pauses[i]!.from > from) yield { from, to: pauses[i]!.from };
      from = Math.max(from, pauses[i]!.to);
    }
    if (from < interval.to) yield { from, to: interval.to };
  }
}

/** The instant at which `ms` of the intervals are used up. The last minute of a day ends that day, not the next one. */
export function consume(intervals: Iterable<Interval>, ms: number): number {
  let left = ms;
  for (const { from, to } of intervals) {
    if (left <= to - from) return from + left;
    left -= to - from;
  }
  throw new RangeError('Expected intervals without end but they ended.');
}

/** How much of the intervals lies before `until`. */
export function measure(intervals: Iterable<Interval>, until: number): number {
  let total = 0;
  for (const { from, to } of intervals) {
    if (from >= until) break;
    total += Math.min(to, until) - from;
  }
  return total;
}
