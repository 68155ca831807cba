// The facts behind a figure: those that its numerator, or its denominator, counted, with the case of each.
import {
  type Fact,
  type IndicatorDefinition,
  type Measure,
  measuresOf,
  observe,
  type Period,
  type Split,
  type SplitValues,
  type Sprint,
  spansOf,
  splitValue,
} from '../../metrics/index.ts';
import { columnsOf, processesOf, without } from './collect.ts';
import { dayNumber, factOf } from './factRows.ts';
import { openFacts } from './openFacts.ts';
import { comparePlaces, cursorText, type Place, placeOf } from './places.ts';
import type { Reading } from './reading.ts';
import { type Cursor, cursorOf, pageOf } from './scan.ts';

export type FigureSide = 'numerator' | 'denominator';

export interface CasesQuery {
  id: string;
  period: Period;
  flow?: string;
  variant?: string;
  filter?: SplitValues;
  side: FigureSide;
  page?: { limit?: number; after?: string };
}

export interface CountedFact {
  kind: string;
  at: number;
  date: string;
  /** Absent for imported figures. */
  caseKey?: number;
  number?: string;
  element?: string;
  dims: Fact['dims'];
  values: Fact['values'];
}

export interface CountedFacts {
  facts: CountedFact[];
  /** Where the next page begins; absent on the last one. */
  endCursor?: string;
}

const DEFAULT_LIMIT = 50;
const MOST = 500;
const PAGE = 1_000;

interface Source {
  process: string;
  kind: string;
  measure: Measure;
  range: { from: string; to: string };
  filter: SplitValues;
}

/** Undefined: there is no such indicator. */
export async function casesBehind(
  reading: Reading,
  query: CasesQuery,
  sprints: readonly Sprint[],
): Promise<CountedFacts | undefined> {
  const definition = reading.basis.definitions.get(query.id);
  if (!definition) return undefined;
  const limit = Math.min(query.page?.limit ?? DEFAULT_LIMIT, MOST);
  const { sources, now } = sourcesOf(reading, definition, query, sprints);
  const found: { place: Place; fact: Fact }[] = [];
  const start = placeOf(query.page?.after);
  for (const [at, source] of sources.entries()) {
    if (start && at < start.source) continue;
    const after = start?.source === at ? start : undefined;
    found.push(...(await factsOf(reading, source, at, after, limit + 1 - found.length)));
    if (found.length > limit) break;
  }
  if (now && found.length <= limit)
    found.push(...now(await openFacts(reading, ['case-open', 'task-open']), start, sources.length));
  const facts = found.slice(0, limit);
  const last = facts.at(-1);
  return {
    facts: await withNumbers(
      reading,
      facts.map(({ fact }) => fact),
    ),
    ...(found.length > limit && last && { endCursor: cursorText(last.place) }),
  };
}

/** Measures that the side's expression names, each with the days that it takes facts of. */
function sourcesOf(
  reading: Reading,
  definition: IndicatorDefinition,
  query: CasesQuery,
  sprints: readonly Sprint[],
) {
  const { flow, variant } = query;
  const filter = { ...query.filter, ...(flow && { flow }), ...(variant && { variant }) };
  const spans = spansOf(query.period, sprints);
  const text = definition[query.side]?.is ?? (query.side === 'numerator' ? definition.formula : undefined);
  const sources: Source[] = [];
  const open: Measure[] = [];
  for (const [name, measure] of Object.entries(measuresOf(definition))) {
    if (text === undefined || !new RegExp(`(?<![\\w.])${name}(?![\\w])`).test(text)) continue;
    const { period: span = 'this', whole } = definition.aggregates[name] ?? {};
    if (span === 'now') open.push(measure);
    const range = span === 'now' ? undefined : spans[span];
    if (!range) continue;
    const wanted = whole ? without(filter, definition.per ?? []) : filter;
    const processes = processesOf(reading, { measure, range, filter: wanted, per: [] });
    for (const kind of measure.facts)
      for (const process of kind === 'figure' ? [''] : processes)
        sources.push({ process, kind, measure, range, filter: wanted });
  }
  const now =
    open.length === 0
      ? undefined
      : (facts: Fact[], start: Place | undefined, source: number) => {
          const skip = start?.source === source ? start.number + 1 : 0;
          return facts
            .filter((fact) => open.some((measure) => isCounted(reading, measure, filter, fact)))
            .map((fact, number) => ({ fact, place: { source, day: 0, caseKey: 0, number } }))
            .slice(skip);
        };
  return { sources, now };
}

/** A page of one source: stored facts of cases that stand still, and those of the tail where they belong in order. */
async function factsOf(
  reading: Reading,
  { process, kind, measure, range, filter }: Source,
  source: number,
  start: Place | undefined,
  limit: number,
): Promise<{ place: Place; fact: Fact }[]> {
  const isAfter = (place: Place) => start === undefined || comparePlaces(place, start) > 0;
  const fresh = reading.tail.now
    .filter((fact) => fact.kind === kind && (fact.dims.process ?? '') === process)
    .filter(({ date }) => range.from <= date && date <= range.to)
    .map((fact, at) => ({
      fact,
      place: { source, day: dayNumber(fact.date), caseKey: fact.caseKey ?? 0, number: at },
    }))
    .filter(({ fact, place }) => isAfter(place) && isCounted(reading, measure, filter, fact));
  const stored: typeof fresh = [];
  const query = {
    process,
    kinds: [kind],
    from: dayNumber(range.from),
    to: dayNumber(range.to),
    where: process === '' ? {} : columnsOf(filter),
  };
  for (let after: Cursor | undefined = start; stored.length < limit; ) {
    const rows = await pageOf(reading, query, after, PAGE);
    for (const row of rows) {
      const fact = factOf(row, reading.basis, row.shared);
      const isStill = !reading.tail.cases.has(Number(row.case_key));
      if (isStill && isCounted(reading, measure, filter, fact))
        stored.push({ fact, place: { source, ...cursorOf(row) } });
    }
    if (rows.length < PAGE) break;
    after = cursorOf(rows.at(-1) as (typeof rows)[number]);
  }
  return [...stored, ...fresh].toSorted((a, b) => comparePlaces(a.place, b.place)).slice(0, limit);
}

function isCounted(reading: Reading, measure: Measure, filter: SplitValues, fact: Fact): boolean {
  if (!measure.facts.includes(fact.kind)) return false;
  const isOf = Object.entries(filter).every(([name, value]) => splitValue(fact, name as Split) === value);
  if (!isOf) return false;
  const observation = observe(measure, fact, reading.basis.feel);
  return observation !== undefined && !observation.failed;
}

async function withNumbers({ db }: Reading, facts: Fact[]): Promise<CountedFact[]> {
  const keys = [...new Set(facts.flatMap(({ caseKey }) => caseKey ?? []))];
  const rows = keys.length === 0 ? [] : await db('cauce_cases').whereIn('key', keys).select('key', 'number');
  const numbers = new Map(rows.map(({ key, number }) => [Number(key), number as string | null]));
  return facts.map((fact) => {
    const number = fact.caseKey === undefined ? undefined : numbers.get(fact.caseKey);
    return { ...fact, ...(number && { number }) };
  });
}
