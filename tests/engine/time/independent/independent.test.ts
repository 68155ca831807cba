// The same terms computed a second time, day by day and minute by minute with other arithmetic, over twenty years.
import { describe, expect, it } from 'vitest';
import { due, holidays } from '../../../../engine/time/index.ts';
import { at, legal, local } from '../calendars.ts';
import { compareTerms } from './compare.ts';
import { dateText, dueBy, holidaysOf } from './walker.ts';

const FIRST = 2020;
const LAST = 2039;

describe('a second computation over twenty years', () => {
  it('keeps the same holidays every year', () => {
    for (let year = FIRST; year <= LAST; year += 1) {
      expect(holidays(legal, year).map(({ date }) => date)).toEqual(holidaysOf(year).map(dateText));
    }
  });

  it('ends every legal term of every day on the same date', () => {
    let compared = 0;
    const [first, last] = [Date.UTC(FIRST, 0, 1) / 86_400_000, Date.UTC(LAST, 11, 31) / 86_400_000];
    for (let day = first; day <= last; day += 1) {
      for (const amount of [1, 5, 15]) {
        const start = day * 1_440 + 920;
        const question = {
          week: 'weekdays',
          mode: 'legal-days',
          pauses: [],
          afterHours: 'same-day',
        } as const;
        const expected = new Date(dueBy({ ...question, pauses: [], start, amount }) * 1_000).toISOString();
        const received = `${dateText(day)}T15:20`;
        const found = local(
          due({ start: at(received), term: amount, mode: 'legal-days', calendar: legal }).dueAt,
        );
        if (found !== expected.slice(0, 19)) expect(found, received).toBe(expected.slice(0, 19));
        compared += 1;
      }
    }
    expect(compared).toBe(3 * 7305);
  });

  it('finds the same due dates, skipped days and warnings of random terms in every mode, with pauses', () => {
    const { compared, differences } = compareTerms(2_500, 20_260_401);
    expect(differences).toEqual([]);
    for (const mode of ['legal-days', 'business-days', 'business-hours', 'calendar-month', 'clock'])
      expect(compared[mode], mode).toBeGreaterThan(400);
    expect(compared.clocks).toBeGreaterThan(2_000);
    expect(compared['nothing left when due']).toBeGreaterThan(1_500);
    expect(compared.warnings).toBeGreaterThan(30);
  });
});
