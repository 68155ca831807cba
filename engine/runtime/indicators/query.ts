// Figures of indicators by period and dimension: what dashboards, tables and exports are made of.
import {
  type Aggregate,
  emptyAggregate,
  evaluateIndicator,
  type Figure,
  type Grain,
  type IndicatorDefinition,
  type Measure,
  measureKey,
  measuresOf,
  type Period,
  periodsBetween,
  rangeOf,
  type Split,
  type SplitValues,
  type Sprint,
  spansOf,
} from '../../metrics/index.ts';
import { calendarsOf } from './calendarsOf.ts';
import { type Collected, collect, without } from './collect.ts';
import type { Reading } from './reading.ts';

export interface IndicatorQuery {
  /** Default: all of the flow. */
  ids?: readonly string[];
  flow?: string;
  variant?: string;
  filter?: SplitValues;
  /** Civil dates where the processes are, both included. */
  from: string;
  to: string;
  /** One figure for each period of that length that touches the range. Default: one for the whole range. */
  grain?: Grain;
  /** One figure for each value that occurs. */
  per?: readonly Split[];
}

export interface IndicatorRow extends Figure {
  id: string;
  period: Period;
  /** The filter, with the values of what it is split into. */
  dims: SplitValues;
  /** Epoch milliseconds. */
  computedAt: number;
  /** Each calendar that its expressions name, with the version that counted: `co-8x5 3`. */
  calendarVersion: string | null;
}

export async function queryIndicators(
  reading: Reading,
  query: IndicatorQuery,
  sprints: readonly Sprint[],
): Promise<IndicatorRow[]> {
  const filter = filterOf(query);
  const periods = periodsOf(query, sprints);
  const collected = new Map<string, Promise<Collected>>();
  const rows: IndicatorRow[] = [];
  for (const definition of definitionsAsked(reading, query))
    for (const period of periods)
      rows.push(
        ...(await rowsOf({ reading, definition, period, filter, per: query.per ?? [], sprints, collected })),
      );
  return rows;
}

export function filterOf({ flow, variant, filter }: IndicatorQuery): SplitValues {
  return { ...filter, ...(flow !== undefined && { flow }), ...(variant !== undefined && { variant }) };
}

function periodsOf({ from, to, grain }: IndicatorQuery, sprints: readonly Sprint[]): Period[] {
  if (grain) return periodsBetween(from, to, grain, sprints);
  const range = rangeOf(from, to);
  return range ? [range] : [];
}

export function definitionsAsked(
  { basis }: Pick<Reading, 'basis'>,
  { ids, flow }: Pick<IndicatorQuery, 'ids' | 'flow'>,
): IndicatorDefinition[] {
  const isOf = ({ reads }: IndicatorDefinition) =>
    flow === undefined ||
    Object.keys(reads ?? {}).some((process) => basis.processes.get(process)?.flow === flow);
  if (ids)
    return ids.flatMap((id) => {
      const found = basis.definitions.get(id);
      return found && isOf(found) ? found : [];
    });
  return [...basis.definitions.values()].filter(isOf);
}

interface Wanted {
  reading: Reading;
  definition: IndicatorDefinition;
  period: Period;
  filter: SplitValues;
  per: readonly Split[];
  sprints: readonly Sprint[];
  /** What was collected for other figures of the same request. */
  collected: Map<string, Promise<Collected>>;
}

async function rowsOf(wanted: Wanted): Promise<IndicatorRow[]> {
  const { reading, definition, period, filter, per } = wanted;
  const spans = spansOf(period, wanted.sprints);
  const own = definition.per ?? [];
  const parts: { name: string; wholes: readonly Split[] | undefined; found: Collected }[] = [];
  const groups = new Set<string>(per.length === 0 ? ['[]'] : []);
  for (const [name, measure] of Object.entries(measuresOf(definition))) {
    const { period: span = 'this', whole } = definition.aggregates[name] ?? {};
    const range = span === 'now' ? undefined : spans[span];
    if (span !== 'now' && !range) continue;
    // The whole of a share is of all values of what the indicator is split into.
    const asked = whole
      ? { measure, range, filter: without(filter, [...own, ...per]), per: [] }
      : { measure, range, filter, per };
    const found = await collectOnce(wanted, asked);
    parts.push({ name, wholes: whole ? [] : undefined, found });
    if (!whole) for (const [id, { n, failed = 0 }] of found) if (n !== 0 || failed !== 0) groups.add(id);
  }
  const measures = measuresOf(definition);
  const { now, basis } = reading;
  return [...groups].toSorted().map((id) => {
    const aggregates: { [name: string]: Aggregate | undefined } = {};
    for (const { name, wholes, found } of parts)
      aggregates[name] = found.get(wholes ? '[]' : id) ?? emptyAggregate(measures[name] as Measure);
    const values = JSON.parse(id) as string[];
    const dims = Object.fromEntries(per.map((split, at) => [split, values[at]])) as SplitValues;
    return {
      id: definition.id,
      period,
      dims: { ...filter, ...dims },
      ...evaluateIndicator(definition, aggregates, basis.feel, { period, now }),
      computedAt: now,
      calendarVersion: calendarsOf(definition, basis),
    };
  });
}

function collectOnce(
  { reading, collected }: Wanted,
  asked: Parameters<typeof collect>[1],
): Promise<Collected> {
  const { measure, range, filter, per } = asked;
  const id = JSON.stringify([
    measureKey(measure),
    range ? [range.from, range.to] : null,
    Object.entries(filter).toSorted(),
    per,
  ]);
  let found = collected.get(id);
  if (!found) {
    found = collect(reading, asked);
    collected.set(id, found);
  }
  return found;
}
