// Calendars as people type them, and what differs between two of them.
import { expect, test } from 'vitest';
import {
  type Calendar,
  calendarYear,
  compareCalendars,
  differingDays,
  exceptionLine,
  holidayLine,
  hoursText,
  readExceptions,
  readHolidays,
  readHours,
} from '../../../engine/time/index.ts';
import { legal, office } from './calendars.ts';

test('every shipped holiday is written as a line and read back, in both languages', () => {
  for (const locale of ['es', 'en'] as const) {
    const text = legal.holidays!.map((rule) => holidayLine(rule, locale)).join('\r\n');
    expect(readHolidays(text)).toMatchObject({ items: legal.holidays, problems: [] });
  }
  expect(holidayLine({ name: 'Reyes', on: '01-06', emiliani: true, fromYear: 1984 }, 'es')).toBe(
    '6 ene; Reyes; lunes; desde 1984',
  );
});

test.each([
  ['25 de diciembre; Navidad', { on: '12-25', name: 'Navidad' }],
  ['12-25; Navidad; hasta 2030', { on: '12-25', name: 'Navidad', toYear: 2030 }],
  ['Pascua - 2; Viernes Santo', { easter: -2, name: 'Viernes Santo' }],
  ['29 feb; Bisiesto', { on: '02-29', name: 'Bisiesto' }],
])('"%s" is a holiday', (line, rule) => {
  expect(readHolidays(`\n${line}`)).toEqual({ items: [rule], lines: [2], problems: [] });
});

test.each([
  '30 feb; Imposible',
  '6 ene',
  '6 foo; Reyes',
  '6 ene; Reyes; martes',
  '13-01; Reyes',
  'desde 2026',
])('"%s" is a bad line, told with its number', (line) => {
  const { problems } = readHolidays(`1 ene; Año Nuevo\n${line}`);
  expect(problems).toEqual([{ code: 'CALENDAR_HOLIDAY_LINE', values: { line: 2, found: line } }]);
});

test('hours of a day are ranges, the whole day or none', () => {
  const day = [
    ['08:00', '12:00'],
    ['13:00', '17:00'],
  ];
  for (const text of ['08:00-12:00, 13:00-17:00', '8:00–12:00 13:00 - 17:00', '8:00-12:00; 13:00-17:00'])
    expect(readHours(text, 'week.monday')).toEqual(day);
  expect(readHours('Todo el día', '')).toBe('whole-day');
  expect(readHours(' ', '')).toBeUndefined();
  expect(hoursText(office.week.monday, 'es')).toBe('08:00-12:00, 13:00-17:00');
  for (const bad of ['8-12', '08:00', '25:00-26:00', 'mañana'])
    expect(readHours(bad, 'week.monday')).toMatchObject({
      code: 'CALENDAR_TIME',
      values: { path: 'week.monday' },
    });
});

test('exceptions are read, and each bad line is told', () => {
  const text = [
    '2026-02-16; no hábil; Carnaval',
    '2026-12-24; 08:00-12:00; Nochebuena',
    '2026-05-02; hábil; Feria',
  ];
  const { items } = readExceptions(text.join('\n'));
  expect(items.map((item) => exceptionLine(item, 'es'))).toEqual(text);
  const bad = ['2026-02-30; no; Nada', '2026-02-16; no hábil', '2026-02-16; quizás; Carnaval'];
  expect(readExceptions(bad.join('\n')).problems.map(({ values }) => values.line)).toEqual([1, 2, 3]);
});

test('a comparison says what was changed, and which days count otherwise', () => {
  const changed: Calendar = {
    ...office,
    week: { ...office.week, friday: [['08:00', '16:00']] },
    holidays: office.holidays!.filter(({ name }) => name !== 'Navidad'),
    exceptions: [{ date: '2026-02-16', working: false, why: 'Carnaval' }],
  };
  expect(compareCalendars(office, changed)).toEqual([
    { path: 'week.friday', before: office.week.friday, after: [['08:00', '16:00']] },
    { path: 'holidays', before: { name: 'Navidad', on: '12-25' } },
    { path: 'exceptions', after: changed.exceptions![0] },
  ]);
  const days = differingDays(office, changed, 2026, 2026);
  const fridays = days.filter(({ before }) => before.weekday === 5).length;
  expect(days.find(({ date }) => date === '2026-02-16')).toMatchObject({
    before: { state: 'working' },
    after: { state: 'exception', why: 'Carnaval', spans: [] },
  });
  // 52 Fridays, of which New Year, Good Friday and 1 May stay holidays; Christmas is one of them; and a Monday.
  expect([days.length, fridays]).toEqual([50, 49]);
  expect(compareCalendars(office, office)).toEqual([]);
});

test('the year of a calendar has every day, and why it does not count', () => {
  const year = calendarYear(
    { ...legal, exceptions: [{ date: '2026-07-20', working: true, why: 'Urgencia' }] },
    2026,
  );
  const days = year.flatMap((month) => month.days);
  expect(days).toHaveLength(365);
  expect(year.map(({ working }) => working)).toEqual([20, 20, 21, 20, 19, 19, 22, 19, 22, 21, 19, 21]);
  expect(days.find(({ date }) => date === '2026-07-20')).toMatchObject({ state: 'working', why: 'Urgencia' });
  expect(days.find(({ date }) => date === '2026-07-13')).toMatchObject({
    state: 'holiday',
    weekday: 1,
    spans: [],
  });
  expect(days[3]).toMatchObject({ date: '2026-01-04', state: 'weekly', weekday: 7 });
});
