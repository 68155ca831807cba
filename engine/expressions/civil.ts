// Civil calendar arithmetic in integers: no clock, no time zone, years from -999999999 to 999999999.
import type { CivilDate } from './value.ts';

export const DAY_SECONDS = 86_400;
export const MAX_YEAR = 999_999_999;

export function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

export function isCivilDate(year: number, month: number, day: number): boolean {
  if (!Number.isInteger(year) || !Number.isInteger(month) || !Number.isInteger(day)) return false;
  return (
    Math.abs(year) <= MAX_YEAR && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
  );
}

/** Days since 1970-01-01. Years are counted from March, so that the leap day is the last of its year. */
export function toEpochDay({ year, month, day }: CivilDate): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

export function fromEpochDay(epochDay: number): CivilDate {
  const z = epochDay + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted + (shifted < 10 ? 3 : -9);
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1,
  };
}

/** 1 is Monday, 7 is Sunday. */
export function weekday(date: CivilDate): number {
  const sinceMonday = (toEpochDay(date) + 3) % 7;
  return (sinceMonday < 0 ? sinceMonday + 7 : sinceMonday) + 1;
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
