// What no clock takes, each with its code: terms, calendars, pauses, extensions.
import { describe, expect, it } from 'vitest';
import type { SlaEntryFacts, SlaTarget } from '../../../../engine/core/slaFacts.ts';
import { timeProblems } from '../../../../engine/time/index.ts';
import { at } from '../calendars.ts';
import type { DrivenClock } from './clocks.ts';
import { clock, term } from './clocks.ts';

const fifteenDays = term(15, 'legal-days', 'co-legal');

function running(): DrivenClock {
  const driven = clock();
  driven.add('2026-03-16T10:00', { kind: 'started', target: fifteenDays, warnAt: [] });
  return driven;
}

describe('a target is refused', () => {
  const cases: [string, object, string][] = [
    ['of zero days', { term: 0 }, 'TERM_NOT_POSITIVE'],
    ['of zero hours', { term: 'PT0S', mode: 'clock' }, 'TERM_NOT_POSITIVE'],
    ['of a negative number', { term: -5 }, 'TERM_NOT_POSITIVE'],
    ['of a negative duration', { term: '-P5D' }, 'TERM_NOT_POSITIVE'],
    ['of no duration', { term: 'soon' }, 'TERM_MALFORMED'],
    ['of hours where days are counted', { term: 'PT8H' }, 'TERM_NOT_OF_MODE'],
    ['of two centuries', { term: 80_000 }, 'TERM_TOO_LONG'],
    ['of a mode that is none', { mode: 'working-days' }, 'SLA_MODE_UNKNOWN'],
    ['that names no calendar', { calendar: '' }, 'SLA_CALENDAR_NOT_NAMED'],
    ['that has no field for one', { calendar: undefined }, 'SLA_CALENDAR_NOT_NAMED'],
    ['that names one that is not there', { calendar: 'mx-legal' }, 'SLA_CALENDAR_NOT_FOUND'],
    ['with neither term nor date', { term: null }, 'SLA_TARGET_MALFORMED'],
    ['with another rule for the hours after closing', { afterHours: 'never' }, 'SLA_TARGET_MALFORMED'],
  ];
  for (const [name, part, code] of cases) {
    it(name, () => {
      const target = { ...fifteenDays, ...part } as SlaTarget;
      const facts: SlaEntryFacts = { kind: 'started', target, warnAt: [] };
      expect(clock().add('2026-03-16T10:00', facts)).toBe(code);
      expect(running().add('2026-03-18T10:00', { kind: 'retargeted', target })).toBe(code);
      expect(Object.keys(timeProblems)).toContain(code);
    });
  }
});

describe('a pause is refused', () => {
  it('that ends before it begins', () => {
    const driven = running();
    driven.add('2026-03-18T10:00', { kind: 'paused', reason: 'Espera' });
    expect(driven.add('2026-03-18T09:59:59', { kind: 'resumed' }, '2026-03-18T12:00')).toBe(
      'SLA_PAUSE_BACKWARDS',
    );
  });

  it('without a reason, before the clock, in the future, a second time', () => {
    const driven = running();
    const paused = { kind: 'paused', reason: 'Espera' } as const;
    expect(driven.add('2026-03-18T10:00', { ...paused, reason: '  ' })).toBe('SLA_REASON_MISSING');
    expect(driven.add('2026-03-16T09:59', paused, '2026-03-18T10:00')).toBe('SLA_PAUSE_BEFORE_START');
    expect(driven.add('2026-03-19T10:00', paused, '2026-03-18T10:00')).toBe('SLA_PAUSE_IN_FUTURE');
    expect(driven.add('2026-03-18T10:00', paused)).toBe('');
    expect(driven.add('2026-03-18T11:00', paused)).toBe('SLA_PAUSED_ALREADY');
  });

  it('to end where there is none', () => {
    expect(running().add('2026-03-18T10:00', { kind: 'resumed' })).toBe('SLA_NOT_PAUSED');
  });

  it('by one wait does not end with another', () => {
    const driven = running();
    driven.add('2026-03-18T10:00', { kind: 'paused', reason: 'Espera A', element: 'a' });
    driven.add('2026-03-18T11:00', { kind: 'paused', reason: 'Espera B', element: 'b' });
    expect(driven.add('2026-03-19T10:00', { kind: 'resumed', element: 'a' })).toBe('');
    expect(driven.state('2026-03-19T12:00').state).toBe('paused');
    expect(driven.add('2026-03-20T10:00', { kind: 'resumed', element: 'b' })).toBe('2026-04-13T23:59:59');
  });
});

describe('an extension is refused', () => {
  const extension = {
    kind: 'extended',
    target: term(20, 'legal-days', 'co-legal'),
    reason: 'Conceptos',
    notified: true,
  } as const;

  it('after the due date, and not in its last second', () => {
    const late = running();
    expect(late.add('2026-04-10T00:00:00', extension)).toBe('SLA_EXTENSION_AFTER_DUE');
    const inTime = running();
    expect(inTime.add('2026-04-09T23:59:59', extension)).toBe('2026-04-16T23:59:59');
  });

  it('without notice, without reason, to no later date, beyond the double', () => {
    const driven = running();
    const when = '2026-04-01T10:00';
    expect(driven.add(when, { ...extension, notified: false })).toBe('SLA_EXTENSION_WITHOUT_NOTICE');
    expect(driven.add(when, { ...extension, reason: '' })).toBe('SLA_REASON_MISSING');
    expect(driven.add(when, { ...extension, target: fifteenDays })).toBe('SLA_EXTENSION_NOT_LATER');
    const until = (text: string) => ({ until: at(text), calendar: 'co-legal' });
    expect(driven.add(when, { ...extension, target: until('2026-05-04T23:59:59') })).toBe(
      'SLA_EXTENSION_TOO_LONG',
    );
    expect(driven.add(when, { ...extension, target: until('2026-04-24T23:59:59') })).toBe(
      '2026-04-24T23:59:59',
    );
  });

  it('of a date that somebody else set', () => {
    const driven = clock();
    const target = { until: at('2026-04-01T23:59:59'), calendar: 'co-legal' };
    driven.add('2026-03-16T10:00', { kind: 'started', target, warnAt: [] });
    expect(driven.add('2026-03-18T10:00', extension)).toBe('SLA_EXTENSION_OF_DATE');
  });
});

describe('what ended is over', () => {
  it('whether it was met, cancelled or passed on to another body', () => {
    const ends: [SlaEntryFacts, string][] = [
      [{ kind: 'met' }, 'met'],
      [{ kind: 'missed' }, 'missed'],
      [{ kind: 'cancelled', reason: 'Desistió' }, 'cancelled'],
      [{ kind: 'transferred', to: 'Alcaldía' }, 'cancelled'],
    ];
    for (const [end, state] of ends) {
      const driven = running();
      expect(driven.add('2026-03-20T10:00', end)).toBe('');
      expect(driven.next()).toBe('');
      expect(driven.state('2027-01-01T00:00')).toMatchObject({
        state,
        progress: driven.state('2026-03-20T10:00').progress,
      });
      expect(driven.add('2026-03-23T10:00', { kind: 'paused', reason: 'Espera' })).toBe('SLA_CLOSED');
    }
  });

  it('and nothing is, before it began', () => {
    expect(clock().add('2026-03-20T10:00', { kind: 'met' })).toBe('SLA_NOT_STARTED');
  });
});

describe('a date that was set', () => {
  it('is moved by no pause, while an extended one is moved by those after it', () => {
    const set = clock();
    const target = { until: at('2026-04-01T23:59:59'), calendar: 'co-legal' };
    set.add('2026-03-16T10:00', { kind: 'started', target, warnAt: [] });
    expect(set.add('2026-03-18T10:00', { kind: 'paused', reason: 'Espera' })).toBe('2026-04-01T23:59:59');
    const extended = running();
    const until = { until: at('2026-04-24T23:59:59'), calendar: 'co-legal' };
    const extension = { kind: 'extended', target: until, reason: 'Conceptos', notified: true } as const;
    extended.add('2026-04-01T10:00', extension);
    expect(extended.add('2026-04-07T10:00', { kind: 'paused', reason: 'Espera' })).toBe('');
    expect(extended.add('2026-04-09T10:00', { kind: 'resumed' })).toBe('2026-04-28T23:59:59');
  });
});
