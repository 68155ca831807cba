// FEEL over business calendars for measures: waiting, working, pauses, days to an answer.
import { describe, expect, test } from 'vitest';
import { at, feel } from './facts.ts';

const value = (text: string, names: { [name: string]: unknown } = {}) => {
  const outcome = feel(text, { get: (name) => names[name] as never });
  return 'value' in outcome ? outcome.value : outcome.failure.code;
};

// Tuesday 10 to Friday 13 November 2026; Monday 16 is a holiday.
const tuesday = at('2026-11-10T16:30');
const wednesday = at('2026-11-11T08:30');
const nextTuesday = at('2026-11-17T09:00');

describe('measures of business time', () => {
  test.each([
    ['business minutes(a, b, "co-8x5")', 60],
    ['business minutes(b, a, "co-8x5")', -60],
    ['business milliseconds(a, b, "co-8x5")', 3_600_000],
    ['business milliseconds(a, b, "co-24x7")', 16 * 3_600_000],
    ['elapsed milliseconds(a, b)', 16 * 3_600_000],
    ['business days(a, b, "co-legal")', 1],
    ['business days(a, c, "co-legal")', 4],
    ['calendar days(a, c, "co-legal")', 7],
    ['working days("2026-11-01", "2026-11-30", "co-legal")', 19],
    ['working days("2026-11-16", "2026-11-16", "co-legal")', 0],
    ['elapsed milliseconds("2026-11-10T16:30:00-05:00", b)', 16 * 3_600_000],
    ['elapsed milliseconds("2026-11-10T16:30:00", "2026-11-10T16:30:01")', 1000],
  ])('%s is %s', (text, expected) => {
    expect(value(text, { a: tuesday, b: wednesday, c: nextTuesday })).toBe(expected);
  });

  test.each([
    'business minutes(nothing, b, "co-8x5")',
    'business minutes(a, b, "none")',
    'business minutes(a, b, nothing)',
    'elapsed milliseconds("yesterday", b)',
    'paused milliseconds(nothing, nothing, b, "co-8x5")',
  ])('%s is not known', (text) => {
    expect(value(text, { a: tuesday, b: wednesday })).toBeNull();
  });

  test('pauses count as far as they lie between filing and answer, and not at all where there are none', () => {
    const text = 'paused milliseconds(pauses, a, b, "co-8x5")';
    const names = { a: tuesday, b: wednesday };
    expect(value(text, names)).toBe(0);
    expect(value(text, { ...names, pauses: [] })).toBe(0);
    expect(value(text, { ...names, pauses: [[tuesday - 3_600_000, tuesday + 900_000]] })).toBe(900_000);
    expect(value(text, { ...names, pauses: [[tuesday, wednesday], 7, [1]] })).toBe(3_600_000);
  });
});
