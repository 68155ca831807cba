// The formula over aggregates: what it gives, rounded as people write it, and whether that meets the target.
import type { Json } from '../core/json.ts';
import { parseDate } from '../time/index.ts';
import type { Aggregate, Aggregates } from './aggregate.ts';
import type { IndicatorDefinition, Target } from './definition.ts';
import { distributionOf } from './distribution.ts';
import { type EvaluateFeel, type FeelFailure, namesOf } from './feel.ts';
import { type Measure, measuresOf } from './measure.ts';
import type { Period } from './period.ts';
import { rounded } from './rounding.ts';

export type FigureValue = number | boolean | null;

export interface Figure {
  /** Null is no data: a denominator of zero, nothing imported, no period before. */
  value: FigureValue | FigureValue[];
  numerator: number | null;
  denominator: number | null;
  /** Facts that were taken, by the aggregate that took most of them. */
  n: number;
  /** What it is held against. */
  target: number | null;
  /** Null without a target, or without data to hold against it. */
  meets: boolean | null;
  /** Facts that an expression failed on. */
  failed?: number;
  /** Why the formula gave nothing. */
  failure?: FeelFailure;
}

const DECIMALS = 2;

/** `now`: epoch milliseconds of the computation. */
export function evaluateIndicator(
  definition: IndicatorDefinition,
  aggregates: Aggregates,
  feel: EvaluateFeel,
  { period, now }: { period: Period; now: number },
): Figure {
  const measures = measuresOf(definition);
  const values = Object.entries(measures).map(([name, measure]) => {
    const aggregate = aggregates[name];
    const seen = seenOf(measure, aggregate);
    return [name, aggregate?.n === 0 ? (definition.aggregates[name]?.default ?? seen) : seen];
  });
  const days = (parseDate(period.to) ?? 0) - (parseDate(period.from) ?? 0) + 1;
  const { id, from, to } = period;
  const names = namesOf(
    Object.fromEntries(values),
    { period: { id, from, to, days }, now },
    definition.parameters ?? {},
  );
  const outcome = feel(definition.formula, names);
  const decimals = definition.decimals ?? DECIMALS;
  const value = 'value' in outcome ? figureOf(outcome.value, decimals) : null;
  const taken = Object.values(aggregates).map((aggregate) => aggregate?.n ?? 0);
  const failed = Object.values(aggregates).reduce((sum, aggregate) => sum + (aggregate?.failed ?? 0), 0);
  const target = targetOf(definition.target);
  return {
    value,
    numerator: side(definition.numerator?.is),
    denominator: side(definition.denominator?.is),
    n: Math.max(0, ...taken),
    target,
    meets: meetsTarget(definition.target?.comparison, target, value),
    ...(failed > 0 && { failed }),
    ...('failure' in outcome && { failure: outcome.failure }),
  };

  function targetOf(declared: Target | null): number | null {
    if (declared?.is === undefined) return declared?.value ?? null;
    const found = side(declared.is);
    return found === null ? null : rounded(found, decimals);
  }

  function side(text: string | undefined): number | null {
    const found = text === undefined ? undefined : feel(text, names);
    return found && 'value' in found && typeof found.value === 'number' ? found.value : null;
  }
}

/** What a formula sees of an aggregate. */
function seenOf({ kind, decimals }: Measure, aggregate: Aggregate | undefined): Json {
  if (!aggregate) return null;
  const one = 10 ** decimals;
  const { n, sum = 0, values = {}, keys = {}, last } = aggregate;
  if (kind === 'count') return n;
  if (kind === 'distinct') return Object.keys(keys).length;
  if (kind === 'distribution') return { ...distributionOf(values, one) };
  if (kind === 'mean') return n === 0 || !Number.isSafeInteger(sum) ? null : sum / (n * one);
  if (kind === 'last') return last ? exact(last.sum, one) : null;
  // Nothing to add up is no data: what was not imported is not zero.
  return n === 0 ? null : exact(sum, one);
}

/** Sums that doubles do not hold are no figure. */
function exact(units: number, one: number): number | null {
  return Number.isSafeInteger(units) ? units / one : null;
}

function figureOf(value: Json, decimals: number): Figure['value'] {
  return Array.isArray(value) ? value.map((each) => single(each, decimals)) : single(value, decimals);
}

function single(value: Json, decimals: number): FigureValue {
  if (typeof value === 'boolean') return value;
  return typeof value === 'number' ? rounded(value, decimals) : null;
}

/** The rounded value is compared, as it is read: 89.996 is shown as 90 and meets 90. */
export function meetsTarget(
  comparison: Target['comparison'] | undefined,
  target: number | null,
  value: Figure['value'],
): boolean | null {
  if (comparison === undefined || target === null || typeof value !== 'number') return null;
  switch (comparison) {
    case '>=':
      return value >= target;
    case '>':
      return value > target;
    case '<=':
      return value <= target;
    case '<':
      return value < target;
    case '=':
      return value === target;
  }
}
