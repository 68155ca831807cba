// The one place where reports ask for figures: what indicators there are, their values by period and dimension, and the
// cases behind them.
import type { Engine } from '../engine.ts';
import type { Filter } from './question.ts';

export interface Words {
  es: string;
  en: string;
}

/** What people read of an indicator. */
export interface Definition {
  id: string;
  flow?: string;
  name: Words;
  group: Words;
  unit: string;
  kind: string;
  formulaText: Words;
  numerator?: Words;
  denominator?: Words;
  parts?: Words[];
  period: string;
  per?: string[];
  target: { comparison: string; value: number } | null;
  direction: 'up' | 'down' | 'none';
  source: string;
  inference?: boolean;
  example?: { given: Words; value: unknown };
}

export interface FigureQuery {
  ids: string[];
  filter: Filter;
  /** Civil dates, both in it. */
  from: string;
  to: string;
  grain?: 'week' | 'month' | 'quarter' | 'semester' | 'year';
  /** Dimensions that the figures are split by. */
  per?: string[];
}

export interface Figure {
  id: string;
  /** As a period of ours is called; the dates where no grain was asked for. */
  period: string;
  dims: { [dimension: string]: string };
  value: number | number[] | null;
  numerator: number | null;
  denominator: number | null;
  n: number;
}

export interface FigureCases {
  rows: { caseKey: number | null; at: number; dims: { [dimension: string]: string }; value: string }[];
  total: number;
  next?: string;
}

export interface Duration {
  element: string;
  count: number;
  /** Milliseconds; null where nothing is known. */
  mean: number | null;
  median: number | null;
  p90: number | null;
  waiting: number | null;
  working: number | null;
  business: number | null;
}

export interface Figures {
  definitions(): Promise<Definition[]>;
  query(query: FigureQuery): Promise<Figure[]>;
  cases(query: FigureQuery & { side: 'numerator' | 'denominator'; after?: string }): Promise<FigureCases>;
  durations(query: { process: string; filter: Filter; from: string; to: string }): Promise<Duration[]>;
}

const none: Figures = {
  definitions: () => Promise.resolve([]),
  query: () => Promise.resolve([]),
  cases: () => Promise.resolve({ rows: [], total: 0 }),
  durations: () => Promise.resolve([]),
};

export function figuresOf(engine: Engine & { indicators?: Figures }): Figures {
  return engine.indicators ?? none;
}
