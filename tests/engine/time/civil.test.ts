// Civil arithmetic against JavaScript's own dates, and the texts that are read and refused.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isLeapYear } from '../../../engine/time/civil.ts';
import {
  addMonths,
  DAY,
  dayOf,
  daysFromCivil,
  fixedMs,
  formatDate,
  formatDateTime,
  formatDuration,
  HOUR,
  parseDate,
  parseDateTime,
  parseDuration,
  parseTimeOfDay,
  weekday,
} from '../../../engine/time/index.ts';

const days = fc.integer({ min: -719_162, max: 2_932_896 });

describe('dates', () => {
  it('count days as JavaScript does, from year 1 to year 9999', () => {
    fc.assert(
      fc.property(days, (day) => {
        const date = new Date(day * DAY);
        expect(formatDate(day)).toBe(date.toISOString().slice(0, 10));
        expect(parseDate(formatDate(day))).toBe(day);
        expect(weekday(day)).toBe(date.getUTCDay() === 0 ? 7 : date.getUTCDay());
      }),
      { numRuns: 2_000 },
    );
  });

  it('know leap years', () => {
    expect([1900, 2000, 2023, 2024, 2100].map(isLeapYear)).toEqual([false, true, false, true, false]);
  });

  it('that do not exist are refused', () => {
    for (const text of [
      '2026-02-29',
      '2026-13-01',
      '2026-00-10',
      '2026-04-31',
      '26-04-01',
      '2026-4-1',
      ' 2026-04-01',
    ]) {
      expect(parseDate(text), text).toBeUndefined();
    }
  });

  it('move by months to the same day, or the last one there is', () => {
    const moved = (text: string, months: number) => formatDate(addMonths(parseDate(text)!, months));
    expect(moved('2026-01-31', 1)).toBe('2026-02-28');
    expect(moved('2028-01-31', 1)).toBe('2028-02-29');
    expect(moved('2026-10-14', 3)).toBe('2027-01-14');
    expect(moved('2026-03-31', -1)).toBe('2026-02-28');
    expect(moved('2026-03-15', -15)).toBe('2024-12-15');
  });
});

describe('date-times', () => {
  it('are read with and without an offset', () => {
    const localMs = daysFromCivil({ year: 2026, month: 4, day: 1 }) * DAY + 8 * HOUR;
    expect(parseDateTime('2026-04-01T08:00')).toEqual({ localMs });
    expect(parseDateTime('2026-04-01T08:00:00.250')).toEqual({ localMs: localMs + 250 });
    expect(parseDateTime('2026-04-01T08:00:00.123456789Z')).toEqual({ localMs: localMs + 123, offsetMs: 0 });
    expect(parseDateTime('2026-04-01T08:00:00-05:00')).toEqual({ localMs, offsetMs: -5 * HOUR });
    expect(parseDateTime('2026-04-01T08:00:00+0530')).toEqual({ localMs, offsetMs: 5.5 * HOUR });
    expect(parseDateTime('2026-04-01')).toEqual({ localMs: dayOf(localMs) * DAY });
  });

  it('that are malformed are refused', () => {
    for (const text of [
      '2026-04-01T25:00',
      '2026-04-01T08:60',
      '2026-04-01 08:00',
      '2026-04-01T08',
      '2026-04-01T08:00+25:00',
      '',
    ]) {
      expect(parseDateTime(text), text).toBeUndefined();
    }
  });

  it('are written with the offset that holds there', () => {
    const { localMs } = parseDateTime('2026-04-09T23:59:59')!;
    expect(formatDateTime(localMs)).toBe('2026-04-09T23:59:59');
    expect(formatDateTime(localMs, -5 * HOUR)).toBe('2026-04-09T23:59:59-05:00');
    expect(formatDateTime(localMs + 7, 5.75 * HOUR)).toBe('2026-04-09T23:59:59.007+05:45');
    expect(formatDateTime(-1)).toBe('1969-12-31T23:59:59.999');
  });

  it('agree with JavaScript on every instant', () => {
    fc.assert(
      fc.property(fc.integer({ min: -62_135_596_800_000, max: 253_402_300_799_999 }), (at) => {
        const text = `${formatDateTime(at)}Z`;
        expect(Date.parse(text)).toBe(at);
        expect(parseDateTime(text)).toEqual({ localMs: at, offsetMs: 0 });
      }),
    );
  });

  it('take 24:00 as the end of a day', () => {
    expect(parseTimeOfDay('24:00')).toBe(DAY);
    expect(parseTimeOfDay('24:01')).toBeUndefined();
    expect(parseTimeOfDay('8:00')).toBeUndefined();
  });
});

describe('durations', () => {
  it('keep months, days and milliseconds apart', () => {
    expect(parseDuration('P1Y2M3W4DT5H6M7.5S')).toEqual({
      months: 14,
      days: 25,
      ms: 5 * HOUR + 6 * 60_000 + 7_500,
    });
    expect(parseDuration('PT8H')).toEqual({ months: 0, days: 0, ms: 8 * HOUR });
    expect(fixedMs(parseDuration('P3D')!)).toBe(3 * DAY);
    expect(fixedMs(parseDuration('P1M')!)).toBeUndefined();
  });

  it('that are malformed, negative or empty are refused', () => {
    for (const text of [
      'P',
      'PT',
      'P1',
      '1D',
      'P1H',
      'PT1D',
      '-P1D',
      'P-1D',
      'P1DT',
      'p1d',
      'P1.5D',
      'P99999999D',
    ]) {
      expect(parseDuration(text), text).toBeUndefined();
    }
  });

  it('are written so that they are read the same', () => {
    for (const text of ['P14M', 'P25D', 'PT5H6M7.5S', 'P1M2DT3H', 'PT0S', 'PT30M']) {
      expect(formatDuration(parseDuration(text)!)).toBe(text);
    }
  });
});
