// When today, the last seven days and the last thirty began, where the organisation is.
import { instantOf, parseDateTime, zoneOf } from '../../engine.ts';
import { todayOf } from '../../reports/asking.ts';

const day = 86_400_000;

/** The latest first. */
export function arrivalsOf(now: number, timeZone: string): number[] {
  const local = parseDateTime(`${todayOf(now, timeZone)}T00:00:00`);
  const zone = zoneOf(timeZone);
  const today = local && zone ? instantOf(local.localMs, zone) : now - day;
  return [today, today - 6 * day, today - 29 * day];
}
