// An indicator straight from facts, whole or split: what a store with rollups must give to the last digit.
import { type Aggregate, aggregateFacts } from './aggregate.ts';
import type { IndicatorDefinition, Span, Split } from './definition.ts';
import { evaluateIndicator, type Figure } from './evaluate.ts';
import type { Fact } from './fact.ts';
import type { EvaluateFeel } from './feel.ts';
import { measuresOf } from './measure.ts';
import { type Period, previousPeriod, type Sprint, yearBefore } from './period.ts';

export type SplitValues = { readonly [split in Split]?: string };

export interface ComputeRequest {
  period: Period;
  sprints?: readonly Sprint[];
  feel: EvaluateFeel;
  /** Epoch milliseconds of the computation. */
  now: number;
  filter?: SplitValues;
  /** One figure for each value that occurs. Default: the figure as a whole. */
  per?: readonly Split[];
}

export interface SplitFigure extends Figure {
  dims: SplitValues;
}

/** From and until which date an aggregate takes facts; `now` takes what is open and knows no date. */
export type Spans = { readonly [span in Exclude<Span, 'now'>]?: { from: string; to: string } };

export function spansOf(period: Period, sprints: readonly Sprint[] = []): Spans {
  const previous = previousPeriod(period, sprints);
  const before = yearBefore(period);
  return {
    this: period,
    until: { from: '0000-01-01', to: period.to },
    ...(previous && { previous }),
    ...(before && { 'year-before': before }),
  };
}

export function splitValue(fact: Fact, split: Split): string | undefined {
  return split === 'element' ? fact.element : fact.dims[split];
}

export function computeIndicator(
  definition: IndicatorDefinition,
  facts: readonly Fact[],
  request: ComputeRequest,
): SplitFigure[] {
  const { per = [], filter = {} } = request;
  const groups = per.length === 0 ? [{}] : groupsOf(definition, facts, per, filter);
  const spans = spansOf(request.period, request.sprints);
  const own = definition.per ?? [];
  const measures = measuresOf(definition);
  return groups.map((dims) => {
    const chosen = { ...filter, ...dims };
    const aggregates: { [name: string]: Aggregate | undefined } = {};
    for (const [name, measure] of Object.entries(measures)) {
      const { period: span = 'this', whole } = definition.aggregates[name] ?? {};
      // The whole of a share is of all values of what the indicator is split into.
      const wanted = whole ? without(chosen, [...own, ...per]) : chosen;
      const range = span === 'now' ? undefined : spans[span];
      if (span !== 'now' && !range) continue;
      const taken = facts.filter((fact) => isIn(fact, range) && isOf(fact, wanted));
      aggregates[name] = aggregateFacts(measure, taken, request.feel);
    }
    return { dims, ...evaluateIndicator(definition, aggregates, request.feel, request) };
  });
}

function isIn({ date }: Fact, range: { from: string; to: string } | undefined): boolean {
  return range === undefined || (range.from <= date && date <= range.to);
}

function isOf(fact: Fact, wanted: SplitValues): boolean {
  return Object.entries(wanted).every(([split, value]) => splitValue(fact, split as Split) === value);
}

function without(values: SplitValues, splits: readonly Split[]): SplitValues {
  return Object.fromEntries(Object.entries(values).filter(([split]) => !splits.includes(split as Split)));
}

/** Every combination that occurs among the facts that the indicator takes, in order. */
function groupsOf(
  definition: IndicatorDefinition,
  facts: readonly Fact[],
  per: readonly Split[],
  filter: SplitValues,
): SplitValues[] {
  const kinds = new Set(Object.values(measuresOf(definition)).flatMap((measure) => measure.facts));
  const found = new Map<string, SplitValues>();
  for (const fact of facts) {
    if (!kinds.has(fact.kind) || !isOf(fact, filter)) continue;
    const values = per.map((split) => [split, splitValue(fact, split)] as const);
    if (values.some(([, value]) => value === undefined)) continue;
    const dims = Object.fromEntries(values) as SplitValues;
    found.set(JSON.stringify(values), dims);
  }
  return [...found].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, dims]) => dims);
}
