// A calendar as people type it: hours of a day, a holiday or an exception on each line, in Spanish or English words.
import type { CalendarException, HolidayRule, Hours } from './calendar.ts';
import { parseDate, parseTimeOfDay } from './civil.ts';
import type { TimeProblem } from './problems.ts';

export type LineLocale = 'es' | 'en';

const MONTHS = {
  es: ['ene', 'feb', 'mar', 'abr', 'may', 'jun', 'jul', 'ago', 'sep', 'oct', 'nov', 'dic'],
  en: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
};

const WORDS = {
  es: {
    whole: 'todo el día',
    easter: 'pascua',
    moved: 'lunes',
    from: 'desde',
    to: 'hasta',
    on: 'hábil',
    off: 'no hábil',
  },
  en: {
    whole: 'all day',
    easter: 'easter',
    moved: 'monday',
    from: 'from',
    to: 'to',
    on: 'working',
    off: 'not working',
  },
};

/** `08:00-12:00, 13:00-17:00`, or the whole day; undefined where nothing is said, a problem where it is no hours. */
export function readHours(text: string, path: string): Hours | TimeProblem | undefined {
  const plain = text.trim().toLowerCase();
  if (plain === '' || plain === '-' || plain === '—') return undefined;
  if (plain === 'todo el día' || plain === 'todo el dia' || plain === 'all day') return 'whole-day';
  const ranges = plain.split(/\s*[,;]\s*|\s+(?=\d{1,2}:\d\d\s*[-–])/).filter((part) => part !== '');
  const read = ranges.map((range) => /^(\d{1,2}:\d\d)\s*[-–]\s*(\d{1,2}:\d\d)$/.exec(range));
  const bad = ranges.find((_, index) => !read[index] || read[index].slice(1).some((time) => !isTime(time)));
  if (bad !== undefined) return { code: 'CALENDAR_TIME', values: { path, found: bad.slice(0, 60) } };
  return read.map((match) => [padded(match![1]!), padded(match![2]!)]);
}

export function hoursText(hours: Hours | undefined, locale: LineLocale): string {
  if (hours === undefined) return '';
  return hours === 'whole-day' ? WORDS[locale].whole : hours.map((range) => range.join('-')).join(', ');
}

/** `6 ene; Reyes Magos; lunes; desde 1984`, `pascua+60; Corpus Christi; lunes`. Empty lines are left out. */
export function readHolidays(text: string): Lines<HolidayRule> {
  return eachLine(text, ([on = '', name = '', ...terms], line, whole) => {
    const bad: TimeProblem = { code: 'CALENDAR_HOLIDAY_LINE', values: { line, found: whole } };
    const when = dateRule(on);
    if (!when || name === '') return bad;
    const rule: HolidayRule = { name, ...when };
    for (const term of terms.map((one) => one.toLowerCase()).filter((one) => one !== '')) {
      const [, word, year] = /^(desde|from|hasta|to)\s+(\d{4})$/.exec(term) ?? [];
      if (['lunes', 'monday', 'emiliani'].includes(term)) rule.emiliani = true;
      else if (word === 'desde' || word === 'from') rule.fromYear = Number(year);
      else if (word !== undefined) rule.toYear = Number(year);
      else return bad;
    }
    return rule;
  });
}

export function holidayLine(rule: HolidayRule, locale: LineLocale): string {
  const words = WORDS[locale];
  const when =
    'easter' in rule
      ? `${words.easter}${rule.easter < 0 ? '' : '+'}${rule.easter}`
      : `${Number(rule.on.slice(3))} ${MONTHS[locale][Number(rule.on.slice(0, 2)) - 1]}`;
  return [
    when,
    rule.name,
    ...(rule.emiliani ? [words.moved] : []),
    ...(rule.fromYear === undefined ? [] : [`${words.from} ${rule.fromYear}`]),
    ...(rule.toYear === undefined ? [] : [`${words.to} ${rule.toYear}`]),
  ].join('; ');
}

/** `2026-12-24; 08:00-12:00; Nochebuena`, `2026-02-16; no hábil; Carnaval`. */
export function readExceptions(text: string): Lines<CalendarException> {
  return eachLine(text, ([date = '', state = '', ...rest], line, whole) => {
    const bad: TimeProblem = { code: 'CALENDAR_EXCEPTION_LINE', values: { line, found: whole } };
    const why = rest.join('; ');
    if (parseDate(date) === undefined || why === '') return bad;
    const word = state.toLowerCase();
    if (['no hábil', 'no habil', 'no', 'not working'].includes(word)) return { date, working: false, why };
    if (['hábil', 'habil', 'sí', 'si', 'working', 'yes'].includes(word)) return { date, working: true, why };
    const hours = readHours(state, `exceptions ${line}`);
    return hours === undefined || (typeof hours === 'object' && 'code' in hours)
      ? bad
      : { date, working: true, hours, why };
  });
}

export function exceptionLine({ date, working, hours, why }: CalendarException, locale: LineLocale): string {
  const { on, off } = WORDS[locale];
  const state = working ? (hours === undefined ? on : hoursText(hours, locale)) : off;
  return [date, state, why].join('; ');
}

export interface Lines<T> {
  items: T[];
  /** Which line of the text each item stood on, counted from 1. */
  lines: number[];
  problems: TimeProblem[];
}

function eachLine<T extends object>(
  text: string,
  read: (fields: string[], line: number, whole: string) => T | TimeProblem,
): Lines<T> {
  const found: Lines<T> = { items: [], lines: [], problems: [] };
  for (const [index, whole] of text.split(/\r\n|\r|\n/).entries()) {
    if (whole.trim() === '') continue;
    const fields = whole.split(';').map((field) => field.trim());
    const one = read(fields, index + 1, whole.trim().slice(0, 80));
    if ('code' in one && 'values' in one) found.problems.push(one);
    else {
      found.items.push(one as T);
      found.lines.push(index + 1);
    }
  }
  return found;
}

function dateRule(text: string): { on: string } | { easter: number } | undefined {
  const plain = text.toLowerCase();
  const easter = /^(?:pascua|easter)\s*(?:([+-])\s*(\d{1,3}))?$/.exec(plain);
  if (easter) return { easter: Number(`${easter[1] ?? ''}${easter[2] ?? 0}`) };
  const [, day, name] = /^(\d{1,2})\s+(?:de\s+)?([a-záéíóú]{3,})\.?$/.exec(plain) ?? [];
  const short = name?.slice(0, 3) ?? '';
  const month = Math.max(MONTHS.es.indexOf(short), MONTHS.en.indexOf(short)) + 1;
  const on = month > 0 ? `${String(month).padStart(2, '0')}-${day!.padStart(2, '0')}` : plain;
  // 2000 was a leap year: 29 February is a date.
  return parseDate(`2000-${on}`) === undefined ? undefined : { on };
}

function isTime(text: string): boolean {
  return parseTimeOfDay(padded(text)) !== undefined;
}

function padded(time: string): string {
  return time.padStart(5, '0');
}
