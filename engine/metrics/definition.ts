// What an indicator is: the words people read, and the counts and the formula that compute it. It is written in a
// process folder's `indicators.json`, so that somebody who draws processes adds one without code.
import type { Json } from '../core/json.ts';
import type { Dimension } from './fact.ts';

export interface Words {
  es: string;
  en: string;
}

export const UNITS = [
  'percent',
  'points',
  'score',
  'count',
  'hours',
  'business-hours',
  'business-days',
  'minutes',
  'months',
  'cop',
  'ratio',
  'index',
] as const;

export const KINDS = [
  'share',
  'mean',
  'median',
  'sum',
  'count',
  'net',
  'difference',
  'variation',
  'other',
] as const;

/** `any`: what is asked for, for nothing in the definition says more. */
export const PERIODS = ['month', 'quarter', 'semester', 'year', 'sprint', 'week', 'now', 'any'] as const;

export type IndicatorPeriod = (typeof PERIODS)[number];

export const COMPARISONS = ['>=', '>', '<=', '<', '='] as const;

export interface Target {
  comparison: (typeof COMPARISONS)[number];
  value: number;
  /** FEEL of the value where it is not fixed, over the same as the formula; `value` is what people are told. */
  is?: string;
}

/** What a figure can be split into; `element` is the drawing's. */
export type Split = Dimension | 'element';

/**
 * Facts of which days an aggregate takes: of the period, of the one before it, of the same one a year before, all until
 * the period's end, or the facts of what is open at this moment (kinds `case-open` and `task-open`), which nobody keeps.
 */
export const SPANS = ['this', 'previous', 'year-before', 'until', 'now'] as const;

export type Span = (typeof SPANS)[number];

/** What is done with the facts that were taken; exactly one, and counting them where none is given. */
export const MEASURES = ['sum', 'mean', 'distribution', 'distinct', 'last'] as const;

/** One count over facts. Every text is FEEL over the fact's dimensions and values and the indicator's parameters. */
export interface AggregateDefinition {
  /** Kinds of facts; several are taken as one. */
  fact: string | string[];
  /** Facts for which this is true. Default: all. */
  where?: string;
  /** The number of facts. The default. */
  count?: true;
  /** Adds a number up. */
  sum?: string;
  /** The sum of a number over how many facts have it. */
  mean?: string;
  /** Keeps how often each number occurs: `{count, sum, mean, median, p90, min, max}`. */
  distribution?: string;
  /** How many different texts or numbers. */
  distinct?: string;
  /** The sum of a number over the last day that has any: what is held, not what happens. */
  last?: string;
  /** Digits behind the point that numbers keep, so that sums are exact. Default 0. */
  decimals?: number;
  /** What it is where no fact was taken. By default no data for numbers, and 0 for counts. */
  default?: number;
  /** Default `this`. */
  period?: Span;
  /** Takes every value of what the indicator is split into, whatever it is split or filtered by: the whole of a share. */
  whole?: true;
}

/** Words, and the FEEL over aggregates that the words stand for. */
export type Side = Words & { is?: string };

export interface IndicatorDefinition {
  /** A letter and a number. Where several folders declare it, all say the same but for what they read. */
  id: string;
  name: Words;
  group: Words;
  unit: (typeof UNITS)[number];
  kind: (typeof KINDS)[number];
  /** FEEL over aggregates and parameters; a number, or a list of as many as there are `parts`. */
  formula: string;
  /** The same for people. */
  formulaText: Words;
  aggregates: { [name: string]: AggregateDefinition };
  numerator?: Side;
  denominator?: Side;
  /** What each number of a list is. */
  parts?: Words[];
  /** Digits behind the point, rounded half away from zero. Default 2. */
  decimals?: number;
  period: IndicatorPeriod;
  /** The date that puts a fact into a period, where it is not plain. */
  attributedBy?: string;
  /** Split into these wherever it is shown whole. */
  per?: Split[];
  target: Target | null;
  direction: 'up' | 'down' | 'none';
  parameters?: { [name: string]: Json };
  data: string[];
  source: string;
  /** The source names it without saying how it is computed, or how exactly. */
  inference?: boolean;
  /** Elements and variables of each process that it is computed from; facts carry these variables. */
  reads?: { [process: string]: { elements?: string[]; variables?: string[] } };
  example?: { given: Words; value: Json };
}
