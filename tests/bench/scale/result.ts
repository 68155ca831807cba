// What a measure gives: figures with their spread, and ratios between figures of one run.
export interface Figure {
  median: number;
  min: number;
  max: number;
  unit: string;
  [more: string]: string | number;
}

export interface Result {
  ratios: { [name: string]: number };
  figures: { [name: string]: Figure };
}

export function median(samples: number[]): number {
  return [...samples].sort((a, b) => a - b)[samples.length >> 1] ?? Number.NaN;
}

/** Of samples sorted or not; `share` between 0 and 1. */
export function percentile(samples: number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export function figure(
  samples: number[],
  unit: string,
  more: { [name: string]: string | number } = {},
): Figure {
  const round = (value: number) => Number(value.toPrecision(4));
  return {
    median: round(median(samples)),
    min: round(Math.min(...samples)),
    max: round(Math.max(...samples)),
    unit,
    ...more,
  };
}
