// Reads the texts of cron: six fields with seconds as Spring and Camunda 8 write them, a seventh for the year as Quartz and
// Camunda 7 do, five as in a crontab, and the macros.
import { daysOf, type IsDay, weekdaysOf } from './cronDays.ts';
import { type Field, HOURS, isAny, MINUTES, MONTH, valuesOf, YEARS } from './cronFields.ts';
import type { Json } from './json.ts';

export interface Cron {
  /** Ascending. */
  seconds: readonly number[];
  minutes: readonly number[];
  hours: readonly number[];
  months: readonly number[];
  /** Undefined: any. */
  years?: readonly number[];
  isDay: IsDay;
}

type CronFault = 'CRON_FIELDS' | 'CRON_MACRO' | 'CRON_FIELD';

export interface CronProblem {
  code: CronFault;
  values: { [name: string]: Json };
}

const MACROS: { readonly [name: string]: string } = {
  '@yearly': '0 0 0 1 1 *',
  '@annually': '0 0 0 1 1 *',
  '@monthly': '0 0 0 1 * *',
  '@weekly': '0 0 0 * * 0',
  '@daily': '0 0 0 * * *',
  '@midnight': '0 0 0 * * *',
  '@hourly': '0 0 * * * *',
};

/** Characters. */
const LONGEST = 500;

/** Whether a text is meant as cron, right or wrong: neither durations nor dates nor cycles look so. */
export function looksLikeCron(text: string): boolean {
  return text.length <= LONGEST && (text.startsWith('@') || /^[\d*?]\S*\s+\S/.test(text));
}

export function cronFrom(text: string): Cron | CronProblem {
  const isMacro = text.startsWith('@');
  const macro = Object.hasOwn(MACROS, text.toLowerCase()) ? MACROS[text.toLowerCase()] : undefined;
  if (isMacro && macro === undefined)
    return { code: 'CRON_MACRO', values: { text, known: Object.keys(MACROS).join(', ') } };
  const fields = (macro ?? text).trim().toUpperCase().split(/\s+/);
  if (fields.length < 5 || fields.length > 7)
    return { code: 'CRON_FIELDS', values: { text, count: fields.length } };
  const isCrontab = fields.length === 5;
  const [second = '', minute = '', hour = '', day = '', month = '', week = '', year = '*'] = isCrontab
    ? ['0', ...fields]
    : fields;
  const times: [string, Field][] = [
    [second, MINUTES],
    [minute, MINUTES],
    [hour, HOURS],
    [month, MONTH],
    [year, YEARS],
  ];
  const read = times.map(([field, range]) => valuesOf(field, range));
  const days = daysOf(day);
  const weekdays = weekdaysOf(week);
  const inOrder = [read[0], read[1], read[2], days, read[3], weekdays, read[4]];
  const wrong = inOrder.indexOf(undefined);
  if (wrong >= 0 || !days || !weekdays) {
    const field = wrong + (isCrontab ? 0 : 1);
    return { code: 'CRON_FIELD', values: { text, field, given: fields[field - 1] ?? '' } };
  }
  const [seconds = [], minutes = [], hours = [], months = [], years = []] = read;
  // A crontab's two days are alternatives where both are given; elsewhere both have to hold.
  const isEither = isCrontab && !isAny(day) && !isAny(week);
  const isDay: IsDay = isEither
    ? (date) => days(date) || weekdays(date)
    : (date) => days(date) && weekdays(date);
  return { seconds, minutes, hours, months, isDay, ...(!isAny(year) && { years }) };
}
