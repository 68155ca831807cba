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
  readonly size: number;
}

/** `short` names measures in rows. */
export function createSums(rollups: readonly Rollup[], short: (key: string) => string): Sums {
  const rows = new Map<string, { key: SumKey; row: SumRow }>();
  const byKind = new Map<string, { rollup: Rollup; name: string }[]>();
  for (const rollup of rollups) {
    const name = short(rollup.key);
    for (const kind of rollup.facts) byKind.set(kind, [...(byKind.get(kind) ?? []), { rollup, name }]);
  }

  function aggregateAt(grain: SumGrain, period: number, slice: string, value: string, measure: string) {
    const id = `${grain}\n${period}\n${slice}\n${value}`;
    let found = rows.get(id);
    if (!found) {
      found = { key: { grain, period, slice, value }, row: {} };
      rows.set(id, found);
    }
    found.row[measure] ??= { n: 0 };
    return found.row[measure];
  }

  return {
    get size() {
      return rows.size;
    },
    entries: () => [...rows.values()].map(({ key, row }) => [key, row]),
    add(fact, sign) {
      const measures = byKind.get(fact.kind);
      const day = parseDate(fact.date);
      if (!measures || day === undefined) return;
      let slices: [string, string][] | undefined;
      for (const { rollup, name } of measures) {
        const observation = rollup.observe(fact);
        if (!observation) continue;
        const month = monthOf(day);
        slices ??= allSlices(fact);
        for (const [slice, value] of slices)
          if (isKept(rollup, slice))
            addSigned(aggregateAt('month', month, slice, value, name), rollup.kind, observation, sign);
        if (rollup.byDay) addSigned(aggregateAt('day', day, '', '', name), rollup.kind, observation, sign);
      }
    },
  };
}

/** Of durations, which only their own measures fall into. */
export const DURATION_SLICE = 'duration:';

function allSlices(fact: Fact): [string, string][] {
  const { element } = fact;
  if (element === undefined) return slicesOf(fact);
  return [...slicesOf(fact), [`${DURATION_SLICE}clock`, element], [`${DURATION_SLICE}business`, element]];
}

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
