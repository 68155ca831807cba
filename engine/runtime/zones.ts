// Time zones from the zone database that Node carries, as the pure folders want them: an offset for an instant.
import type { Zone } from '../time/index.ts';
import { builtInZone, DAY, daysFromCivil, HOUR, MINUTE, SECOND } from '../time/index.ts';

export { instantOf, localOf } from '../time/index.ts';

const MOST_CACHED = 4_096;

const known = new Map<string, Zone>();

/** Undefined when Node knows no such zone. */
export function zoneOf(id: string): Zone | undefined {
  const found = known.get(id) ?? builtInZone(id) ?? intlZone(id);
  if (found) known.set(id, found);
  return found;
}

export function knowsZone(id: string): boolean {
  return zoneOf(id) !== undefined;
}

function intlZone(id: string): Zone | undefined {
  const format = formatFor(id);
  if (!format) return undefined;
  const offsets = new Map<number, number>();
  return {
    id,
    offsetAt(epochMs) {
      // No zone changes its offset within a minute.
      const minute = Math.floor(epochMs / MINUTE);
      let offset = offsets.get(minute);
      if (offset === undefined) {
        if (offsets.size >= MOST_CACHED) offsets.clear();
        offset = wallAt(format, minute * MINUTE) - minute * MINUTE;
        offsets.set(minute, offset);
      }
      return offset;
    },
  };
}

function formatFor(id: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone: id,
      calendar: 'iso8601',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
  } catch {
    // The one way to ask Node whether it knows a zone.
    return undefined;
  }
}

function wallAt(format: Intl.DateTimeFormat, epochMs: number): number {
  const parts = new Map<string, number>();
  for (const { type, value } of format.formatToParts(epochMs)) parts.set(type, Number(value));
  const part = (name: string) => parts.get(name) ?? 0;
  const days = daysFromCivil({ year: part('year'), month: part('month'), day: part('day') });
  return days * DAY + part('hour') * HOUR + part('minute') * MINUTE + part('second') * SECOND;
}
