// Warnings fire once, are armed again where the due date moves away, and are never dated back.
import { describe, expect, it } from 'vitest';
import type { SlaEntryFacts } from '../../../../engine/core/slaFacts.ts';
import { calendarNamed } from '../calendars.ts';
import { calendars, clock, term } from './clocks.ts';

const eightHours = term(8, 'business-hours', 'co-8x5');
const fifteenDays = term(15, 'legal-days', 'co-legal');
const warnAt = [{ percent: 75 }, { percent: 90 }];

describe('warnings', () => {
  it('do not fire while a clock is paused, and come later by the business time that it took', () => {
    const driven = clock();
    driven.add('2026-11-18T08:00', { kind: 'started', target: eightHours, warnAt });
    expect(driven.next()).toBe('75% 2026-11-18T15:00:00');
    driven.add('2026-11-18T10:00', { kind: 'paused', reason: 'Esperando' });
    expect(driven.until('2026-11-30T00:00')).toEqual([]);
    driven.add('2026-11-20T10:00', { kind: 'resumed' });
    expect(driven.next()).toBe('75% 2026-11-20T15:00:00');
  });

  it('that fired do not fire again after a pause, for what they warned of has still been used up', () => {
    const driven = clock();
    driven.add('2026-11-18T08:00', { kind: 'started', target: eightHours, warnAt });
    expect(driven.until('2026-11-18T15:00')).toEqual(['75% 2026-11-18T15:00:00']);
    driven.add('2026-11-18T15:30', { kind: 'paused', reason: 'Esperando' });
    driven.add('2026-11-20T15:30', { kind: 'resumed' });
    expect(driven.until('2026-11-30T00:00')).toEqual([
      '90% 2026-11-20T16:12:00',
      'breached 2026-11-20T17:00:01',
    ]);
  });

  it('are armed again by an extension where they lie ahead again', () => {
    const driven = clock();
    driven.add('2026-03-16T10:00', { kind: 'started', target: fifteenDays, warnAt: [{ percent: 75 }] });
    expect(driven.until('2026-04-08T00:00')).toEqual(['75% 2026-04-06T06:00:00']);
    const target = term(30, 'legal-days', 'co-legal');
    driven.add('2026-04-08T10:00', { kind: 'extended', target, reason: 'Conceptos', notified: true });
    expect(driven.next()).toBe('75% 2026-04-21T12:00:00');
  });

  it('of before a clock that began at the filing are not told when it is attached', () => {
    const driven = clock();
    const started: SlaEntryFacts = {
      kind: 'started',
      target: eightHours,
      warnAt: [{ percent: 50 }, ...warnAt],
    };
    driven.add('2026-11-18T08:00', started, '2026-11-18T15:30');
    expect(driven.next()).toBe('90% 2026-11-18T16:12:00');
    const late = clock();
    late.add('2026-11-18T08:00', started, '2026-11-19T09:00');
    expect(late.until('2026-12-01T00:00')).toEqual(['breached on attach 2026-11-19T09:00:00']);
  });

  it('by business time before due come when people are at work', () => {
    const reminder = (target: typeof eightHours, time: string) => {
      const driven = clock();
      driven.add('2026-11-18T15:30', { kind: 'started', target, warnAt: [{ before: time }] });
      return driven.next();
    };
    expect(reminder(eightHours, 'PT2H')).toBe('PT2H 2026-11-19T13:30:00');
    expect(reminder(term(5, 'business-days', 'co-8x5'), 'P1D')).toBe('P1D 2026-11-24T15:30:00');
    expect(reminder(term(72, 'clock', 'co-24x7'), 'P1D')).toBe('P1D 2026-11-20T15:30:00');
    expect(reminder(term(1, 'calendar-month', 'co-legal'), 'P2D')).toBe('P2D 2026-12-16T08:00:00');
  });

  it('by business time before due are told at the resumption where that moment is past', () => {
    const driven = clock();
    driven.add('2026-10-05T09:00', {
      kind: 'started',
      target: term(3, 'legal-days', 'co-legal'),
      warnAt: [{ before: 'P2D' }],
    });
    driven.add('2026-10-05T10:00', { kind: 'paused', reason: 'Incompleta' });
    driven.add('2026-10-06T20:00', { kind: 'resumed' });
    expect(driven.next()).toBe('P2D 2026-10-07T08:00:00');
  });
});

describe('a breach', () => {
  it('comes one second after the last that is on time', () => {
    const driven = clock();
    driven.add('2026-03-16T10:00', { kind: 'started', target: fifteenDays, warnAt: [] });
    expect(driven.state('2026-04-09T23:59:59').state).toBe('running');
    expect(driven.state('2026-04-10T00:00:00').state).toBe('breached');
    expect(driven.next()).toBe('breached 2026-04-10T00:00:00');
  });

  it('is not moved by a pause that begins after it', () => {
    const driven = clock();
    driven.add('2026-11-18T08:00', { kind: 'started', target: eightHours, warnAt: [] });
    driven.until('2026-11-19T09:00');
    expect(driven.add('2026-11-19T09:00', { kind: 'paused', reason: 'Esperando' })).toBe(
      '2026-11-18T17:00:00',
    );
    expect(driven.state('2026-11-20T09:00')).toMatchObject({ state: 'breached', remainingMs: -3_600_000 });
    expect(driven.next()).toBe('');
  });

  it('may come again where another target gave more time, and where it did not, does not', () => {
    const driven = clock();
    driven.add('2026-11-18T08:00', { kind: 'started', target: eightHours, warnAt: [] });
    expect(driven.until('2026-11-19T09:00')).toEqual(['breached 2026-11-18T17:00:01']);
    driven.add('2026-11-19T10:00', { kind: 'retargeted', target: term(4, 'business-hours', 'co-8x5') });
    expect(driven.next()).toBe('');
    driven.add('2026-11-19T11:00', { kind: 'retargeted', target: term(18, 'business-hours', 'co-8x5') });
    expect(driven.next()).toBe('breached 2026-11-20T10:00:01');
  });
});

describe('another version of the calendar', () => {
  const legal = calendarNamed('co-legal');
  const civic = { date: '2026-04-08', working: false, why: 'Día cívico' };
  const past = { date: '2026-03-18', working: false, why: 'Día cívico anterior' };
  const later = { ...legal, exceptions: [civic, past] };

  it('moves nothing until somebody recalculates, and then only the days that were still to come', () => {
    let isPublished = false;
    const both = calendars({ 'co-legal': [later] });
    const driven = clock((id, version) => both(id, version ?? (isPublished ? 2 : 1)));
    driven.add('2026-03-16T10:00', { kind: 'started', target: fifteenDays, warnAt: [{ before: 'P2D' }] });
    isPublished = true;
    expect(driven.add('2026-03-20T09:00', { kind: 'paused', reason: 'Espera' })).toBe('');
    expect(driven.add('2026-03-20T17:00', { kind: 'resumed' })).toBe('2026-04-09T23:59:59');
    expect(driven.entries.at(-1)?.calendarVersion).toBe(1);
    const entry = { kind: 'recalculated', reason: 'Decreto' } as const;
    expect(driven.add('2026-03-24T09:00', entry)).toBe('2026-04-10T23:59:59');
    expect(driven.next()).toBe('P2D 2026-04-07T08:00:00');
    expect(driven.state('2026-03-24T10:00').calendar).toMatchObject({ id: 'co-legal', version: 2 });
  });

  it('keeps the hours of its day that were counted before the change', () => {
    const office = calendarNamed('co-8x5');
    const closed = { ...office, exceptions: [{ date: '2026-11-18', working: false, why: 'Cierre' }] };
    const both = calendars({ 'co-8x5': [closed] });
    let isPublished = false;
    const driven = clock((id, version) => both(id, version ?? (isPublished ? 2 : 1)));
    driven.add('2026-11-18T08:00', { kind: 'started', target: eightHours, warnAt: [] });
    isPublished = true;
    const entry = { kind: 'recalculated', reason: 'Cierre de la oficina' } as const;
    expect(driven.add('2026-11-18T11:00', entry)).toBe('2026-11-19T14:00:00');
  });
});
