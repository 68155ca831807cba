// Zones with daylight saving: gaps, overlaps, and terms that run across them.
import { describe, expect, it } from 'vitest';
import { instantOf, localOf, zoneOf } from '../../../engine/runtime/zones.ts';
import type { Calendar } from '../../../engine/time/index.ts';
import { due, formatDateTime, HOUR, parseDateTime } from '../../../engine/time/index.ts';

const newYork = zoneOf('America/New_York')!;

function instant(local: string): string {
  return new Date(instantOf(parseDateTime(local)!.localMs, newYork)).toISOString();
}

describe('zones', () => {
  it('know their offset in winter and in summer', () => {
    expect(newYork.offsetAt(Date.parse('2026-01-15T12:00Z'))).toBe(-5 * HOUR);
    expect(newYork.offsetAt(Date.parse('2026-07-15T12:00Z'))).toBe(-4 * HOUR);
    expect(zoneOf('Asia/Kathmandu')?.offsetAt(0)).toBe(5.5 * HOUR);
    expect(zoneOf('Asia/Kathmandu')?.offsetAt(Date.parse('2026-01-01T00:00Z'))).toBe(5.75 * HOUR);
  });

  it('that nobody knows are undefined', () => {
    expect(zoneOf('America/Macondo')).toBeUndefined();
    expect(zoneOf('__proto__')).toBeUndefined();
  });

  it('read a time in the gap as far behind it as it lay in it', () => {
    expect(instant('2026-03-08T02:30')).toBe('2026-03-08T07:30:00.000Z');
    expect(instant('2026-03-08T01:59')).toBe('2026-03-08T06:59:00.000Z');
    expect(instant('2026-03-08T03:00')).toBe('2026-03-08T07:00:00.000Z');
  });

  it('read a time that happens twice as the first', () => {
    expect(instant('2026-11-01T01:30')).toBe('2026-11-01T05:30:00.000Z');
    expect(instant('2026-11-01T02:00')).toBe('2026-11-01T07:00:00.000Z');
  });

  it('agree with Node on every hour of a year, there and back', () => {
    const format = new Intl.DateTimeFormat('sv-SE', {
      timeZone: 'America/New_York',
      dateStyle: 'short',
      timeStyle: 'medium',
    });
    for (let at = Date.parse('2026-01-01T00:00Z'); at < Date.parse('2027-01-01T00:00Z'); at += HOUR) {
      const wall = formatDateTime(localOf(at, newYork)).replace('T', ' ');
      if (wall !== format.format(at)) expect(wall).toBe(format.format(at));
      const back = instantOf(localOf(at, newYork), newYork);
      // Only the second of two equal hours comes back as the first.
      if (back !== at) expect(new Date(at).toISOString()).toBe('2026-11-01T06:00:00.000Z');
    }
  });

  it('let a working day be 23 hours long', () => {
    const calendar: Calendar = {
      id: 'ny',
      name: 'ny',
      zone: 'America/New_York',
      week: { saturday: 'whole-day', sunday: 'whole-day' },
    };
    const start = instantOf(parseDateTime('2026-03-08T00:00')!.localMs, newYork);
    const { dueAt } = due({ start, term: 23, mode: 'business-hours', calendar, zone: newYork });
    expect(formatDateTime(localOf(dueAt, newYork))).toBe('2026-03-09T00:00:00');
  });
});
