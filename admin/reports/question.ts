// What a reader asks of a report, as its address says it: the period and the filters.
import { type CalendarGrain, calendarPeriod, isDate, type Period, parsePeriod, rangeOf } from './period.ts';

export const FILTERS = ['flow', 'variant', 'product', 'channel', 'area', 'segment', 'typology'] as const;

export type FilterName = (typeof FILTERS)[number];
export type Filter = { [name in FilterName]?: string };

export interface Question {
  period: Period;
  filter: Filter;
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
  return { period: periodIn(query) ?? calendarPeriod(usual, today), filter };
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
    ...changes,
  };
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(all)) if (value) query.set(name, value);
  return query.toString();
}
