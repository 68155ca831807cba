// Civil dates and times on the proleptic Gregorian calendar, by arithmetic alone: no clock and no zone.
// A day is its number since 1970-01-01; a local time is milliseconds since 1970-01-01T00:00 of the same wall.

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export interface CivilDate {
  year: number;
  /** 1 to 12. */
  month: number;
  /** 1 to 31. */
  day: number;
}

/** Day number of a date. Howard Hinnant's era arithmetic: years start in March, so the leap day comes last. */
export function daysFromCivil({ year, month, day }: CivilDate): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

export function civilFromDays(days: number): CivilDate {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1_460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
  };
}

/** ISO weekday of a day number: 1 is Monday, 7 is Sunday. */
export function weekday(days: number): number {
  return ((((days + 3) % 7) + 7) % 7) + 1;
}

export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** The same day of the month, months later; the month's last day where it has no such day. */
export function addMonths(days: number, months: number): number {
  const date = civilFromDays(days);
  const count = date.year * 12 + date.month - 1 + months;
  const year = Math.floor(count / 12);
  const month = count - year * 12 + 1;
  return daysFromCivil({ year, month, day: Math.min(date.day, daysInMonth(year, month)) });
}

export function dayOf(localMs: number): number {
  return Math.floor(localMs / DAY);
}

/** Day number of `YYYY-MM-DD`; undefined when there is no such date. */
export function parseDate(text: string): number | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return undefined;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined;
  return daysFromCivil({ year, month, day });
}

export function formatDate(days: number): string {
  const { year, month, day } = civilFromDays(days);
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}`;
}

/** Milliseconds into the day of `HH:MM` or `HH:MM:SS`; `24:00` is the day's end. Undefined when malformed. */
export function parseTimeOfDay(text: string): number | undefined {
  const match = /^(\d{2}):(\d{2})(?::(\d{2}))?$/.exec(text);
  if (!match) return undefined;
  const [hours, minutes, seconds] = [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)];
  if (minutes > 59 || seconds > 59) return undefined;
  const ms = hours * HOUR + minutes * MINUTE + seconds * SECOND;
  return ms <= DAY ? ms : undefined;
}

export interface DateTime {
  /** Wall time in milliseconds. */
  localMs: number;
  /** Offset from UTC in milliseconds; absent when the text has none. */
  offsetMs?: number;
}

/** `YYYY-MM-DDTHH:MM[:SS[.fff]]` with or without `Z` or `±HH:MM`; a date alone is its midnight. */
export function parseDateTime(text: string): DateTime | undefined {
  const match =
    /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}(?::\d{2})?)(?:\.(\d{1,9}))?(Z|[+-]\d{2}:?\d{2})?)?$/.exec(text);
  const days = match && parseDate(match[1]!);
  if (!match || days === undefined || days === null) return undefined;
  const time = parseTimeOfDay(match[2] ?? '00:00');
  if (time === undefined) return undefined;
  const fraction = match[3] === undefined ? 0 : Math.floor(Number(`0.${match[3]}`) * SECOND);
  const localMs = days * DAY + time + fraction;
  if (match[4] === undefined) return { localMs };
  const offsetMs = parseOffset(match[4]);
  return offsetMs === undefined ? undefined : { localMs, offsetMs };
}

/** Milliseconds of `Z`, `+05:30` or `-0500`. */
export function parseOffset(text: string): number | undefined {
  if (text === 'Z') return 0;
  const match = /^([+-])(\d{2}):?(\d{2})$/.exec(text);
  if (!match) return undefined;
  const ms = Number(match[2]) * HOUR + Number(match[3]) * MINUTE;
  return ms > 18 * HOUR || Number(match[3]) > 59 ? undefined : (match[1] === '-' ? -1 : 1) * ms;
}

/** Wall time as ISO text; with an offset (milliseconds), the text of the instant there. */
export function formatDateTime(localMs: number, offsetMs?: number): string {
  const days = dayOf(localMs);
  const ms = localMs - days * DAY;
  const fraction = ms % SECOND === 0 ? '' : `.${padded(ms % SECOND, 3)}`;
  const clock = [Math.floor(ms / HOUR), Math.floor(ms / MINUTE) % 60, Math.floor(ms / SECOND) % 60];
  const text = `${formatDate(days)}T${clock.map((part) => padded(part, 2)).join(':')}${fraction}`;
  return offsetMs === undefined ? text : text + formatOffset(offsetMs);
}

function formatOffset(offsetMs: number): string {
  const minutes = Math.round(Math.abs(offsetMs) / MINUTE);
  return `${offsetMs < 0 ? '-' : '+'}${padded(Math.floor(minutes / 60), 2)}:${padded(minutes % 60, 2)}`;
}

function padded(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
