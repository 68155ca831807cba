// The same terms computed a second time, day by day and minute by minute with other arithmetic, over twenty years.
import { describe, expect, it } from 'vitest';
import { businessMillisBetween, due, holidays, MINUTE, remaining } from '../../../engine/time/index.ts';
import { at, calendarNamed, local } from './calendars.ts';

const legal = calendarNamed('co-legal');
const office = calendarNamed('co-8x5');
const FIRST = 2020;
const LAST = 2039;

/** Carl Friedrich Gauss's Easter, with the corrections of 1816. */
function gaussEaster(year: number): Date {
  const k = Math.floor(year / 100);
  const M = (15 - Math.floor((13 + 8 * k) / 25) + k - Math.floor(k / 4)) % 30;
  const N = (4 + k - Math.floor(k / 4)) % 7;
  const d = (19 * (year % 19) + M) % 30;
  const e = (2 * (year % 4) + 4 * (year % 7) + 6 * d + N) % 7;
  let march = 22 + d + e;
  if (d === 29 && e === 6) march -= 7;
  if (d === 28 && e === 6 && (11 * M + 11) % 30 < 19) march -= 7;
  return new Date(Date.UTC(year, 2, march));
}

function iso(date: Date): string {
  return date.toISOString().slice(0, 10);
}

function plus(date: Date, days: number): Date {
  const copy = new Date(date);
  copy.setUTCDate(copy.getUTCDate() + days);
  return copy;
}

function toMonday(date: Date): Date {
  let day = date;
  while (day.getUTCDay() !== 1) day = plus(day, 1);
  return day;
}

function holidaysOf(year: number): string[] {
  const easter = gaussEaster(year);
  const on = (month: number, day: number) => new Date(Date.UTC(year, month - 1, day));
  const fixed = [
    on(1, 1),
    on(5, 1),
    on(7, 20),
    on(8, 7),
    on(12, 8),
    on(12, 25),
    plus(easter, -3),
    plus(easter, -2),
  ];
  const moved = [on(1, 6), on(3, 19), on(6, 29), on(8, 15), on(10, 12), on(11, 1), on(11, 11)];
  if (year >= 2026) moved.push(on(7, 9));
  // Ascension, Corpus Christi and Sacred Heart, by the Monday on which they are kept.
  const mondays = [43, 64, 71].map((days) => plus(easter, days));
  return [...fixed, ...moved.map(toMonday), ...mondays].map(iso);
}

const offDates = new Set(
  Array.from({ length: LAST - FIRST + 3 }, (_, index) => holidaysOf(FIRST - 1 + index)).flat(),
);

function isBusinessDay(date: Date): boolean {
  return date.getUTCDay() >= 1 && date.getUTCDay() <= 5 && !offDates.has(iso(date));
}

function legalDue(received: Date, term: number): string {
  let day = received;
  for (let left = term; left > 0; ) {
    day = plus(day, 1);
    if (isBusinessDay(day)) left -= 1;
  }
  return `${iso(day)}T23:59:59`;
}

/** Walks minutes of wall time; the wall is written as if it were UTC. */
function officeDue(start: string, minutes: number): string {
  let now = Date.parse(`${start}Z`);
  for (let left = minutes; left > 0; ) {
    const wall = new Date(now);
    const hour = wall.getUTCHours();
    if (isBusinessDay(wall) && ((hour >= 8 && hour < 12) || (hour >= 13 && hour < 17))) left -= 1;
    now += 60_000;
  }
  return new Date(now).toISOString().slice(0, 19);
}

describe('a second computation over twenty years', () => {
  it('keeps the same holidays every year', () => {
    for (let year = FIRST; year <= LAST; year += 1) {
      expect(
        holidays(legal, year)
          .map(({ date }) => date)
          .toSorted(),
      ).toEqual(holidaysOf(year).toSorted());
    }
  });

  it('ends every legal term of every day on the same date', () => {
    let compared = 0;
    for (let day = new Date(Date.UTC(FIRST, 0, 1)); day.getUTCFullYear() <= LAST; day = plus(day, 1)) {
      for (const term of [1, 5, 15]) {
        const found = due({ start: at(`${iso(day)}T15:20`), term, mode: 'legal-days', calendar: legal });
        if (local(found.dueAt) !== legalDue(day, term))
          expect(local(found.dueAt), iso(day)).toBe(legalDue(day, term));
        compared += 1;
      }
    }
    expect(compared).toBe(3 * 7305);
  });

  it('uses up the same opening hours, minute by minute', () => {
    let compared = 0;
    for (let day = new Date(Date.UTC(FIRST, 0, 1)); day.getUTCFullYear() <= LAST; day = plus(day, 17)) {
      const hour = String((compared * 7) % 24).padStart(2, '0');
      const start = `${iso(day)}T${hour}:${String((compared * 13) % 60).padStart(2, '0')}:00`;
      const minutes = [30, 240, 480, 1080][compared % 4]!;
      const request = {
        start: at(start),
        term: minutes / 60,
        mode: 'business-hours' as const,
        calendar: office,
      };
      const { dueAt } = due(request);
      expect(local(dueAt), start).toBe(officeDue(start, minutes));
      expect(businessMillisBetween(at(start), dueAt, office)).toBe(minutes * MINUTE);
      expect(remaining({ ...request, now: dueAt })).toMatchObject({
        remainingMs: 0,
        progress: 1,
        isBreached: false,
      });
      compared += 1;
    }
    expect(compared).toBe(430);
  });
});
