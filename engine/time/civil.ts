// Civil dates and times on the proleptic Gregorian calendar, by arithmetic alone: no clock and no zone.
// A day is its number since 1970-01-01; a local time is milliseconds since 1970-01-01T00:00 of the same wall.
import { civilFromDays, DAY, daysFromCivil, daysInMonth } from '../core/civil.ts';

export {
  addMonths,
  type CivilDate,
  civilFromDays,
  DAY,
  daysFromCivil,
  daysInMonth,
  isLeapYear,
  weekday,
} from '../core/civil.ts';

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;

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
