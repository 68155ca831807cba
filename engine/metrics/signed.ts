// Aggregates that can be taken back: what a case no longer amounts to is subtracted, to the last digit.
import type { Aggregate } from './aggregate.ts';
import type { MeasureKind, Observation } from './measure.ts';

export type Sign = 1 | -1;

/** Changes the aggregate. `last` cannot be taken back and is never kept in sums. */
export function addSigned(
  aggregate: Aggregate,
  kind: MeasureKind,
  { number, key, failed }: Observation,
  sign: Sign,
): void {
  if (failed) {
    aggregate.failed = (aggregate.failed ?? 0) + sign;
    return;
  }
  aggregate.n += sign;
  if (number !== undefined) aggregate.sum = (aggregate.sum ?? 0) + sign * number;
  if (kind === 'distribution') {
    aggregate.values ??= Object.create(null) as { [units: string]: number };
    bump(aggregate.values, String(number), sign);
  }
  if (key !== undefined) {
    aggregate.keys ??= Object.create(null) as { [key: string]: number };
    bump(aggregate.keys, key, sign);
  }
}

/** Changes `into`. */
export function mergeInto(into: Aggregate, from: Aggregate): void {
  into.n += from.n;
  if (from.sum !== undefined) into.sum = (into.sum ?? 0) + from.sum;
  if (from.failed !== undefined) into.failed = (into.failed ?? 0) + from.failed;
  if (from.values) into.values = mergedCounts(into.values, from.values);
  if (from.keys) into.keys = mergedCounts(into.keys, from.keys);
}

type Counts = { [key: string]: number };

function mergedCounts(into: Counts | undefined, from: Counts): Counts {
  const counts = into ?? (Object.create(null) as Counts);
  for (const key in from) bump(counts, key, from[key] as number);
  return counts;
}

function bump(counts: Counts, key: string, by: number): void {
  const count = (counts[key] ?? 0) + by;
  if (count === 0) delete counts[key];
  else counts[key] = count;
}

/** Nothing that was counted is left. */
export function isEmpty({ n, sum = 0, failed = 0, values = {}, keys = {} }: Aggregate): boolean {
  if (n !== 0 || sum !== 0 || failed !== 0) return false;
  return Object.keys(values).length === 0 && Object.keys(keys).length === 0;
}

/** With sorted keys and without zeros, so that equal aggregates are equal texts. */
export function canonicalAggregate(aggregate: Aggregate): Aggregate {
  const { n, sum, failed, values, keys } = aggregate;
  return {
    n,
    ...(sum !== undefined && { sum }),
    ...(values && { values: inOrder(values) }),
    ...(keys && { keys: sorted(keys) }),
    ...(failed !== undefined && failed !== 0 && { failed }),
  };
}

/** Names that are whole numbers from 0 on stand in their order by themselves. */
function inOrder(counts: Counts): Counts {
  for (const name in counts) if (name.startsWith('-')) return sorted(counts);
  return counts;
}

function sorted(counts: Counts): Counts {
  return Object.fromEntries(Object.entries(counts).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
