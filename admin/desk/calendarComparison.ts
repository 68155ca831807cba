// What differs between two versions of a calendar, in words: what they say, and the days that count otherwise.
import { type Calendar, compareCalendars, differingDays } from '../engine.ts';
import type { Visit } from '../visit.ts';
import { dateView, dayWords, differenceView } from './calendarViews.ts';

const MOST_DAYS = 60;

export function compareView(visit: Visit, before: Calendar, after: Calendar) {
  const year = new Date(visit.engine.now()).getUTCFullYear();
  const days = differingDays(before, after, year, year + 1);
  return {
    differences: compareCalendars(before, after).map((one) => differenceView(visit, one)),
    days: days.slice(0, MOST_DAYS).map((day) => ({
      on: dateView(visit, day.date),
      before: dayWords(visit, day.before),
      after: dayWords(visit, day.after),
    })),
    more: Math.max(0, days.length - MOST_DAYS),
    years: `${year} – ${year + 1}`,
  };
}
