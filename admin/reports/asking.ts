// All that a report is made from, whoever asks: a page, or the schedule that mails it.
import type { Engine } from '../engine.ts';
import type { Language, Values } from '../render/locale.ts';
import type { Definition, Figure, FigureQuery, Figures } from './figures.ts';
import type { Period } from './period.ts';
import { addressOf, type Question } from './question.ts';
import type { ValueWords } from './valueWords.ts';

export interface Asking {
  engine: Engine;
  figures: Figures;
  lang: Language;
  t(key: string, values?: Values): string;
  /** Start of links: the path that the pages are mounted under, or a whole address in a mail. */
  base: string;
  timeZone: string;
  now: number;
  question: Question;
  /** What people call a product, a channel, an area. */
  valueWords: ValueWords;
}

/** The civil date where the organisation is. */
export function todayOf(now: number, timeZone: string): string {
  // This locale writes dates as ISO 8601 does.
  return new Intl.DateTimeFormat('en-CA', { timeZone }).format(now);
}

/** What is asked of figures over a period, within the reader's filters. */
export function over({ question }: Asking, ids: string[], period: Period = question.period): FigureQuery {
  return { ids, filter: question.filter, from: period.from, to: period.to };
}

/** Nothing where there is no such period: the same week 53 of a year before. */
export function figuresIn(asking: Asking, ids: string[], period: Period | undefined): Promise<Figure[]> {
  return period ? asking.figures.query(over(asking, ids, period)) : Promise.resolve([]);
}

/** The page of an indicator: its definition, and how it went. */
export function definitionHref(
  { base, question }: Asking,
  id: string,
  changes: { [name: string]: string } = {},
): string {
  return `${base}/tablero/indicador/${encodeURIComponent(id)}?${addressOf(question, changes)}`;
}

/** The cases behind one side of a figure. */
export function casesHref(
  { base, question }: Asking,
  id: string,
  side: 'numerator' | 'denominator',
  changes: { [name: string]: string | undefined } = {},
): string {
  return `${base}/tablero/indicador/${encodeURIComponent(id)}/casos?${addressOf(question, { ...changes, side })}`;
}

export function reportHref(
  { base, question }: Asking,
  id: string,
  changes: { [name: string]: string | undefined } = {},
): string {
  return `${base}/tablero/${id}?${addressOf(question, changes)}`;
}

export const nameOf = ({ lang }: Asking, { name }: Definition): string => name[lang];
