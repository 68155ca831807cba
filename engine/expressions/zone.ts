// Zone names and offsets: what is known without a zone database, and how a local time finds its offset.
import { toEpochDay } from './civil.ts';
import type { CivilDate } from './value.ts';

/** Seconds east of UTC of a zone at an instant; null when the zone is not known. */
export type ZoneOffset = (zoneId: string, epochMs: number) => number | null;

const FIXED_ZONES: ReadonlyMap<string, number> = new Map([
  ['Z', 0],
  ['UTC', 0],
  ['GMT', 0],
  ['Etc/UTC', 0],
  ['Etc/GMT', 0],
  ['America/Bogota', -5 * 3600],
]);

/** `+hh:mm` and `+hh:mm:ss`, up to 18 hours; null for anything else. */
export function parseOffset(text: string): number | null {
  if (text === 'Z' || text === 'z') return 0;
  const match = /^([+-])(\d\d):(\d\d)(?::(\d\d))?$/.exec(text);
  if (match === null) return null;
  const seconds = Number(match[2]) * 3600 + Number(match[3]) * 60 + Number(match[4] ?? 0);
  if (Number(match[3]) > 59 || Number(match[4] ?? 0) > 59 || seconds > 18 * 3600) return null;
  return match[1] === '-' ? 0 - seconds : seconds;
}

/** Fixed offsets, UTC, and Colombia, which has had no daylight saving since 1993. */
export function fixedZoneOffset(zoneId: string, _epochMs: number): number | null {
  return FIXED_ZONES.get(zoneId) ?? parseOffset(zoneId);
}

/**
 * Offset of a zone at a local time. One that comes twice is its first occurrence; one that is skipped has the offset
 * before the gap, so that it is as far behind the gap as it lay in it.
 */
export function offsetOfLocal(
  zoneOffset: ZoneOffset,
  zone: string,
  date: CivilDate,
  second: number,
): number | null {
  const localMs = (toEpochDay(date) * 86_400 + Math.floor(second)) * 1000;
  const before = zoneOffset(zone, localMs - 86_400_000);
  const after = zoneOffset(zone, localMs + 86_400_000);
  if (before === null || after === null || before === after) return before;
  const fits = (offset: number) => zoneOffset(zone, localMs - offset * 1000) === offset;
  const [first, other] = before > after ? [before, after] : [after, before];
  if (fits(first)) return first;
  return fits(other) ? other : before;
}

export function offsetText(offset: number): string {
  if (offset === 0) return 'Z';
  const size = Math.abs(offset);
  const seconds = size % 60;
  const text = `${offset < 0 ? '-' : '+'}${two(Math.floor(size / 3600))}:${two(Math.floor(size / 60) % 60)}`;
  return seconds === 0 ? text : `${text}:${two(seconds)}`;
}

export function two(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}
