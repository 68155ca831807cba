// A part of the benchmark: what it measures, against what, and what comes out.
import type { Contestant, Figure, Spread, Tell } from './measure.ts';
import type { WorkloadName } from './workloads.ts';

export interface BenchOptions {
  /** Ends within a minute: fewer units a round, never fewer rounds. */
  quick: boolean;
  rounds: number;
  /** A folder of our own, on the disk that is measured. */
  folder: string;
  /** PostgreSQL to measure, if any. */
  postgres?: string;
  /** Other engines, measured in the same rounds; `name` is theirs. */
  peers?: {
    memory?(name: WorkloadName, quick: boolean): Promise<Contestant[]>;
    durable?(name: WorkloadName, options: BenchOptions): Promise<Contestant[]>;
  };
}

/** Something measured that is no rate: a time, a size. */
export interface PlainFigure extends Spread {
  unit: string;
  [setting: string]: unknown;
}

export interface BenchResult {
  /** How many times as fast, or as little CPU; the median of the rounds' ratios. */
  ratios: { [name: string]: Spread | number };
  figures: { [name: string]: Figure | PlainFigure };
}

export type BenchPart = (options: BenchOptions, tell: Tell) => Promise<BenchResult>;

export function joined(results: readonly BenchResult[]): BenchResult {
  return {
    ratios: Object.assign({}, ...results.map(({ ratios }) => ratios)),
    figures: Object.assign({}, ...results.map(({ figures }) => figures)),
  };
}
