// Periods of a report: those that figures are computed by, and how many of them lie side by side in a trend.
import {
  type Grain,
  type Period,
  parsePeriod,
  periodAt,
  previousPeriod,
  rangeOf,
  yearBefore,
} from '../engine.ts';

export { type Period, parsePeriod, periodAt, previousPeriod, rangeOf, yearBefore };

export type CalendarGrain = Exclude<Grain, 'sprint' | 'day'>;

/** The period of that kind that a date lies in. */
export function calendarPeriod(grain: CalendarGrain, date: string): Period {
  const found = periodAt(date, grain);
  if (!found) throw new Error(`Expected a date as YYYY-MM-DD, but got ${date}.`);
  return found;
}

export function isDate(text: string | undefined): text is string {
  return text !== undefined && parsePeriod(text)?.grain === 'day';
}

/** The last so many periods up to this one, oldest first. */
export function series(period: Period, count: number): Period[] {
  const found = [period];
  while (found.length < count) {
    const before = previousPeriod(found[0] ?? period);
    if (!before) break;
    found.unshift(before);
  }
  return found;
}
