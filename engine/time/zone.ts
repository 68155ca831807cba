// Time zones as a function that is handed in, and the way from wall time to an instant through a change of offset.
import { DAY, HOUR, parseOffset } from './civil.ts';

export interface Zone {
  /** IANA id such as `America/Bogota`. */
  id: string;
  /** Milliseconds that wall time is ahead of UTC at this instant. */
  offsetAt(epochMs: number): number;
  /** The offset of a zone that never changes it: counting asks for it at every opening and closing. */
  fixedMs?: number;
}

export function fixedZone(id: string, offsetMs: number): Zone {
  return { id, offsetAt: () => offsetMs, fixedMs: offsetMs };
}

/** Colombia has kept one offset since 1993. */
export const bogota: Zone = fixedZone('America/Bogota', -5 * HOUR);

/** Zones that need no table: Bogota, UTC and fixed offsets such as `-05:00`. */
export function builtInZone(id: string): Zone | undefined {
  if (id === 'America/Bogota') return bogota;
  if (id === 'UTC' || id === 'Etc/UTC') return fixedZone(id, 0);
  const offset = parseOffset(id);
  return offset === undefined ? undefined : fixedZone(id, offset);
}

export function localOf(epochMs: number, zone: Zone): number {
  return epochMs + zone.offsetAt(epochMs);
}

/**
 * The instant of a wall time. A time that happens twice is its first occurrence; a time that is skipped
 * is read with the offset before the gap, so that it lands as far behind the gap as it lay in it.
 */
export function instantOf(localMs: number, zone: Zone): number {
  if (zone.fixedMs !== undefined) return localMs - zone.fixedMs;
  const before = zone.offsetAt(localMs - DAY);
  const after = zone.offsetAt(localMs + DAY);
  const candidates = before >= after ? [before, after] : [after, before];
  for (const offset of candidates) {
    if (zone.offsetAt(localMs - offset) === offset) return localMs - offset;
  }
  return localMs - before;
}
