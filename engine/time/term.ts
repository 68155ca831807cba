// A term: so many days, hours or months, as the mode counts them. Text is read here, once, or refused with a code.
import { DAY, HOUR } from './civil.ts';
import type { Duration } from './duration.ts';
import { parseDuration } from './duration.ts';
import type { TimeProblem } from './problems.ts';
import { isTimeProblem } from './problems.ts';

export const MODES = ['legal-days', 'business-days', 'business-hours', 'calendar-month', 'clock'] as const;

/**
 * legal-days: whole business days after the day of receipt, until 23:59:59 of the last.
 * business-days: from the next opening, so many business days later at the same time.
 * business-hours: opening hours used up. calendar-month: the same day months later, moved to a business day.
 * clock: hours of the clock.
 */
export type Mode = (typeof MODES)[number];

export type Term = Duration;

/** A hundred years of days; enough for any term, and an end to any walk. */
const MOST_DAYS = 36_500;
const MOST_MONTHS = 1_200;

export function isMode(text: unknown): text is Mode {
  return MODES.includes(text as Mode);
}

/** A number counts the mode's own unit (days, hours, months); text is an ISO 8601 duration or such a number. */
export function readTerm(term: number | string, mode: Mode): Term | TimeProblem {
  const number = typeof term === 'number' ? term : /^\d+(\.\d+)?$/.test(term) ? Number(term) : undefined;
  const read = number === undefined ? parseDuration(String(term)) : inUnitOf(mode, number);
  if (!read) return { code: 'TERM_MALFORMED', values: { term } };
  const fits = read.days <= MOST_DAYS && read.months <= MOST_MONTHS && read.ms <= MOST_DAYS * DAY;
  if (!fits) return { code: 'TERM_TOO_LONG', values: { term } };
  return inMode(read, mode) ?? { code: 'TERM_NOT_OF_MODE', values: { term, mode } };
}

/** As `readTerm`, for what somebody is promised: nothing is due at the moment it begins. */
export function readPromise(term: number | string, mode: Mode): Term | TimeProblem {
  const isNegative = typeof term === 'number' ? term < 0 : /^-[P\d]/.test(term);
  if (isNegative) return { code: 'TERM_NOT_POSITIVE', values: { term } };
  const read = readTerm(term, mode);
  if (isTimeProblem(read)) return read;
  const isNothing = read.months === 0 && read.days === 0 && read.ms === 0;
  return isNothing ? { code: 'TERM_NOT_POSITIVE', values: { term } } : read;
}

function inUnitOf(mode: Mode, number: number): Term | undefined {
  if (!Number.isFinite(number) || number < 0) return undefined;
  if (mode === 'business-hours' || mode === 'clock') {
    return { months: 0, days: 0, ms: Math.round(number * HOUR) };
  }
  if (!Number.isInteger(number)) return undefined;
  return mode === 'calendar-month' ? { months: number, days: 0, ms: 0 } : { months: 0, days: number, ms: 0 };
}

/** A day is neither eight hours nor twenty-four until a mode says so: none converts one into the other. */
function inMode({ months, days, ms }: Duration, mode: Mode): Term | undefined {
  switch (mode) {
    case 'legal-days':
    case 'business-days':
      return months === 0 && ms === 0 ? { months, days, ms } : undefined;
    case 'business-hours':
      return months === 0 && days === 0 ? { months, days, ms } : undefined;
    case 'calendar-month':
      return ms === 0 ? { months, days, ms } : undefined;
    case 'clock':
      return months === 0 ? { months, days: 0, ms: days * DAY + ms } : undefined;
  }
}
