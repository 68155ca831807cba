// What can be said of numbers by how often each of them occurs: exact, however many there are.

export interface Distribution {
  count: number;
  sum: number | null;
  mean: number | null;
  median: number | null;
  p75: number | null;
  p90: number | null;
  p95: number | null;
  min: number | null;
  max: number | null;
}

/** `one`: how many units make one. Percentiles are the nearest rank; the median of an even number lies between two. */
export function distributionOf(values: { readonly [units: string]: number }, one = 1): Distribution {
  const sorted = Object.entries(values)
    .map(([units, times]) => [Number(units), times] as const)
    .toSorted(([a], [b]) => a - b);
  const count = sorted.reduce((all, [, times]) => all + times, 0);
  const sum = sorted.reduce((all, [units, times]) => all + units * times, 0);
  if (count === 0 || !Number.isSafeInteger(sum)) return nothing(count);
  const at = (rank: number): number => {
    let left = rank;
    for (const [units, times] of sorted) {
      left -= times;
      if (left <= 0) return units;
    }
    return 0;
  };
  const nearest = (percent: number) => at(Math.ceil((percent * count) / 100)) / one;
  return {
    count,
    sum: sum / one,
    mean: sum / (count * one),
    median: (at(Math.ceil(count / 2)) + at(Math.floor(count / 2) + 1)) / (2 * one),
    p75: nearest(75),
    p90: nearest(90),
    p95: nearest(95),
    min: at(1) / one,
    max: at(count) / one,
  };
}

function nothing(count: number): Distribution {
  return {
    count,
    sum: null,
    mean: null,
    median: null,
    p75: null,
    p90: null,
    p95: null,
    min: null,
    max: null,
  };
}
