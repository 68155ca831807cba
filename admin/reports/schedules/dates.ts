// On which days reports are mailed: the first business day of the week or of the month, and the period that is over then.
import { type Calendar, calendarYear, type Engine } from '../../engine.ts';
import { type CalendarGrain, calendarPeriod, type Period, previousPeriod } from '../period.ts';

export const FREQUENCIES = ['weekly', 'monthly'] as const;

export type Frequency = (typeof FREQUENCIES)[number];

export type IsBusinessDay = (date: string) => boolean;

const DAY = 86_400_000;
/** By whose days the first business day is found, where it is deployed. */
const CALENDAR = 'co-8x5';
/** Local hour from which mails leave. */
const HOUR = 7;

const dateOf = (day: number): string => new Date(day).toISOString().slice(0, 10);
const dayOf = (date: string): number => Date.parse(`${date}T00:00:00Z`);

export async function businessDays({ calendars, now }: Engine): Promise<IsBusinessDay> {
  const calendar = (await calendars.read(CALENDAR, now()))?.calendar;
  return calendar ? byCalendar(calendar) : (date) => ![0, 6].includes(new Date(dayOf(date)).getUTCDay());
}

function byCalendar(calendar: Calendar): IsBusinessDay {
  const years = new Map<number, Set<string>>();
  return (date) => {
    const year = Number(date.slice(0, 4));
    const known =
      years.get(year) ??
      new Set(
        calendarYear(calendar, year).flatMap(({ days }) =>
          days.filter(({ state }) => state === 'working').map((day) => day.date),
        ),
      );
    years.set(year, known);
    return known.has(date);
  };
}

const grains: { readonly [frequency in Frequency]: CalendarGrain } = { weekly: 'week', monthly: 'month' };

/** The first business day of a week or month after that date. */
export function nextDate(frequency: Frequency, after: string, isBusinessDay: IsBusinessDay): string {
  for (
    let period = calendarPeriod(grains[frequency], after);
    ;
    period = calendarPeriod(grains[frequency], dateOf(dayOf(period.to) + DAY))
  ) {
    const first = firstBusinessDay(period, isBusinessDay);
    if (first !== undefined && first > after) return first;
  }
}

/** Undefined in a week of holidays alone. */
function firstBusinessDay({ from, to }: Period, isBusinessDay: IsBusinessDay): string | undefined {
  for (let day = dayOf(from); day <= dayOf(to); day += DAY)
    if (isBusinessDay(dateOf(day))) return dateOf(day);
  return undefined;
}

/** What a report that is usually of a month, a quarter or a semester is of when it is mailed: the last that is over. */
export function periodOver(frequency: Frequency, usual: CalendarGrain, date: string): Period {
  const grain = usual === 'month' ? grains[frequency] : usual;
  const now = calendarPeriod(grain, date);
  return previousPeriod(now) ?? now;
}

/** The instant at which the mails of a day leave. */
export function leavesAt(date: string, timeZone: string): number {
  const guess = dayOf(date) + HOUR * 3_600_000;
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  }).formatToParts(guess);
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? '00';
  const shown = Date.parse(
    `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}:00Z`,
  );
  return guess - (shown - guess);
}
