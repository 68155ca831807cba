// Calendars as files: what is accepted, and everything that is wrong said at once.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../../engine/core/json.ts';
import { checkCalendar, timeProblems } from '../../../engine/time/index.ts';
import { fixture } from './calendars.ts';

const good = JSON.parse(fixture('co-8x5.json')) as { [name: string]: Json };

function codes(json: Json, knowsZone?: (id: string) => boolean): string[] {
  const checked = checkCalendar(json, knowsZone);
  if (checked.ok) return [];
  return checked.problems.map(({ code, values }) =>
    `${code} ${values.path ?? values.date ?? values.found ?? ''}`.trim(),
  );
}

describe('a calendar', () => {
  it('of every process that is shipped is accepted', () => {
    const folder = new URL('../../../processes/', import.meta.url);
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
      /calendars[\\/].*\.json$/.test(file),
    );
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) {
      expect(codes(JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Json), file).toEqual([]);
    }
  });

  it.each([
    ['text', 'x', ['CALENDAR_SHAPE']],
    ['null', null, ['CALENDAR_SHAPE']],
    ['a list', [], ['CALENDAR_SHAPE']],
    [
      'nothing',
      {},
      ['CALENDAR_SHAPE id', 'CALENDAR_SHAPE name', 'CALENDAR_SHAPE zone', 'CALENDAR_SHAPE week'],
    ],
    ['no working day', { ...good, week: {} }, ['CALENDAR_NO_WORKING_DAY']],
    ['an unknown field', { ...good, hollidays: [] }, ['CALENDAR_UNKNOWN_FIELD hollidays']],
    [
      'an unknown weekday',
      { ...good, week: { lunes: 'whole-day' } },
      ['CALENDAR_UNKNOWN_FIELD week.lunes', 'CALENDAR_NO_WORKING_DAY'],
    ],
    ['an empty day', { ...good, week: { monday: 'whole-day', sunday: [] } }, ['CALENDAR_SHAPE week.sunday']],
    ['a bad time', { ...good, week: { monday: [['8:00', '12:00']] } }, ['CALENDAR_TIME week.monday[0]']],
    [
      'hours in disorder',
      {
        ...good,
        week: {
          monday: [
            ['13:00', '17:00'],
            ['08:00', '12:00'],
          ],
        },
      },
      ['CALENDAR_RANGES week.monday'],
    ],
    [
      'hours that overlap',
      {
        ...good,
        week: {
          monday: [
            ['08:00', '13:00'],
            ['12:00', '17:00'],
          ],
        },
      },
      ['CALENDAR_RANGES week.monday'],
    ],
    ['no working day', { ...good, week: {} }, ['CALENDAR_NO_WORKING_DAY']],
    ['no working hour', { ...good, week: { monday: [], friday: [] } }, ['CALENDAR_NO_WORKING_DAY']],
    ['a night shift', { ...good, week: { monday: [['22:00', '06:00']] } }, ['CALENDAR_RANGES week.monday']],
    ['a bad closing time', { ...good, closesAt: '5pm' }, ['CALENDAR_TIME closesAt']],
    ['a holiday of no day', { ...good, holidays: [{ name: 'X' }] }, ['CALENDAR_SHAPE holidays[0]']],
    [
      'a holiday of two days',
      { ...good, holidays: [{ name: 'X', on: '01-01', easter: 1 }] },
      ['CALENDAR_SHAPE holidays[0]'],
    ],
    [
      'a holiday that never is',
      { ...good, holidays: [{ name: 'X', on: '02-30' }] },
      ['CALENDAR_DATE holidays[0].on'],
    ],
    [
      'a holiday without a name',
      { ...good, holidays: [{ on: '02-28' }] },
      ['CALENDAR_SHAPE holidays[0].name'],
    ],
    [
      'too many holidays',
      { ...good, holidays: Array.from({ length: 101 }, () => ({ name: 'X', on: '01-01' })) },
      ['CALENDAR_TOO_LARGE holidays'],
    ],
    [
      'an exception of no date',
      { ...good, exceptions: [{ date: '2026-02-29', working: false, why: 'X' }] },
      ['CALENDAR_DATE exceptions[0].date'],
    ],
    [
      'an exception without a reason',
      { ...good, exceptions: [{ date: '2026-02-28', working: false }] },
      ['CALENDAR_SHAPE exceptions[0].why'],
    ],
    [
      'a date twice',
      { ...good, exceptions: [1, 2].map(() => ({ date: '2026-02-27', working: false, why: 'X' })) },
      ['CALENDAR_DATE_TWICE 2026-02-27'],
    ],
    [
      'a working Saturday without hours',
      { ...good, exceptions: [{ date: '2026-02-28', working: true, why: 'X' }] },
      ['CALENDAR_EXCEPTION_HOURS 2026-02-28'],
    ],
  ] as [string, Json, string[]][])('with %s is refused', (_, json, expected) => {
    expect(codes(json)).toEqual(expected);
  });

  it('with names that would reach a prototype is refused', () => {
    expect(codes(JSON.parse('{"__proto__": {"id": "x"}}') as Json)).toContain(
      'CALENDAR_UNKNOWN_FIELD __proto__',
    );
    expect(codes(JSON.parse('{"week": {"constructor": "whole-day"}}') as Json)).toContain(
      'CALENDAR_UNKNOWN_FIELD week.constructor',
    );
  });

  it('needs a zone that can be opened', () => {
    expect(codes({ ...good, zone: 'America/Macondo' }, () => false)).toEqual([
      'CALENDAR_ZONE_UNKNOWN America/Macondo',
    ]);
    expect(codes({ ...good, zone: 'America/Lima' }, (id) => id === 'America/Lima')).toEqual([]);
    expect(codes(good, () => false)).toEqual([]);
  });

  it('has words in both languages for every problem', () => {
    const placeholders = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).toSorted();
    for (const { es, en } of Object.values(timeProblems)) expect(placeholders(es)).toEqual(placeholders(en));
  });
});
