// Periods as civil dates: which one a date lies in, the one before, and the same one a year before.
import {
  addMonths,
  civilFromDays,
  daysFromCivil,
  daysInMonth,
  formatDate,
  parseDate,
  weekday,
} from '../time/civil.ts';

export const GRAINS = ['day', 'week', 'month', 'quarter', 'semester', 'year', 'sprint'] as const;

export type Grain = (typeof GRAINS)[number];

/** Both dates included; an id such as 2026-11-22, 2026-W47, 2026-11, 2026-Q4, 2026-S2, 2026, or a sprint's name. */
export interface Period {
  grain: Grain | 'range';
  id: string;
  from: string;
  to: string;
}

/** A range that a team named, as imported. */
export interface Sprint {
  id: string;
  from: string;
  to: string;
}

const MONTHS: { readonly [grain in Grain]?: number } = { month: 1, quarter: 3, semester: 6, year: 12 };

/** Undefined where the date lies in no sprint, or is none. */
export function periodOf(date: string, grain: Grain, sprints: readonly Sprint[] = []): Period | undefined {
  const day = parseDate(date);
  if (day === undefined) return undefined;
  if (grain === 'sprint') {
    const found = sprints.find(({ from, to }) => from <= date && date <= to);
    return found && { grain, ...found };
  }
  if (grain === 'day') return { grain, id: date, from: date, to: date };
  if (grain === 'week') return weekOf(day);
  const { year, month } = civilFromDays(day);
  const months = MONTHS[grain] as number;
  return monthsFrom(year, month - ((month - 1) % months), grain, months);
}

/** The ISO week, which belongs to the year of its Thursday. */
function weekOf(day: number): Period {
  const monday = day - (weekday(day) - 1);
  const { year } = civilFromDays(monday + 3);
  const number = Math.floor((monday + 3 - daysFromCivil({ year, month: 1, day: 1 })) / 7) + 1;
  const id = `${padded(year, 4)}-W${padded(number, 2)}`;
  return { grain: 'week', id, from: formatDate(monday), to: formatDate(monday + 6) };
}

function monthsFrom(year: number, month: number, grain: Grain, months: number): Period {
  const last = month + months - 1;
  const number = (month - 1) / months + 1;
  const part = { month: `-${padded(month, 2)}`, quarter: `-Q${number}`, semester: `-S${number}` };
  return {
    grain,
    id: `${padded(year, 4)}${part[grain as keyof typeof part] ?? ''}`,
    from: formatDate(daysFromCivil({ year, month, day: 1 })),
    to: formatDate(daysFromCivil({ year, month: last, day: daysInMonth(year, last) })),
  };
}

/** Any two dates, in order; those of a whole month, quarter, semester or year are that period. */
export function rangeOf(from: string, to: string): Period | undefined {
  if (parseDate(from) === undefined || parseDate(to) === undefined || to < from) return undefined;
  for (const grain of ['month', 'quarter', 'semester', 'year', 'week', 'day'] as const) {
    const whole = periodOf(from, grain);
    if (whole?.from === from && whole.to === to) return whole;
  }
  return { grain: 'range', id: `${from}/${to}`, from, to };
}

const SHAPES: [RegExp, Grain][] = [
  [/^\d{4}-\d{2}-\d{2}$/, 'day'],
  [/^\d{4}-\d{2}$/, 'month'],
  [/^\d{4}-W\d{2}$/, 'week'],
  [/^\d{4}-Q[1-4]$/, 'quarter'],
  [/^\d{4}-S[12]$/, 'semester'],
  [/^\d{4}$/, 'year'],
];

/** The period of an id; a sprint's is its name. Undefined where there is none. */
export function parsePeriod(id: string, sprints: readonly Sprint[] = []): Period | undefined {
  const sprint = sprints.find((each) => each.id === id);
  if (sprint) return { grain: 'sprint', ...sprint };
  const [from, to] = id.split('/');
  if (from !== undefined && to !== undefined) return rangeOf(from, to);
  const grain = SHAPES.find(([shape]) => shape.test(id))?.[1];
  if (grain === undefined) return undefined;
  const found = periodOf(firstDayOf(id, grain), grain);
  return found?.id === id ? found : undefined;
}

function firstDayOf(id: string, grain: Grain): string {
  const year = id.slice(0, 4);
  if (grain === 'day') return id;
  if (grain === 'year') return `${id}-01-01`;
  if (grain === 'month') return `${id}-01`;
  const number = Number(id.slice(6));
  if (grain === 'quarter') return `${year}-${padded(number * 3, 2)}-01`;
  if (grain === 'semester') return `${year}-${padded(number * 6, 2)}-01`;
  // The fourth of January is always in the first week.
  return formatDate((parseDate(`${year}-01-04`) as number) + (number - 1) * 7);
}

/** Undefined where no sprint came before. */
export function previousPeriod(period: Period, sprints: readonly Sprint[] = []): Period | undefined {
  const { grain, from, to } = period;
  const first = parseDate(from) as number;
  if (grain === 'sprint') {
    const before = sprints.filter((each) => each.to < from).toSorted((a, b) => (a.to < b.to ? 1 : -1))[0];
    return before && { grain, ...before };
  }
  if (grain !== 'range') return periodOf(formatDate(first - 1), grain, sprints);
  const months = wholeMonths(from, to);
  if (months > 0) return rangeOf(shifted(from, -months), formatDate(first - 1));
  return rangeOf(formatDate(first - 1 - ((parseDate(to) as number) - first)), formatDate(first - 1));
}

/** The same period of the year before; undefined where that year has none: a week 53, a sprint. */
export function yearBefore(period: Period): Period | undefined {
  const { grain, id, from, to } = period;
  if (grain === 'sprint') return undefined;
  if (grain === 'range') return rangeOf(shifted(from, -12), yearBeforeEnd(from, to));
  if (grain === 'day') return periodOf(shifted(from, -12), 'day');
  return parsePeriod(`${padded(Number(id.slice(0, 4)) - 1, 4)}${id.slice(4)}`);
}

/** The end of February stays its end. */
function yearBeforeEnd(from: string, to: string): string {
  if (wholeMonths(from, to) === 0) return shifted(to, -12);
  return formatDate((parseDate(shifted(formatDate((parseDate(to) as number) + 1), -12)) as number) - 1);
}

/** Periods of that grain that touch the range, in order. */
export function periodsBetween(
  from: string,
  to: string,
  grain: Grain,
  sprints: readonly Sprint[] = [],
): Period[] {
  if (grain === 'sprint')
    return sprints
      .filter((each) => each.from <= to && each.to >= from)
      .toSorted((a, b) => (a.from < b.from ? -1 : 1))
      .map((each) => ({ grain, ...each }));
  const periods: Period[] = [];
  for (let next = periodOf(from, grain); next && next.from <= to; ) {
    periods.push(next);
    next = periodOf(formatDate((parseDate(next.to) as number) + 1), grain);
  }
  return periods;
}

/** How many, where the range is whole calendar months; else 0. */
function wholeMonths(from: string, to: string): number {
  const [first, last] = [parseDate(from) as number, parseDate(to) as number];
  const [a, b] = [civilFromDays(first), civilFromDays(last)];
  if (a.day !== 1 || b.day !== daysInMonth(b.year, b.month)) return 0;
  return (b.year - a.year) * 12 + b.month - a.month + 1;
}

function shifted(date: string, months: number): string {
  return formatDate(addMonths(parseDate(date) as number, months));
}

function padded(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
