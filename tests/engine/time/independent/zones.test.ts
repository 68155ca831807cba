// Terms over changes of the clock, against a walk over the minutes of the world, each read by the zone tables of Node.
import { describe, expect, it } from 'vitest';
import { zoneOf } from '../../../../engine/runtime/zones.ts';
import type { Calendar, Hours } from '../../../../engine/time/index.ts';
import { due } from '../../../../engine/time/index.ts';
import { randomFrom } from './compare.ts';

const MINUTE = 60_000;
const hours: Hours = [
  ['08:00', '12:00'],
  ['22:00', '24:00'],
];

interface Wall {
  date: string;
  /** Minutes of the day. */
  time: number;
}

/** Wall times of instants, a quarter of an hour read at a time: no zone changes within one. */
function reader(zone: string): (minute: number) => Wall {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  const known = new Map<number, Wall>();
  return (minute) => {
    const quarter = Math.floor(minute / 15);
    let wall = known.get(quarter);
    if (!wall) {
      const [date, time] = format.format(quarter * 15 * MINUTE).split(' ') as [string, string];
      wall = { date, time: Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5)) };
      known.set(quarter, wall);
    }
    return { date: wall.date, time: wall.time + (minute % 15) };
  };
}

function calendarIn(zone: string, hours: Hours): Calendar {
  const week = Object.fromEntries(
    ['monday', 'tuesday', 'thursday', 'friday', 'saturday', 'sunday'].map((day) => [day, hours]),
  );
  return { id: 'x', name: 'X', zone, week };
}

const isWorked = (date: string) => new Date(`${date}T12:00Z`).getUTCDay() !== 3;
const isOpen = ({ date, time }: Wall) => isWorked(date) && ((time >= 480 && time < 720) || time >= 1_320);

function usedUp(start: number, minutes: number, wallOf: (minute: number) => Wall): number {
  let minute = start;
  for (let left = minutes; left > 0; minute += 1) if (isOpen(wallOf(minute))) left -= 1;
  return minute * MINUTE;
}

/** The last second of the day on which so many were counted, the day of receipt left out. */
function lastSecond(start: number, days: number, wallOf: (minute: number) => Wall): number {
  let { date } = wallOf(start);
  let minute = start;
  for (let left = days; left > 0; minute += 1) {
    const next = wallOf(minute).date;
    if (next > date && isWorked(next)) left -= 1;
    date = next > date ? next : date;
  }
  while (wallOf(minute).date === date) minute += 1;
  return minute * MINUTE - 1_000;
}

describe.each([
  'America/New_York',
  'Europe/Madrid',
  'America/Santiago',
  'Australia/Lord_Howe',
  'America/Havana',
])('in %s', (id) => {
  const zone = zoneOf(id)!;
  const wallOf = reader(id);
  const random = randomFrom(id.length);
  const starts = Array.from({ length: 12 }, (_, index) => {
    const day = Date.parse(
      ['2026-03-05', '2026-03-27', '2026-04-02', '2026-09-04', '2026-10-02', '2026-10-28'][index % 6]!,
    );
    return Math.floor(day / MINUTE) + Math.floor(random() * 2_880);
  });

  it('opening hours are used up at the same instant', () => {
    const calendar = calendarIn(id, hours);
    for (const start of starts) {
      const minutes = 60 + Math.floor(random() * 1_400);
      const term = { months: 0, days: 0, ms: minutes * MINUTE };
      const found = due({ start: start * MINUTE, term, mode: 'business-hours', calendar, zone }).dueAt;
      expect(found, new Date(start * MINUTE).toISOString()).toBe(usedUp(start, minutes, wallOf));
    }
  });

  it('days end with their last second', () => {
    const calendar = calendarIn(id, 'whole-day');
    for (const start of starts)
      for (const term of [1, 2, 3, 4]) {
        const found = due({ start: start * MINUTE, term, mode: 'legal-days', calendar, zone }).dueAt;
        expect(found, `${term} from ${new Date(start * MINUTE).toISOString()}`).toBe(
          lastSecond(start, term, wallOf),
        );
      }
  });
});
