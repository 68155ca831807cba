// One aggregate of a definition made ready to be counted, with a key under which equal ones are counted once.
import type { Json } from '../core/json.ts';
import type { AggregateDefinition, IndicatorDefinition } from './definition.ts';
import type { Fact } from './fact.ts';
import { type EvaluateFeel, namesOf } from './feel.ts';
import { rounded } from './rounding.ts';

export type MeasureKind = 'count' | 'sum' | 'mean' | 'distribution' | 'distinct' | 'last';

export interface Measure {
  /** The kinds of facts that it takes. */
  facts: readonly string[];
  /** Processes whose facts it takes; imported facts, which name none, always count. Absent: all. */
  processes?: readonly string[];
  where?: string;
  kind: MeasureKind;
  /** FEEL of what is added up, kept or told apart. */
  of?: string;
  decimals: number;
  /** Those of the indicator's that its expressions name. */
  parameters: { readonly [name: string]: Json };
}

/** What one fact adds to a measure. */
export interface Observation {
  date: string;
  /** In units of the last digit that the measure keeps: always a safe integer. */
  number?: number;
  key?: string;
  /** The expression failed, or gave what cannot be counted. */
  failed?: true;
}

const known = new WeakMap<IndicatorDefinition, { [name: string]: Measure }>();

/** The measures of a definition by the names of its aggregates. A definition never changes. */
export function measuresOf(definition: IndicatorDefinition): { [name: string]: Measure } {
  const found = known.get(definition);
  if (found) return found;
  const measures = readMeasures(definition);
  known.set(definition, measures);
  return measures;
}

function readMeasures(definition: IndicatorDefinition): { [name: string]: Measure } {
  const measures = Object.entries(definition.aggregates).map(
    ([name, aggregate]) => [name, measureOf(definition, aggregate)] as const,
  );
  return Object.fromEntries(measures);
}

function measureOf(definition: IndicatorDefinition, aggregate: AggregateDefinition): Measure {
  const { fact, where, sum, mean, distribution, distinct, last, decimals = 0 } = aggregate;
  const processes = Object.keys(definition.reads ?? {}).toSorted();
  const [kind, of] = kindAndText({ sum, mean, distribution, distinct, last });
  const texts = `${where ?? ''} ${of ?? ''}`;
  const parameters = Object.entries(definition.parameters ?? {})
    .filter(([name]) => new RegExp(`(?<![\\w.])${name}\\b`).test(texts))
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return {
    facts: (Array.isArray(fact) ? fact : [fact]).toSorted(),
    ...(processes.length > 0 && { processes }),
    ...(where !== undefined && { where }),
    kind,
    ...(of !== undefined && { of }),
    decimals,
    parameters: Object.fromEntries(parameters),
  };
}

function kindAndText(
  texts: { [name in Exclude<MeasureKind, 'count'>]: string | undefined },
): [MeasureKind, string | undefined] {
  for (const [kind, text] of Object.entries(texts))
    if (text !== undefined) return [kind as MeasureKind, text];
  return ['count', undefined];
}

/** Equal keys count the same: a store keeps one row for all indicators that share a measure. */
export function measureKey(measure: Measure): string {
  const { facts, processes, where, kind, of, decimals, parameters } = measure;
  return JSON.stringify([facts, processes ?? null, where ?? null, kind, of ?? null, decimals, parameters]);
}

/** Undefined where the measure does not take the fact. */
export function observe(measure: Measure, fact: Fact, feel: EvaluateFeel): Observation | undefined {
  if (!measure.facts.includes(fact.kind)) return undefined;
  const { process } = fact.dims;
  if (measure.processes && process !== undefined && !measure.processes.includes(process)) return undefined;
  const { date } = fact;
  const names = namesOf(factNames(fact), fact.dims, measure.parameters, fact.values);
  if (measure.where !== undefined) {
    const taken = feel(measure.where, names);
    if ('failure' in taken) return { date, failed: true };
    if (taken.value !== true) return undefined;
  }
  if (measure.of === undefined) return { date };
  const outcome = feel(measure.of, names);
  if ('failure' in outcome) return { date, failed: true };
  // What a fact does not know is not zero: it is left out of means and sums.
  if (outcome.value === null) return undefined;
  if (measure.kind === 'distinct') return { date, key: keyOf(outcome.value) };
  const number = typeof outcome.value === 'number' ? scaled(outcome.value, measure.decimals) : undefined;
  return number === undefined ? { date, failed: true } : { date, number };
}

function factNames({ kind, at, date, caseKey, element }: Fact): { [name: string]: Json } {
  return {
    kind,
    at,
    date,
    ...(caseKey !== undefined && { caseKey }),
    ...(element !== undefined && { element }),
  };
}

function keyOf(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function scaled(value: number, decimals: number): number | undefined {
  const units = rounded(value, decimals, true);
  return Number.isSafeInteger(units) ? units : undefined;
}
