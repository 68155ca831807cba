// Sums of facts by period and slice, as they are kept: facts are added and taken back, in any order.
import { parseDate } from '../time/index.ts';
import type { Aggregate } from './aggregate.ts';
import type { Fact } from './fact.ts';
import type { Rollup } from './rollupPlan.ts';
import { addSigned, canonicalAggregate, isEmpty, mergeInto, type Sign } from './signed.ts';
import { monthOf, slicesOf } from './slices.ts';

export type SumGrain = 'month' | 'day';

/** One row: the aggregates of each measure, by its key. */
export type SumRow = { [measure: string]: Aggregate };

export interface SumKey {
  grain: SumGrain;
  period: number;
  slice: string;
  value: string;
}

export interface Sums {
  add(fact: Fact, sign: Sign): void;
  entries(): Iterable<[SumKey, SumRow]>;
}

/** `short` names measures in rows. */
export function createSums(rollups: readonly Rollup[], short: (key: string) => string): Sums {
  // By grain and period, slice and value: no text is put together for each fact.
  const months: Periods = new Map();
  const days: Periods = new Map();
  const byKind = new Map<
    string,
    { measures: { rollup: Rollup; name: string }[]; wanted: Set<string> | undefined }
  >();
  for (const rollup of rollups) {
    const name = short(rollup.key);
    for (const kind of rollup.facts) {
      const known = byKind.get(kind) ?? { measures: [], wanted: new Set<string>() };
      known.measures.push({ rollup, name });
      // Slices that no measure keeps are not looked at.
      if (!rollup.slices) known.wanted = undefined;
      else for (const slice of rollup.slices) known.wanted?.add(slice);
      byKind.set(kind, known);
    }
  }

  return {
    *entries() {
      for (const [grain, periods] of [
        ['month', months],
        ['day', days],
      ] as const)
        for (const [period, slices] of periods)
          for (const [slice, values] of slices)
            for (const [value, row] of values) yield [{ grain, period, slice, value }, row];
    },
    add(fact, sign) {
      const taken = byKind.get(fact.kind);
      const day = parseDate(fact.date);
      if (!taken || day === undefined) return;
      const month = monthOf(day);
      // Each row is looked up once, however many measures take the fact.
      let slices: { slice: string; row: SumRow }[] | undefined;
      let ofDay: SumRow | undefined;
      for (const { rollup, name } of taken.measures) {
        const observation = rollup.observe(fact);
        if (!observation) continue;
        slices ??= allSlices(fact, taken.wanted).map(([slice, value]) => {
          return { slice, row: rowIn(months, month, slice, value) };
        });
        for (const { slice, row } of slices)
          if (isKept(rollup, slice)) addSigned(aggregateIn(row, name), rollup.kind, observation, sign);
        if (!rollup.byDay) continue;
        ofDay ??= rowIn(days, day, '', '');
        addSigned(aggregateIn(ofDay, name), rollup.kind, observation, sign);
      }
    },
  };
}

type Periods = Map<number, Map<string, Map<string, SumRow>>>;

function rowIn(periods: Periods, period: number, slice: string, value: string): SumRow {
  let slices = periods.get(period);
  if (!slices) {
    slices = new Map();
    periods.set(period, slices);
  }
  let values = slices.get(slice);
  if (!values) {
    values = new Map();
    slices.set(slice, values);
  }
  let row = values.get(value);
  if (!row) {
    row = {};
    values.set(value, row);
  }
  return row;
}

function aggregateIn(row: SumRow, name: string): Aggregate {
  row[name] ??= { n: 0 };
  return row[name];
}

/** Of durations, which only their own measures fall into. */
export const DURATION_SLICE = 'duration:';

function allSlices(fact: Fact, wanted: ReadonlySet<string> | undefined): [string, string][] {
  const { element } = fact;
  const slices = slicesOf(fact, wanted);
  if (element !== undefined)
    for (const slice of OF_DURATIONS) if (!wanted || wanted.has(slice)) slices.push([slice, element]);
  return slices;
}

const OF_DURATIONS = [`${DURATION_SLICE}clock`, `${DURATION_SLICE}business`];

function isKept({ slices }: Rollup, slice: string): boolean {
  return slices ? slices.has(slice) : !slice.startsWith(DURATION_SLICE);
}

/** What is there and what is added, as it is kept; undefined where nothing is left. */
export function mergedRow(before: SumRow | undefined, added: SumRow): SumRow | undefined {
  const merged: SumRow = {};
  for (const name of [...new Set([...Object.keys(before ?? {}), ...Object.keys(added)])].toSorted()) {
    const aggregate: Aggregate = { n: 0 };
    if (before?.[name]) mergeInto(aggregate, before[name]);
    if (added[name]) mergeInto(aggregate, added[name]);
    if (!isEmpty(aggregate)) merged[name] = canonicalAggregate(aggregate);
  }
  return Object.keys(merged).length === 0 ? undefined : merged;
}
