// A calendar in words and as a year: for its page, its editor and its comparison.
import {
  type Calendar,
  type CalendarDay,
  type CalendarDifference,
  type CalendarException,
  calendarYear,
  exceptionLine,
  type HolidayRule,
  type Hours,
  holidayLine,
  holidays,
  hoursText,
  WEEKDAYS,
} from '../engine.ts';
import { dateWords } from '../render/words.ts';
import type { Visit } from '../visit.ts';

type Speaking = Pick<Visit, 't' | 'lang'>;

/** A date is the same everywhere: no zone moves it. */
export function dateView({ lang }: Pick<Visit, 'lang'>, date: string) {
  return { iso: date, words: dateWords(lang, Date.parse(`${date}T00:00:00Z`), 'UTC') };
}

const clock = (ms: number) =>
  `${String(Math.floor(ms / 3_600_000)).padStart(2, '0')}:${String(Math.floor(ms / 60_000) % 60).padStart(2, '0')}`;

export function weekView({ t, lang }: Speaking, { week }: Calendar) {
  return WEEKDAYS.map((day) => ({
    day,
    label: t(`calendars.day.${day}`),
    hours: hoursText(week[day], lang) || t('calendars.notWorked'),
    off: week[day] === undefined,
  }));
}

export function dayWords({ t, lang }: Speaking, { state, why, spans }: CalendarDay): string {
  const isWhole = spans.length === 1 && spans[0]![0] === 0 && spans[0]![1] === 24 * 3_600_000;
  const hours = isWhole
    ? hoursText('whole-day', lang)
    : spans.map(([from, to]) => `${clock(from)}-${clock(to)}`).join(', ');
  const words = state === 'working' ? hours : t(`calendars.state.${state}`);
  return why === undefined ? words : `${words}: ${why}`;
}

/** Twelve months of weeks; a day that counts as its weekday does needs no words. */
export function yearView(speaking: Speaking, calendar: Calendar, year: number) {
  const { t, lang } = speaking;
  const months = calendarYear(calendar, year);
  const named = new Intl.DateTimeFormat(lang === 'es' ? 'es-CO' : 'en-GB', {
    month: 'long',
    timeZone: 'UTC',
  });
  return {
    year,
    working: months.reduce((sum, month) => sum + month.working, 0),
    weekdays: WEEKDAYS.map((day) => ({
      short: t(`calendars.day.${day}`).slice(0, 2),
      long: t(`calendars.day.${day}`),
    })),
    months: months.map(({ month, days, working }) => ({
      name: named.format(Date.UTC(year, month - 1, 1)),
      working,
      weeks: weeksOf(days).map((week) =>
        week.map((day) =>
          day === undefined
            ? {}
            : {
                number: Number(day.date.slice(8)),
                state: day.state === 'working' && day.why !== undefined ? 'special' : day.state,
                words: day.state === 'weekly' ? undefined : dayWords(speaking, day),
                told: day.why !== undefined,
              },
        ),
      ),
    })),
    told: toldDays(speaking, calendar, year),
  };
}

function weeksOf(days: CalendarDay[]): (CalendarDay | undefined)[][] {
  const weeks: (CalendarDay | undefined)[][] = [];
  for (const day of days) {
    if (weeks.length === 0 || day.weekday === 1) weeks.push(new Array(7).fill(undefined));
    weeks.at(-1)![day.weekday - 1] = day;
  }
  return weeks;
}

/** Holidays and exceptions of the year, also those on days that would not count anyway. */
function toldDays(speaking: Speaking, calendar: Calendar, year: number) {
  const { t, lang } = speaking;
  const kept = holidays(calendar, year).map(({ date, name }) => ({
    date,
    what: t('calendars.state.holiday'),
    why: name,
  }));
  const others = (calendar.exceptions ?? [])
    .filter(({ date }) => date.startsWith(`${year}-`))
    .map(({ date, working, hours, why }) => ({
      date,
      what: working ? hoursText(hours, lang) || t('calendars.state.working') : t('calendars.state.exception'),
      why,
    }));
  return [...kept, ...others]
    .sort((a, b) => a.date.localeCompare(b.date))
    .map(({ date, ...rest }) => ({ ...rest, on: dateView(speaking, date) }));
}

/** One line of a comparison. */
export function differenceView({ t, lang }: Speaking, { path, before, after }: CalendarDifference) {
  const [field = '', day] = path.split('.');
  const say = (value: unknown): string => {
    if (value === undefined) return day === undefined ? '' : t('calendars.notWorked');
    if (field === 'week') return hoursText(value as Hours, lang);
    if (field === 'holidays') return holidayLine(value as HolidayRule, lang);
    if (field === 'exceptions') return exceptionLine(value as CalendarException, lang);
    return String(value);
  };
  const label = day === undefined ? t(`calendars.field.${field}`) : t(`calendars.day.${day}`);
  return { label, before: say(before), after: say(after) };
}
