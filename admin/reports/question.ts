// What a reader asks of a report, as its address says it: the period and the filters.
import { type CalendarGrain, calendarPeriod, isDate, type Period, parsePeriod, rangeOf } from './period.ts';

export const FILTERS = [
  'flow',
  'variant',
  'product',
  'channel',
  'area',
  'segment',
  'typology',
  'type',
  'topic',
  // No choice of the filters; links to the cases of one cell say them.
  'lane',
  'person',
  'site',
  'process',
  'element',
] as const;

export type FilterName = (typeof FILTERS)[number];
export type Filter = { [name in FilterName]?: string };

/** What the heat of a diagram shows. */
export const MEASURES = ['cycle', 'median', 'p90', 'wait', 'work', 'share', 'count'] as const;

export type HeatMeasure = (typeof MEASURES)[number];

export interface Question {
  period: Period;
  filter: Filter;
  measure: HeatMeasure;
}

const LONGEST = 200;

/** A period that makes no sense gives way to the usual one: an address that was mistyped still shows a report. */
export function questionOf(
  query: (name: string) => string | undefined,
  today: string,
  usual: CalendarGrain = 'month',
): Question {
  const filter: Filter = {};
  for (const name of FILTERS) {
    const value = query(name)?.trim();
    if (value && value.length <= LONGEST) filter[name] = value;
  }
  const measure = MEASURES.find((each) => each === query('measure')) ?? 'cycle';
  return { period: periodIn(query) ?? calendarPeriod(usual, today), filter, measure };
}

function periodIn(query: (name: string) => string | undefined): Period | undefined {
  const from = query('from');
  const to = query('to');
  if (isDate(from) && isDate(to)) return rangeOf(from, to);
  const id = query('period');
  return id === undefined ? undefined : parsePeriod(id);
}

/** The same question as the query of an address, with changes; an undefined change takes a filter away. */
export function addressOf(question: Question, changes: { [name: string]: string | undefined } = {}): string {
  const all: { [name: string]: string | undefined } = {
    period: question.period.id,
    ...question.filter,
    ...(question.measure !== 'cycle' && { measure: question.measure }),
    ...changes,
  };
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(all)) if (value) query.set(name, value);
  return query.toString();
}
