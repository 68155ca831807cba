import { describe, expect, it } from 'vitest';
import type { Calendar } from '../../../engine/time/index.ts';
import {
  businessDaysBefore,
  businessMillisBetween,
  due,
  HOUR,
  nextBusinessDay,
} from '../../../engine/time/index.ts';
import { always, at, dueText, legal, local, office, saturdays } from './calendars.ts';

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
