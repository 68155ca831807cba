// Terms where the examples do not reach: pauses in every mode, days of other lengths, after hours, and time that has run.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Calendar, DueRequest, Mode } from '../../../engine/time/index.ts';
import {
  businessDaysBefore,
  businessMillisBetween,
  due,
  HOUR,
  instantAt,
  isTimeProblem,
  MODES,
  nextBusinessDay,
  readTerm,
  remaining,
} from '../../../engine/time/index.ts';
import { at, calendarNamed, local } from './calendars.ts';

const legal = calendarNamed('co-legal');
const office = calendarNamed('co-8x5');
const always = calendarNamed('co-24x7');
const saturdays: Calendar = { ...office, week: { ...office.week, saturday: [['08:00', '12:00']] } };

function dueText(
  start: string,
  term: number,
  mode: Mode,
  calendar: Calendar,
  more: Partial<DueRequest> = {},
) {
  return local(due({ start: at(start), term, mode, calendar, ...more }).dueAt);
}

const pause = (from: string, to: string) => [{ from: at(from), to: at(to) }];

describe('business days', () => {
  it('move later by the opening hours that a pause took', () => {
    // Two business days from Monday 10:00; four hours of Tuesday were paused.
    const pauses = pause('2026-11-24T08:00', '2026-11-24T12:00');
    const request = {
      start: at('2026-11-23T10:00'),
      term: 2,
      mode: 'business-days' as const,
      calendar: office,
      pauses,
    };
    const found = due(request);
    expect(local(found.dueAt)).toBe('2026-11-25T15:00:00');
    expect(found.pausedMs).toBe(4 * HOUR);
  });

  it('keep the same time to the letter when a pause took none', () => {
    const pauses = pause('2026-11-23T17:00', '2026-11-24T08:00');
    expect(dueText('2026-11-21T10:00', 1, 'business-days', office, { pauses })).toBe('2026-11-24T08:00:00');
  });

  it('end when the office closes on a shorter day', () => {
    expect(dueText('2026-11-20T15:00', 1, 'business-days', saturdays)).toBe('2026-11-21T12:00:00');
    expect(dueText('2026-11-20T09:00', 1, 'business-days', saturdays)).toBe('2026-11-21T09:00:00');
    expect(dueText('2026-11-20T15:00', 1, 'business-days', saturdays, { endOfWorkingDay: true })).toBe(
      '2026-11-21T12:00:00',
    );
  });

  it('on whole days keep their time, and close at 23:59:59', () => {
    expect(dueText('2026-11-13T22:15', 1, 'business-days', legal)).toBe('2026-11-17T22:15:00');
    expect(dueText('2026-11-13T22:15', 1, 'business-days', legal, { endOfWorkingDay: true })).toBe(
      '2026-11-17T23:59:59',
    );
  });

  it('begin at the next opening when they begin at closing time', () => {
    expect(dueText('2026-11-18T17:00', 1, 'business-days', office)).toBe('2026-11-20T08:00:00');
  });
});

describe('legal days', () => {
  it('count a pause from the day after it began to the day it ended', () => {
    const pauses = pause('2026-10-14T12:00', '2026-11-05T12:00');
    const found = due({
      start: at('2026-10-05T09:00'),
      term: 15,
      mode: 'legal-days',
      calendar: legal,
      pauses,
    });
    expect(found.pausedMs).toBe(15 * 24 * HOUR);
    expect(found.skipped.find(({ date }) => date === '2026-10-15')).toEqual({
      date: '2026-10-15',
      kind: 'pause',
      why: 'término suspendido',
    });
    expect(found.skipped.find(({ date }) => date === '2026-11-02')?.why).toBe('Todos los Santos');
  });

  it('lose no day to a pause within one day', () => {
    const pauses = pause('2026-10-06T09:00', '2026-10-06T16:00');
    expect(dueText('2026-10-05T09:00', 5, 'legal-days', legal, { pauses })).toBe('2026-10-13T23:59:59');
    expect(dueText('2026-10-05T09:00', 5, 'legal-days', legal)).toBe('2026-10-13T23:59:59');
  });

  it('date a filing after hours on the next business day only if told to', () => {
    const nextDay = { afterHours: 'next-day' } as const;
    expect(dueText('2026-10-05T16:59', 1, 'legal-days', legal, nextDay)).toBe('2026-10-06T23:59:59');
    expect(dueText('2026-10-05T17:01', 1, 'legal-days', legal, nextDay)).toBe('2026-10-07T23:59:59');
    expect(dueText('2026-10-05T06:00', 1, 'legal-days', legal, nextDay)).toBe('2026-10-06T23:59:59');
    expect(dueText('2026-10-10T10:00', 1, 'legal-days', legal, nextDay)).toBe('2026-10-14T23:59:59');
    expect(dueText('2026-10-10T10:00', 1, 'legal-days', legal)).toBe('2026-10-13T23:59:59');
    expect(dueText('2026-10-05T17:01', 1, 'legal-days', office, nextDay)).toBe('2026-10-07T23:59:59');
  });

  it('follow dated exceptions, with their reason', () => {
    const calendar: Calendar = {
      ...legal,
      exceptions: [
        { date: '2026-10-06', working: false, why: 'Día cívico' },
        { date: '2026-10-12', working: true, why: 'Jornada especial' },
      ],
    };
    const found = due({ start: at('2026-10-05T09:00'), term: 5, mode: 'legal-days', calendar });
    expect(found.countedDates).toEqual([
      '2026-10-07',
      '2026-10-08',
      '2026-10-09',
      '2026-10-12',
      '2026-10-13',
    ]);
    expect(found.skipped[0]).toEqual({ date: '2026-10-06', kind: 'exception', why: 'Día cívico' });
  });
});

describe('other modes', () => {
  it('a month moves later by the days that a pause took', () => {
    const pauses = pause('2026-10-14T12:00', '2026-10-19T12:00');
    expect(dueText('2026-10-10T00:00', 1, 'calendar-month', legal, { pauses })).toBe('2026-11-17T23:59:59');
    expect(dueText('2026-10-10T00:00', 1, 'calendar-month', legal)).toBe('2026-11-10T23:59:59');
  });

  it('the clock stops during pauses that overlap, once', () => {
    const pauses = [
      ...pause('2026-11-13T23:30', '2026-11-14T01:00'),
      ...pause('2026-11-14T00:30', '2026-11-14T02:00'),
      ...pause('2026-11-14T12:00', '2026-11-14T11:00'),
    ];
    expect(dueText('2026-11-13T23:00', 4, 'clock', always, { pauses })).toBe('2026-11-14T05:30:00');
  });

  it('opening hours follow the hours of an exception', () => {
    const calendar: Calendar = {
      ...office,
      exceptions: [{ date: '2026-12-24', working: true, hours: [['08:00', '10:00']], why: 'Nochebuena' }],
    };
    expect(dueText('2026-12-24T09:00', 2, 'business-hours', calendar)).toBe('2026-12-28T09:00:00');
  });
});

describe('terms', () => {
  it.each([
    ['P15D', 'legal-days', { months: 0, days: 15, ms: 0 }],
    ['15', 'legal-days', { months: 0, days: 15, ms: 0 }],
    ['P2W', 'business-days', { months: 0, days: 14, ms: 0 }],
    ['PT90M', 'business-hours', { months: 0, days: 0, ms: 1.5 * HOUR }],
    [1.5, 'business-hours', { months: 0, days: 0, ms: 1.5 * HOUR }],
    ['P1Y', 'calendar-month', { months: 12, days: 0, ms: 0 }],
    ['P3D', 'clock', { months: 0, days: 0, ms: 72 * HOUR }],
  ] as const)('%s in %s', (term, mode, read) => {
    expect(readTerm(term, mode)).toEqual(read);
  });

  it.each([
    ['PT8H', 'legal-days', 'TERM_NOT_OF_MODE'],
    ['P1D', 'business-hours', 'TERM_NOT_OF_MODE'],
    ['P1M', 'clock', 'TERM_NOT_OF_MODE'],
    ['PT1H', 'calendar-month', 'TERM_NOT_OF_MODE'],
    ['quince', 'legal-days', 'TERM_MALFORMED'],
    ['-5', 'legal-days', 'TERM_MALFORMED'],
    [-5, 'legal-days', 'TERM_MALFORMED'],
    [1.5, 'legal-days', 'TERM_MALFORMED'],
    [Number.NaN, 'clock', 'TERM_MALFORMED'],
    [Number.POSITIVE_INFINITY, 'clock', 'TERM_MALFORMED'],
    ['P999999Y', 'calendar-month', 'TERM_TOO_LONG'],
    [1e300, 'clock', 'TERM_TOO_LONG'],
  ] as const)('%s in %s is refused', (term, mode, code) => {
    expect(readTerm(term, mode)).toMatchObject({ code });
  });

  it('of nothing end where they begin', () => {
    expect(dueText('2026-11-18T07:00', 0, 'business-hours', office)).toBe('2026-11-18T08:00:00');
    expect(dueText('2026-11-18T07:00', 0, 'business-days', office)).toBe('2026-11-18T08:00:00');
    expect(dueText('2026-11-18T07:00', 0, 'legal-days', legal)).toBe('2026-11-18T23:59:59');
    expect(dueText('2026-11-18T07:00', 0, 'clock', always)).toBe('2026-11-18T07:00:00');
  });
});

describe('remaining', () => {
  const request = {
    start: at('2026-11-18T15:30'),
    term: 8,
    mode: 'business-hours' as const,
    calendar: office,
  };

  it('gives due, rest and progress from one walk', () => {
    expect(remaining({ ...request, now: at('2026-11-19T10:30') })).toMatchObject({
      totalMs: 8 * HOUR,
      elapsedMs: 4 * HOUR,
      remainingMs: 4 * HOUR,
      progress: 0.5,
      isPaused: false,
      isBreached: false,
    });
  });

  it('stands still during a pause that is still on, and its due instant moves', () => {
    const pauses = [{ from: at('2026-11-19T10:30') }];
    const early = remaining({ ...request, pauses, now: at('2026-11-19T11:30') });
    const later = remaining({ ...request, pauses, now: at('2026-11-23T11:30') });
    expect([early.isPaused, later.isPaused]).toEqual([true, true]);
    expect([early.progress, later.progress]).toEqual([0.5, 0.5]);
    expect([early, later].map((one) => local(one.due.dueAt))).toEqual([
      '2026-11-19T16:30:00',
      '2026-11-23T16:30:00',
    ]);
  });

  it('is negative and over 1 when late', () => {
    const late = remaining({ ...request, now: at('2026-11-20T15:30') });
    expect(late).toMatchObject({ remainingMs: -8 * HOUR, progress: 2, isBreached: true });
  });

  it('of a legal term grows on business days only', () => {
    const term = { start: at('2026-03-16T10:00'), term: 15, mode: 'legal-days' as const, calendar: legal };
    expect(remaining({ ...term, now: at('2026-03-16T20:00') }).progress).toBe(0);
    const thursday = remaining({ ...term, now: at('2026-04-02T00:00') }).progress;
    expect(remaining({ ...term, now: at('2026-04-06T00:00') }).progress).toBe(thursday);
    expect(remaining({ ...term, now: at('2026-04-09T23:59:59') })).toMatchObject({
      progress: 1,
      isBreached: false,
    });
    expect(remaining({ ...term, now: at('2026-04-10T00:00') }).isBreached).toBe(true);
  });
});

describe('business days around an instant', () => {
  it('reminders come at their hour, on business days', () => {
    expect(local(businessDaysBefore(at('2026-04-06T12:00'), 1, legal, '08:00'))).toBe('2026-04-01T08:00:00');
    expect(local(businessDaysBefore(at('2026-04-06T12:00'), 0, legal, '08:00'))).toBe('2026-04-06T08:00:00');
    expect(local(nextBusinessDay(at('2026-04-01T12:00'), legal, '08:00'))).toBe('2026-04-06T08:00:00');
  });

  it('opening hours count backward too', () => {
    const [a, b] = [at('2026-11-18T16:00'), at('2026-11-19T09:00')];
    expect(businessMillisBetween(a, b, office)).toBe(2 * HOUR);
    expect(businessMillisBetween(b, a, office)).toBe(-2 * HOUR);
  });
});

describe('properties', () => {
  const start = fc.integer({ min: at('2020-01-01'), max: at('2035-01-01') }).map((ms) => ms - (ms % 1000));
  const mode = fc.constantFrom(...MODES);
  const calendar = fc.constantFrom(legal, office, always, saturdays);
  const pauses = fc.array(fc.tuple(fc.integer({ min: -5, max: 60 }), fc.integer({ min: 0, max: 400 })), {
    maxLength: 4,
  });

  it('a longer term is never due earlier, nor one that was paused', () => {
    fc.assert(
      fc.property(
        start,
        mode,
        calendar,
        fc.integer({ min: 0, max: 40 }),
        pauses,
        (start, mode, calendar, term, cuts) => {
          const paused = cuts.map(([day, hours]) => ({
            from: start + day * 24 * HOUR,
            to: start + day * 24 * HOUR + hours * HOUR,
          }));
          const plain = due({ start, term, mode, calendar }).dueAt;
          expect(due({ start, term: term + 1, mode, calendar }).dueAt).toBeGreaterThanOrEqual(plain);
          expect(due({ start, term, mode, calendar, pauses: paused }).dueAt).toBeGreaterThanOrEqual(plain);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('at the due instant all of the term is used and none is left, pauses or not', () => {
    fc.assert(
      fc.property(
        start,
        mode,
        calendar,
        fc.integer({ min: 1, max: 40 }),
        pauses,
        (start, mode, calendar, term, cuts) => {
          const paused = cuts.map(([day, hours]) => ({
            from: start + day * 24 * HOUR,
            to: start + day * 24 * HOUR + hours * HOUR,
          }));
          const request = { start, term, mode, calendar, pauses: paused };
          const { dueAt } = due(request);
          const found = remaining({ ...request, now: dueAt });
          expect(found).toMatchObject({ remainingMs: 0, progress: 1, isBreached: false });
          expect(instantAt(request, 100)).toBe(dueAt);
          const half = instantAt(request, 50);
          expect(half).toBeLessThanOrEqual(dueAt);
          expect(Math.abs(remaining({ ...request, now: half }).progress - 0.5)).toBeLessThan(1e-6);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('only text and numbers of the right unit are terms', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.double()), mode, (term, mode) => {
        const read = readTerm(term, mode);
        if (isTimeProblem(read)) expect(read.values).toHaveProperty('term');
        else expect(read.days + read.months + read.ms).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
