// Periods: where a date lies, what came before, and the same a year before.
import { describe, expect, test } from 'vitest';
import {
  type Grain,
  parsePeriod,
  periodOf,
  periodsBetween,
  previousPeriod,
  rangeOf,
  yearBefore,
} from '../../../engine/metrics/index.ts';

const sprints = [
  { id: 'Sprint 7', from: '2026-10-19', to: '2026-11-01' },
  { id: 'Sprint 8', from: '2026-11-02', to: '2026-11-15' },
];

describe('periods', () => {
  test.each<[string, Grain, string, string, string]>([
    ['2026-11-22', 'day', '2026-11-22', '2026-11-22', '2026-11-22'],
    ['2026-11-22', 'week', '2026-W47', '2026-11-16', '2026-11-22'],
    ['2027-01-01', 'week', '2026-W53', '2026-12-28', '2027-01-03'],
    ['2024-12-30', 'week', '2025-W01', '2024-12-30', '2025-01-05'],
    ['2028-02-10', 'month', '2028-02', '2028-02-01', '2028-02-29'],
    ['2026-11-22', 'quarter', '2026-Q4', '2026-10-01', '2026-12-31'],
    ['2026-06-30', 'semester', '2026-S1', '2026-01-01', '2026-06-30'],
    ['2026-07-01', 'semester', '2026-S2', '2026-07-01', '2026-12-31'],
    ['2026-07-01', 'year', '2026', '2026-01-01', '2026-12-31'],
    ['2026-11-02', 'sprint', 'Sprint 8', '2026-11-02', '2026-11-15'],
  ])('%s lies in the %s %s', (date, grain, id, from, to) => {
    const found = periodOf(date, grain, sprints);
    expect(found).toEqual({ grain, id, from, to });
    expect(parsePeriod(id, sprints)).toEqual(found);
  });

  test.each([
    ['2026-01', '2025-12', '2025-01'],
    ['2026-W01', '2025-W52', '2025-W01'],
    ['2026-W53', '2026-W52', undefined],
    ['2026-Q1', '2025-Q4', '2025-Q1'],
    ['2026-S1', '2025-S2', '2025-S1'],
    ['2026', '2025', '2025'],
    ['2028-02-29', '2028-02-28', '2027-02-28'],
    ['Sprint 8', 'Sprint 7', undefined],
    ['Sprint 7', undefined, undefined],
    ['2026-02-01/2026-03-31', '2025-12-01/2026-01-31', '2025-02-01/2025-03-31'],
    ['2028-01-01/2028-02-29', '2027-11-01/2027-12-31', '2027-01-01/2027-02-28'],
    ['2026-11-03/2026-11-05', '2026-10-31/2026-11-02', '2025-11-03/2025-11-05'],
  ])('before %s comes %s, and a year before %s', (id, previous, before) => {
    const period = parsePeriod(id, sprints)!;
    expect(previousPeriod(period, sprints)?.id).toBe(previous);
    expect(yearBefore(period)?.id).toBe(before);
  });

  test.each([
    '2026-13',
    '2026-W54',
    '2025-W53',
    '2026-02-30',
    '2026-Q5',
    'x',
    '',
    '2026-11-05/2026-11-01',
    'Sprint 9',
  ])('there is none called "%s"', (id) => {
    expect(parsePeriod(id, sprints)).toBeUndefined();
  });

  test('follow one another without gap or overlap', () => {
    for (const grain of ['day', 'week', 'month', 'quarter', 'semester', 'year'] as const) {
      const found = periodsBetween('2023-12-25', '2028-01-05', grain);
      expect(found[0]!.from <= '2023-12-25' && found.at(-1)!.to >= '2028-01-05', grain).toBe(true);
      for (const [at, period] of found.entries())
        if (at > 0) expect(previousPeriod(period), grain).toEqual(found[at - 1]);
    }
    expect(periodsBetween('2026-11-01', '2026-11-30', 'sprint', sprints).map(({ id }) => id)).toEqual([
      'Sprint 7',
      'Sprint 8',
    ]);
  });

  test('of two dates are the month or year that they make', () => {
    expect(rangeOf('2026-11-01', '2026-11-30')?.id).toBe('2026-11');
    expect(rangeOf('2026-01-01', '2026-12-31')?.id).toBe('2026');
    expect(rangeOf('2026-11-01', '2026-11-29')?.grain).toBe('range');
  });
});
