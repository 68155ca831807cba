// Colombian holidays by their rules, against the table of four years and the business days of each month.
import { describe, expect, it } from 'vitest';
import type { Calendar } from '../../../engine/time/index.ts';
import { due, easterSunday, formatDate, holidays } from '../../../engine/time/index.ts';
import { at, calendarNamed, fixture } from './calendars.ts';

const legal = calendarNamed('co-legal');
const rows = fixture('holidays-co-2024-2027.csv')
  .trim()
  .split(/\r?\n/)
  .slice(1)
  // The table writes the law behind one name.
  .map((line) => line.replace(/ \(Ley [^)]*\)/, '').split(','));

const businessDaysPerMonth: Record<number, number[]> = {
  2024: [21, 21, 18, 22, 21, 18, 22, 20, 21, 22, 19, 21],
  2025: [21, 20, 20, 20, 21, 18, 23, 19, 22, 22, 18, 21],
  2026: [20, 20, 21, 20, 19, 19, 21, 19, 22, 21, 19, 21],
  2027: [19, 20, 20, 22, 19, 21, 19, 21, 22, 20, 20, 22],
};

describe('holidays', () => {
  for (const year of [2024, 2025, 2026, 2027]) {
    it(`of ${year} are those of the table, by date and name`, () => {
      const expected = rows
        .filter(([of]) => of === String(year))
        .map(([, date, , , name]) => `${date} ${name}`);
      const found = holidays(legal, year).map(({ date, name }) => `${date} ${name}`);
      expect(found.toSorted()).toEqual(expected.toSorted());
    });
  }

  it('are 18, 17, 19 and 19 distinct dates', () => {
    const dates = [2024, 2025, 2026, 2027].map(
      (year) => new Set(holidays(legal, year).map(({ date }) => date)).size,
    );
    expect(dates).toEqual([18, 17, 19, 19]);
  });

  it('follow Easter', () => {
    const easters = [2024, 2025, 2026, 2027, 1961, 2038, 2100].map((year) => formatDate(easterSunday(year)));
    expect(easters).toEqual([
      '2024-03-31',
      '2025-04-20',
      '2026-04-05',
      '2027-03-28',
      '1961-04-02',
      '2038-04-25',
      '2100-03-28',
    ]);
  });

  it('that move to Monday may cross New Year', () => {
    const calendar: Calendar = {
      id: 'x',
      name: 'x',
      zone: 'UTC',
      week: { monday: 'whole-day' },
      holidays: [{ name: 'Fin', on: '12-31', emiliani: true }],
    };
    expect(holidays(calendar, 2025)).toEqual([{ date: '2025-01-06', name: 'Fin' }]);
    expect(holidays(calendar, 2026)).toEqual([{ date: '2026-01-05', name: 'Fin' }]);
  });

  it('of 29 February come in leap years only', () => {
    const calendar: Calendar = { ...legal, holidays: [{ name: 'Bisiesto', on: '02-29' }] };
    expect(holidays(calendar, 2027)).toEqual([]);
    expect(holidays(calendar, 2028)).toEqual([{ date: '2028-02-29', name: 'Bisiesto' }]);
  });

  it('keep within the years that their rule gives', () => {
    const calendar: Calendar = {
      ...legal,
      holidays: [{ name: 'Breve', on: '05-05', fromYear: 2025, toYear: 2026 }],
    };
    expect([2024, 2025, 2026, 2027].map((year) => holidays(calendar, year).length)).toEqual([0, 1, 1, 0]);
  });
});

describe('business days per month', () => {
  for (const [year, months] of Object.entries(businessDaysPerMonth)) {
    it(`of ${year} are ${months.reduce((sum, days) => sum + days, 0)} in all`, () => {
      const start = at(`${Number(year) - 1}-12-31T12:00`);
      const { countedDates } = due({ start, term: 260, mode: 'legal-days', calendar: legal });
      const found = months.map((_, index) => {
        const month = `${year}-${String(index + 1).padStart(2, '0')}`;
        return countedDates!.filter((date) => date.startsWith(month)).length;
      });
      expect(found).toEqual(months);
    });
  }
});
