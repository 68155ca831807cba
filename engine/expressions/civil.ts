// Civil calendar arithmetic in integers: no clock, no time zone, years from -999999999 to 999999999.
import {
  daysInMonth,
  civilFromDays as fromEpochDay,
  daysFromCivil as toEpochDay,
  weekday as weekdayOf,
} from '../core/civil.ts';
import type { CivilDate } from './value.ts';

export { daysInMonth, fromEpochDay, toEpochDay };

export const DAY_SECONDS = 86_400;
export const MAX_YEAR = 999_999_999;

export function isCivilDate(year: number, month: number, day: number): boolean {
  if (!Number.isInteger(year) || !Number.isInteger(month) || !Number.isInteger(day)) return false;
  return (
    Math.abs(year) <= MAX_YEAR && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
  );
}

/** 1 is Monday, 7 is Sunday. */
export function weekday(date: CivilDate): number {
  return weekdayOf(toEpochDay(date));
}

export function dayOfYear(date: CivilDate): number {
  return toEpochDay(date) - toEpochDay({ year: date.year, month: 1, day: 1 }) + 1;
}

/** ISO 8601: weeks begin on Monday, and week 1 holds the year's first Thursday. */
export function weekOfYear(date: CivilDate): number {
  const thursday = fromEpochDay(toEpochDay(date) + 4 - weekday(date));
  return Math.floor((dayOfYear(thursday) - 1) / 7) + 1;
}

/** The same day so many months later, or the month's last day where it has no such day. Null beyond the calendar. */
export function plusMonths(date: CivilDate, months: number): CivilDate | null {
  const total = date.year * 12 + (date.month - 1) + months;
  const year = Math.floor(total / 12);
  const month = total - year * 12 + 1;
  if (!Number.isSafeInteger(total) || Math.abs(year) > MAX_YEAR) return null;
  return { year, month, day: Math.min(date.day, daysInMonth(year, month)) };
}

export function plusDays(date: CivilDate, days: number): CivilDate | null {
  const epochDay = toEpochDay(date) + days;
  if (!Number.isSafeInteger(epochDay)) return null;
  const moved = fromEpochDay(epochDay);
  return Math.abs(moved.year) > MAX_YEAR ? null : moved;
}

/** Whole months from one date to another, towards zero. `dayFraction` compares their times of day (second minus first). */
export function monthsBetween(from: CivilDate, to: CivilDate, dayFraction: number): number {
  const months = (to.year - from.year) * 12 + (to.month - from.month);
  const remaining = Math.sign(to.day - from.day) || Math.sign(dayFraction);
  if (months > 0 && remaining < 0) return months - 1;
  if (months < 0 && remaining > 0) return months + 1;
  return months;
}
