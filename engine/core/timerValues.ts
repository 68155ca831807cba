// ISO 8601 instants, durations and repetitions as numbers, without a clock: what timers and due dates are made of.
import { addMonths, civilFromDays, DAY, daysFromCivil, daysInMonth } from './civil.ts';
import { SHORTEST_WAIT } from './limits.ts';
import type { Ports } from './ports.ts';

export interface Duration {
  months: number;
  ms: number;
}

const DURATION =
  /^(-)?P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

/** `P1Y2M3DT4H5M6S` as months and milliseconds; undefined when the text is none. */
export function durationFrom(text: string): Duration | undefined {
  const match = DURATION.exec(text);
  if (!match || /[PT]$/.test(text)) return undefined;
  const [, minus, years, months, weeks, days, hours, minutes, seconds] = match;
  const sign = minus ? -1 : 1;
  const n = (part: string | undefined) => Number(part ?? 0);
  return {
    months: sign * (n(years) * 12 + n(months)),
    ms:
      sign *
      Math.round(
        (n(weeks) * 7 + n(days)) * DAY + n(hours) * 3_600_000 + n(minutes) * 60_000 + n(seconds) * 1000,
      ),
  };
}

const INSTANT =
  /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?)?(Z|[+-]\d{2}:?\d{2})?(?:\[[^\]]+\]|@[\w/+-]+)?$/;

/** Epoch milliseconds of an ISO date or date-time; one without an offset is read in the process's zone. */
export function instantFrom(text: string, ports: Ports): number | undefined {
  const match = INSTANT.exec(text);
  if (!match) return undefined;
  const [, year, month, day, hour = '00', minute = '00', second = '00', fraction = '', zone] = match;
  if (
    Number(month) < 1 ||
    Number(month) > 12 ||
    Number(day) < 1 ||
    Number(day) > daysInMonth(Number(year), Number(month))
  )
    return undefined;
  if (Number(hour) > 24 || Number(minute) > 59 || Number(second) > 60) return undefined;
  const ms = Number(fraction.padEnd(3, '0').slice(0, 3));
  if (zone === undefined) return ports.instantOf(`${year}-${month}-${day}T${hour}:${minute}:${second}`) + ms;
  const local =
    daysFromCivil({ year: Number(year), month: Number(month), day: Number(day) }) * DAY +
    Number(hour) * 3_600_000 +
    Number(minute) * 60_000 +
    Number(second) * 1000 +
    ms;
  return local - offsetMs(zone);
}

function offsetMs(zone: string): number {
  if (zone === 'Z') return 0;
  const sign = zone.startsWith('-') ? -1 : 1;
  return sign * (Number(zone.slice(1, 3)) * 3_600_000 + Number(zone.slice(-2)) * 60_000);
}

/** Calendar months first, clamped to the month's last day, then the exact milliseconds. */
export function addDuration(at: number, duration: Duration): number {
  if (duration.months === 0) return at + duration.ms;
  const days = Math.floor(at / DAY);
  return addMonths(days, duration.months) * DAY + (at - days * DAY) + duration.ms;
}

export function times({ months, ms }: Duration, count: number): Duration {
  return { months: months * count, ms: ms * count };
}

/** Calendar months from one instant's month to another's. */
export function monthsBetween(from: number, to: number): number {
  const [a, b] = [civilFromDays(Math.floor(from / DAY)), civilFromDays(Math.floor(to / DAY))];
  return (b.year - a.year) * 12 + b.month - a.month;
}

export interface Cycle {
  /** Firings in all; -1 without end. */
  count: number;
  start?: string;
  interval: string;
}

/** `R3/PT1H`, `R/2026-01-01T08:00:00Z/P1D`. */
export function cycleFrom(text: string): Cycle | undefined {
  if (!text.startsWith('R')) return undefined;
  const parts = text.split('/');
  const head = /^R(-1|\d*)$/.exec(parts[0] ?? '');
  const interval = parts[parts.length - 1] ?? '';
  if (!head || parts.length < 2 || parts.length > 3 || !durationFrom(interval)) return undefined;
  const count = head[1] === '' || head[1] === '-1' ? -1 : Number(head[1]);
  return { count, interval, ...(parts.length === 3 && { start: parts[1] as string }) };
}

/** Whether a cycle's interval is negative, nothing, or shorter than a process may repeat. */
export function isTooFrequent({ months, ms }: Duration): boolean {
  return months <= 0 && (months < 0 || ms < SHORTEST_WAIT);
}
