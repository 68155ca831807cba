// Figures, periods and changes as people read them, and as a spreadsheet computes with them.
import { type Language, text } from '../render/locale.ts';
import type { Definition, Figure } from './figures.ts';
import type { Period } from './period.ts';
import type { Cell } from './report.ts';

const tags: Record<Language, string> = { es: 'es-CO', en: 'en-GB' };
const formats = new Map<string, Intl.NumberFormat>();

export function numberWords(lang: Language, value: number, digits = 2): string {
  const name = `${lang}${digits}`;
  const format = formats.get(name) ?? new Intl.NumberFormat(tags[lang], { maximumFractionDigits: digits });
  formats.set(name, format);
  // A hyphen would let the sign stand alone at the end of a line.
  return format.format(value).replace('-', '\u2212');
}

const withUnit: { [unit: string]: string } = {
  percent: 'unit.percent',
  points: 'unit.points',
  hours: 'unit.hours',
  'business-hours': 'unit.businessHours',
  'business-days': 'unit.businessDays',
  minutes: 'unit.minutes',
  months: 'unit.months',
  cop: 'unit.cop',
};

export function unitWords(lang: Language, value: number, unit: string): string {
  const number = numberWords(lang, value, unit === 'cop' ? 0 : 2);
  const key = withUnit[unit];
  return key ? text(lang, key, { number }) : number;
}

const MINUTES_AN_HOUR = 60;

/** Minutes as `12 min` or `3,5 h`; longer ones stay hours, for a day means another thing to each calendar. */
export function minutesWords(lang: Language, minutes: number): string {
  return minutes < MINUTES_AN_HOUR
    ? text(lang, 'unit.minutes', { number: numberWords(lang, minutes, 0) })
    : text(lang, 'unit.hours', { number: numberWords(lang, minutes / MINUTES_AN_HOUR, 1) });
}

type Value = Figure['value'] | undefined;

/** "Sin datos" where there is none: never 0, never NaN. Of several numbers the last says the unit. */
export function valueWords(lang: Language, value: Value, unit: string): string {
  if (Array.isArray(value) && value.length > 0) {
    const isWithUnit = (at: number) => at === value.length - 1 || value[at + 1] === null;
    return value.map((each, at) => valueWords(lang, each, isWithUnit(at) ? unit : '')).join(' · ');
  }
  if (typeof value === 'boolean') return text(lang, value ? 'report.yes' : 'report.no');
  return typeof value === 'number' ? unitWords(lang, value, unit) : text(lang, 'report.noData');
}

/** The first of several numbers stands for them where only one fits. */
export function single(value: Value): number | null {
  const first = Array.isArray(value) ? value[0] : value;
  return typeof first === 'number' ? first : null;
}

export function valueCell(lang: Language, value: Value, unit: string): Cell {
  const words = valueWords(lang, value, unit);
  // Several numbers, or a yes, are words for a spreadsheet, too.
  const isWords = typeof value === 'boolean' || (Array.isArray(value) && value.length > 1);
  return isWords ? { text: words } : { text: words, value: single(value) };
}

export function countCell(lang: Language, value: number | null | undefined): Cell {
  return value === null || value === undefined
    ? { text: text(lang, 'report.noData'), value: null }
    : { text: numberWords(lang, value), value };
}

const meets: { [comparison: string]: (value: number, target: number) => boolean } = {
  '>=': (value, target) => value >= target,
  '>': (value, target) => value > target,
  '<=': (value, target) => value <= target,
  '<': (value, target) => value < target,
  '=': (value, target) => value === target,
};

/** Undefined where there is no target or no value. */
export function meetsTarget({ target }: Definition, value: number | null): boolean | undefined {
  return target === null || value === null ? undefined : meets[target.comparison]?.(value, target.value);
}

/** In words, which every font and every reader knows. */
const comparisons: { [comparison: string]: string } = {
  '>=': 'target.atLeast',
  '>': 'target.above',
  '<=': 'target.atMost',
  '<': 'target.below',
  '=': 'target.exactly',
};

export function targetWords(lang: Language, { target, unit }: Definition): string {
  if (!target) return text(lang, 'report.noTarget');
  return text(lang, comparisons[target.comparison] ?? 'target.exactly', {
    number: unitWords(lang, target.value, unit),
  });
}

/** `▲ 3,2 puntos`: how much it moved and whether that is good. Percentages move by points, all else by percent. */
export function changeCell(
  lang: Language,
  definition: Definition,
  now: number | null,
  before: number | null,
): Cell {
  if (now === null || before === null) return { text: text(lang, 'report.noData'), value: null };
  const byPoints = ['percent', 'points', 'score', 'ratio', 'index'].includes(definition.unit);
  if (!byPoints && before === 0) return { text: text(lang, 'report.noData'), value: null };
  const moved = byPoints ? now - before : ((now - before) / Math.abs(before)) * 100;
  const rounded = Math.round(Math.abs(moved) * 100) / 100;
  if (rounded === 0) return { text: text(lang, 'change.same'), value: 0 };
  const key =
    definition.unit === 'percent' || definition.unit === 'points'
      ? 'change.points'
      : byPoints
        ? 'change.plain'
        : 'change.percent';
  const isGood = definition.direction !== 'none' && moved > 0 === (definition.direction === 'up');
  const arrow = moved > 0 ? '▲' : '▼';
  return {
    text: `${arrow} ${text(lang, key, { number: numberWords(lang, rounded) })}`,
    value: Math.sign(moved) * rounded,
    under:
      definition.direction === 'none' ? undefined : text(lang, isGood ? 'change.better' : 'change.worse'),
  };
}

const monthNames = new Map<string, Intl.DateTimeFormat>();

function monthWords(lang: Language, date: string, style: 'long' | 'short'): string {
  const name = `${lang}${style}`;
  const format =
    monthNames.get(name) ?? new Intl.DateTimeFormat(tags[lang], { month: style, timeZone: 'UTC' });
  monthNames.set(name, format);
  return format.format(Date.parse(`${date}T00:00:00Z`)).replace('.', '');
}

const dayWords = (lang: Language, date: string): string =>
  `${Number(date.slice(8))} ${monthWords(lang, date, 'short')} ${date.slice(0, 4)}`;

export function periodWords(lang: Language, { id, grain: kind, from, to }: Period): string {
  const year = from.slice(0, 4);
  if (kind === 'month') return text(lang, 'period.month', { month: monthWords(lang, from, 'long'), year });
  if (kind === 'quarter') return text(lang, 'period.quarter', { number: id.slice(-1), year });
  if (kind === 'semester') return text(lang, `period.semester.${id.slice(-1)}`, { year });
  if (kind === 'week')
    return text(lang, 'period.week', { number: Number(id.slice(6)), year: id.slice(0, 4) });
  return kind === 'year'
    ? year
    : text(lang, 'period.range', { from: dayWords(lang, from), to: dayWords(lang, to) });
}

/** For the axis of a chart: `nov 26`, `T4 26`. */
export function shortPeriod(lang: Language, { id, grain: kind, from }: Period): string {
  const year = from.slice(2, 4);
  if (kind === 'month') return `${monthWords(lang, from, 'short')} ${year}`;
  if (kind === 'quarter') return text(lang, 'period.shortQuarter', { number: id.slice(-1), year });
  if (kind === 'semester') return text(lang, 'period.shortSemester', { number: id.slice(-1), year });
  if (kind === 'week') return text(lang, 'period.shortWeek', { number: Number(id.slice(6)) });
  return kind === 'year' ? id : dayWords(lang, from);
}
