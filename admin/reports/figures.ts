// The one place where reports ask for figures: what indicators there are, their values by period and dimension, the cases
// behind them, and how long activities take.
import type { Engine, IndicatorDefinition, IndicatorRow } from '../engine.ts';
import { type Period, rangeOf } from './period.ts';
import type { Filter } from './question.ts';

export type Definition = IndicatorDefinition;

export interface FigureQuery {
  ids: string[];
  filter: Filter;
  /** Civil dates, both in it. */
  from: string;
  to: string;
  grain?: 'week' | 'month' | 'quarter' | 'semester' | 'year';
  /** Dimensions that the figures are split by. */
  per?: Split[];
}

export type Split = NonNullable<IndicatorDefinition['per']>[number];

export interface Figure extends Pick<IndicatorRow, 'id' | 'value' | 'numerator' | 'denominator' | 'n'> {
  /** As a period is called in an address. */
  period: string;
  dims: { [dimension: string]: string };
}

export interface CountedCase {
  caseKey: number | undefined;
  /** What it is called: the case's number; absent for imported figures. */
  number: string | undefined;
  at: number;
  dims: { [dimension: string]: string };
  values: { readonly [name: string]: unknown };
}

export interface CasesQuery {
  id: string;
  filter: Filter;
  period: Period;
  side: 'numerator' | 'denominator';
  after: string | undefined;
}

/** Minutes; null where nobody took so long. */
export interface Spent {
  count: number;
  mean: number | null;
  median: number | null;
  p90: number | null;
}

export interface Duration {
  element: string;
  wait: Spent;
  work: Spent;
  cycle: Spent;
}

export interface Figures {
  /** Those that measure the flow; without one, all. */
  definitions(flow?: string): Promise<Definition[]>;
  query(query: FigureQuery): Promise<Figure[]>;
  /** Undefined: there is no such indicator. */
  cases(query: CasesQuery): Promise<{ rows: CountedCase[]; next: string | undefined } | undefined>;
  durations(query: {
    process: string;
    period: Period;
    filter: Filter;
    time: 'business' | 'clock';
  }): Promise<Duration[]>;
  /** The cases that an activity was done in, the longest first. */
  visits(query: {
    process: string;
    element: string;
    period: Period;
    filter: Filter;
  }): Promise<{ visits: Visited[]; count: number }>;
}

/** Instants. */
export interface Visited {
  caseKey: number;
  startedAt: number;
  endedAt: number;
  claimedAt?: number;
}

export function figuresOf({ indicators }: Engine): Figures {
  return {
    definitions: (flow) => indicators.definitions(flow === undefined ? {} : { flow }),
    async query(query) {
      if (query.ids.length === 0 || !rangeOf(query.from, query.to)) return [];
      const rows = await indicators.query(query);
      return rows.map(({ id, period, dims, value, numerator, denominator, n }) => {
        return { id, period: period.id, dims, value, numerator, denominator, n };
      });
    },
    async cases({ after, ...query }) {
      const found = await indicators.cases({ ...query, ...(after !== undefined && { page: { after } }) });
      if (!found) return undefined;
      const rows = new Map<string, CountedCase>();
      for (const { caseKey, number, at, element, dims, values } of found.facts) {
        // An indicator of several numbers counts the same fact in each.
        const same = caseKey === undefined ? String(rows.size) : `${caseKey} ${element} ${at}`;
        rows.set(same, { caseKey, number, at, dims, values });
      }
      return { rows: [...rows.values()], next: found.endCursor };
    },
    durations: ({ process, period: { from, to }, filter, time }) =>
      indicators.activities({ process, from, to, filter, time }),
    visits: ({ process, element, period: { from, to }, filter }) =>
      indicators.visits({ process, element, from, to, filter }),
  };
}
