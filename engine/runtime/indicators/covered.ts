// Which days of a range sums can answer for: whole months of any slice that is kept, days of the whole; the rest is looked
// up in the facts.
import { isSummed, type Measure, monthOf, type Split, type SumGrain, sliceOf } from '../../metrics/index.ts';
import { daysFromCivil } from '../../time/index.ts';
import type { Reading } from './reading.ts';

interface Days {
  from: number;
  to: number;
}

export interface Covered {
  sums: { grain: SumGrain; slice: string; first: number; last: number }[];
  days: Days[];
}

export function coveredBy(
  { basis, summed }: Reading,
  process: string,
  { measure, key }: { measure: Measure; key: string },
  range: Days,
  splits: Iterable<Split>,
): Covered {
  const slice = sliceOf(splits);
  const rollup = basis.processes.get(process)?.rollups.find((each) => each.key === key);
  const isKept = slice !== undefined && rollup && (!rollup.slices || rollup.slices.has(slice));
  if (!isKept || !summed.has(process) || !isSummed(measure)) return { sums: [], days: [range] };
  const { months: whole, days: rest } = coveredMonths(range);
  const months = whole ? [{ grain: 'month' as const, slice, ...whole }] : [];
  if (slice !== '' || !rollup.byDay) return { sums: months, days: rest };
  const days = rest.map(({ from, to }) => ({ grain: 'day' as const, slice, first: from, last: to }));
  return { sums: [...months, ...days], days: [] };
}

/** The whole months in it, and the days beside them. */
export function coveredMonths(range: Days): { months?: { first: number; last: number }; days: Days[] } {
  const first = monthOf(range.from) + (range.from === firstDay(monthOf(range.from)) ? 0 : 1);
  const last = monthOf(range.to) - (range.to === firstDay(monthOf(range.to) + 1) - 1 ? 0 : 1);
  if (first > last) return { days: [range] };
  const days = [
    { from: range.from, to: firstDay(first) - 1 },
    { from: firstDay(last + 1), to: range.to },
  ];
  return { months: { first, last }, days: days.filter(({ from, to }) => from <= to) };
}

function firstDay(month: number): number {
  return daysFromCivil({ year: Math.floor(month / 12), month: (month % 12) + 1, day: 1 });
}
