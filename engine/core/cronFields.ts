// The fields of cron: numbers, names, ranges and steps, each within what the field counts.

export interface Field {
  from: number;
  to: number;
  names?: readonly string[];
}

export const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
export const WEEKDAYS = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'];

export const MINUTES: Field = { from: 0, to: 59 };
export const HOURS: Field = { from: 0, to: 23 };
export const DAYS: Field = { from: 1, to: 31 };
export const MONTH: Field = { from: 1, to: 12, names: MONTHS };
/** Monday is 1, Sunday 7; 0 is Sunday too. */
export const WEEK: Field = { from: 1, to: 7, names: WEEKDAYS };
export const YEARS: Field = { from: 1970, to: 2199 };

export function isAny(field: string): boolean {
  return field === '*' || field === '?';
}

/** Undefined: the field is wrong. */
export function valuesOf(field: string, range: Field): number[] | undefined {
  const found = new Set<number>();
  for (const item of field.split(',')) {
    const values = itemOf(item, range);
    if (!values) return undefined;
    for (const value of values) found.add(value);
  }
  return [...found].sort((a, b) => a - b);
}

/** `*`, `5`, `5-10`, `MON-FRI`, each with `/2` behind it; a range may go over the end, as `FRI-MON` does. */
export function itemOf(item: string, range: Field): number[] | undefined {
  const match = /^(\*|(\w+)(?:-(\w+))?)(?:\/(\d+))?$/.exec(item);
  if (!match) return undefined;
  const [, whole, low, high, step] = match;
  const by = step === undefined ? 1 : Number(step);
  const from = whole === '*' ? range.from : numberOf(low ?? '', range);
  const last = step === undefined ? from : range.to;
  const to = whole === '*' ? range.to : high === undefined ? last : numberOf(high, range);
  if (from === undefined || to === undefined || by === 0) return undefined;
  const size = range.to - range.from + 1;
  const values: number[] = [];
  // Sunday as 0 begins a range before Monday; the year has no end to go over.
  if (from > to && range === YEARS) return undefined;
  for (let value = from; value <= (from > to ? to + size : to); value += by)
    values.push(value > range.to ? value - size : value < range.from ? value + size : value);
  return values;
}

export function numberOf(text: string, { from, to, names }: Field): number | undefined {
  const name = names?.indexOf(text) ?? -1;
  if (name >= 0) return name + from;
  if (!/^\d{1,4}$/.test(text)) return undefined;
  const value = Number(text);
  const least = names === WEEKDAYS ? 0 : from;
  return value >= least && value <= to ? value : undefined;
}
