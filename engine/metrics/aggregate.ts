// Aggregates that can be merged in any order and give the same to the last digit: counts, integer sums, how often each
// value occurs. They are plain JSON, so that a store can keep one for each day and add them up.
import type { Fact } from './fact.ts';
import type { EvaluateFeel } from './feel.ts';
import { type Measure, type Observation, observe } from './measure.ts';

export interface Aggregate {
  /** Facts that were taken. */
  n: number;
  /** In units of the last digit that the measure keeps. */
  sum?: number;
  /** How often each number occurs, by its units as text. */
  values?: { [units: string]: number };
  /** How often each key occurs. */
  keys?: { [key: string]: number };
  /** The last day that has any, and what was added up on it. */
  last?: { date: string; sum: number };
  /** Facts whose expression failed; never left unsaid. */
  failed?: number;
}

/** By the name of the aggregate in its definition; one that no day could have (a week that a year lacks) is absent. */
export type Aggregates = { readonly [name: string]: Aggregate | undefined };

export function emptyAggregate({ kind }: Pick<Measure, 'kind'>): Aggregate {
  if (kind === 'sum' || kind === 'mean') return { n: 0, sum: 0 };
  if (kind === 'distribution') return { n: 0, sum: 0, values: Object.create(null) };
  return kind === 'distinct' ? { n: 0, keys: Object.create(null) } : { n: 0 };
}

/** Changes the aggregate: facts come by the million. */
export function addObservation(aggregate: Aggregate, { kind }: Measure, observation: Observation): void {
  const { number, key, date, failed } = observation;
  if (failed) {
    aggregate.failed = (aggregate.failed ?? 0) + 1;
    return;
  }
  aggregate.n += 1;
  if (kind === 'last') aggregate.last = later(aggregate.last, { date, sum: number ?? 0 });
  else if (number !== undefined) aggregate.sum = (aggregate.sum ?? 0) + number;
  if (kind === 'distribution') aggregate.values = counted(aggregate.values, String(number));
  if (key !== undefined) aggregate.keys = counted(aggregate.keys, key);
}

function counted(counts: Aggregate['keys'], key: string): { [key: string]: number } {
  const own = counts ?? Object.create(null);
  own[key] = (own[key] ?? 0) + 1;
  return own;
}

/** Two of the same measure as one; neither is changed. */
export function mergeAggregates(a: Aggregate, b: Aggregate): Aggregate {
  const merged: Aggregate = { n: a.n + b.n };
  if (a.sum !== undefined || b.sum !== undefined) merged.sum = (a.sum ?? 0) + (b.sum ?? 0);
  if (a.values || b.values) merged.values = mergeCounts(a.values, b.values);
  if (a.keys || b.keys) merged.keys = mergeCounts(a.keys, b.keys);
  const last = b.last ? later(a.last, b.last) : a.last;
  if (last) merged.last = last;
  const failed = (a.failed ?? 0) + (b.failed ?? 0);
  if (failed > 0) merged.failed = failed;
  return merged;
}

function mergeCounts(a: Aggregate['keys'], b: Aggregate['keys']): { [key: string]: number } {
  const merged: { [key: string]: number } = Object.assign(Object.create(null), a);
  for (const [key, count] of Object.entries(b ?? {})) merged[key] = (merged[key] ?? 0) + count;
  return merged;
}

function later(a: Aggregate['last'], b: { date: string; sum: number }): { date: string; sum: number } {
  if (!a || b.date > a.date) return b;
  return a.date > b.date ? a : { date: a.date, sum: a.sum + b.sum };
}

/** One measure over facts that were chosen already. */
export function aggregateFacts(measure: Measure, facts: Iterable<Fact>, feel: EvaluateFeel): Aggregate {
  const aggregate = emptyAggregate(measure);
  for (const fact of facts) {
    const observation = observe(measure, fact, feel);
    if (observation) addObservation(aggregate, measure, observation);
  }
  return aggregate;
}
