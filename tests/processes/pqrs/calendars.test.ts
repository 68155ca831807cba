// The calendars of the folder keep Colombia's holidays as the table of observed dates does.
import { describe, expect, test } from 'vitest';
import { checkCalendar, due, holidays } from '../../../engine/time/index.ts';
import { fixture, names, text } from './folder.ts';

const observed = fixture('holidays.csv')
  .trim()
  .split('\n')
  .slice(1)
  .map((row) => ({ date: row.slice(0, 10), name: row.slice(11) }));

function calendar(id: string) {
  const checked = checkCalendar(JSON.parse(text(`calendars/${id}.json`)));
  if (!checked.ok) throw new Error(`Expected a calendar but ${JSON.stringify(checked)}`);
  return checked.calendar;
}

function at(local: string): number {
  return Date.parse(`${local}-05:00`);
}

describe('the calendars of the PQRS folder', () => {
  test('are named as their files', () => {
    expect(names('calendars')).toEqual(['co-24x7.json', 'co-8x5.json', 'co-legal.json', 'co-sat.json']);
    for (const name of names('calendars')) expect(`${calendar(name.slice(0, -5)).id}.json`).toBe(name);
  });

  test.each(['co-legal', 'co-8x5', 'co-sat'])('%s keeps the 74 holidays of 2024 to 2027', (id) => {
    const byDateAndName = (one: { date: string; name: string }) => `${one.date} ${one.name}`;
    const kept = [2024, 2025, 2026, 2027].flatMap((year) => holidays(calendar(id), year));
    expect(kept.map(byDateAndName).sort()).toEqual(observed.map(byDateAndName).sort());
  });

  test.each([
    ['2026-03-16T10:00:00', 15, '2026-04-09T23:59:59'],
    ['2025-04-11T16:30:00', 10, '2025-04-29T23:59:59'],
    ['2025-06-20T09:00:00', 30, '2025-08-05T23:59:59'],
    ['2026-05-16T11:00:00', 15, '2026-06-09T23:59:59'],
    ['2026-07-08T14:00:00', 5, '2026-07-16T23:59:59'],
    ['2025-07-08T14:00:00', 5, '2025-07-15T23:59:59'],
    ['2026-12-21T15:00:00', 15, '2027-01-14T23:59:59'],
  ])('from %s, %i legal days end at %s', (start, days, end) => {
    const { dueAt } = due({
      start: at(start),
      term: days,
      mode: 'legal-days',
      calendar: calendar('co-legal'),
    });
    expect(new Date(dueAt).toISOString()).toBe(new Date(at(end)).toISOString());
  });

  test('date a filing after five in the evening on the next business day where that policy is chosen', () => {
    const request = {
      start: at('2026-05-15T19:30:00'),
      term: 15,
      mode: 'legal-days',
      calendar: calendar('co-legal'),
    } as const;
    expect(due({ ...request, afterHours: 'next-day' }).dueAt).toBe(at('2026-06-10T23:59:59'));
    expect(due({ ...request, afterHours: 'same-day' }).dueAt).toBe(at('2026-06-09T23:59:59'));
  });
});
