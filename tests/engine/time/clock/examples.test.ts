// The worked examples again, as clocks that are started, paused, extended, given another target, and warn.
import { describe, expect, it } from 'vitest';
import type { SlaTarget } from '../../../../engine/core/slaFacts.ts';
import { MINUTE } from '../../../../engine/time/index.ts';
import { fixture } from '../calendars.ts';
import type { DrivenClock } from './clocks.ts';
import { clock, term } from './clocks.ts';

interface Example {
  id: string;
  desc: string;
  mode: string;
  start: string;
  amount: number;
  calendar: string;
  due: string;
  base_due?: string;
  end_of_working_day?: boolean;
  after_hours_policy?: string;
}

const examples = JSON.parse(fixture('sla-examples.json')) as Example[];
const named = (id: string) => examples.find((example) => example.id === id)!;
const plain = ['legal_days', 'business_days', 'business_hours', 'calendar_month', 'clock_24x7'];
const apart = ['L13', 'L16'];

function started(start: string, target: SlaTarget, warnAt = [{ percent: 75 }]): DrivenClock {
  const driven = clock();
  driven.add(start, { kind: 'started', target, warnAt });
  return driven;
}

describe('a clock of', () => {
  for (const example of examples.filter(({ id, mode }) => plain.includes(mode) && !apart.includes(id))) {
    it(`${example.id} is due when the example says: ${example.desc}`, () => {
      const mode = example.mode === 'clock_24x7' ? 'clock' : example.mode.replaceAll('_', '-');
      const target: SlaTarget = {
        ...term(example.amount, mode, example.calendar),
        ...(example.after_hours_policy === 'next_business_day' ? { afterHours: 'next-day' } : {}),
        ...(example.end_of_working_day ? { endOfWorkingDay: true } : {}),
      };
      const driven = started(example.start, target);
      expect(driven.due()).toBe(example.due);
      const state = driven.state(example.due);
      expect(state).toMatchObject({ state: 'running', local: { dueAt: `${example.due}-05:00` } });
      // Whole days end at midnight and are written one second before.
      expect(state.remainingMs).toBe(0);
      expect(state.progress).toBe(1);
    });
  }

  it('L13 may be extended once, before it is due, to the double and no further', () => {
    const driven = started(named('L13').start, term(15, 'legal-days', 'co-legal'));
    expect(driven.due()).toBe(named('L01').due);
    const extension = { kind: 'extended', reason: 'Faltan conceptos técnicos', notified: true } as const;
    const to = (days: number) => ({ ...extension, target: term(days, 'legal-days', 'co-legal') });
    expect(driven.add('2026-04-08T10:00', to(31))).toBe('SLA_EXTENSION_TOO_LONG');
    expect(driven.add('2026-04-08T10:00', to(30))).toBe(named('L13').due);
    expect(driven.add('2026-04-20T10:00', to(30))).toBe('SLA_EXTENDED_ALREADY');
    expect(driven.state('2026-04-20T10:00')).toMatchObject({ state: 'running', extended: true });
  });

  it('L16 runs again on the day after the petition was completed, with nine days left', () => {
    const driven = started(named('L16').start, term(15, 'legal-days', 'co-legal'));
    expect(driven.add('2026-10-14T12:00', { kind: 'paused', reason: 'Petición incompleta' })).toBe('');
    const paused = driven.state('2026-10-30T09:00');
    expect(paused).toMatchObject({ state: 'paused', left: { unit: 'days', count: 9 } });
    expect(paused.dueAt).toBeUndefined();
    expect(driven.next()).toBe('');
    expect(driven.add('2026-11-05T12:00', { kind: 'resumed' })).toBe(named('L16').due);
    expect(driven.state('2026-11-05T12:00')).toMatchObject({
      state: 'running',
      left: { unit: 'days', count: 9 },
      totalMs: 15 * 24 * 60 * MINUTE - 1_000,
      elapsedMs: 6 * 24 * 60 * MINUTE,
    });
  });

  it('R01 and R02 remind on the morning two business days before', () => {
    for (const [id, of] of [
      ['R01', 'L01'],
      ['R02', 'L02'],
    ] as const) {
      const driven = clock();
      const { start, amount } = named(of);
      const target = term(amount, 'legal-days', 'co-legal');
      driven.add(start, { kind: 'started', target, warnAt: [{ before: 'P2D' }] });
      expect(driven.next()).toBe(`P2D ${named(id).due}`);
    }
  });

  it('P01 counts nothing while it waits for the client', () => {
    const driven = started(named('P01').start, term('PT8H', 'business-hours', 'co-8x5'));
    driven.add('2026-11-18T11:00', { kind: 'paused', reason: 'Esperando al cliente' });
    expect(driven.state('2026-11-20T10:00')).toMatchObject({ state: 'paused', elapsedMs: 120 * MINUTE });
    expect(driven.add('2026-11-20T14:00', { kind: 'resumed' })).toBe(named('P01').due);
  });

  it('P02 is not moved by a pause outside of opening hours', () => {
    const driven = started(named('P02').start, term(8, 'business-hours', 'co-8x5'));
    driven.add('2026-11-18T17:00', { kind: 'paused', reason: 'Esperando al cliente' });
    expect(driven.add('2026-11-19T08:00', { kind: 'resumed' })).toBe(named('P02').due);
  });

  it('M01 begins again where returns restart it, and M02 goes on and is late by 480 minutes', () => {
    const again = started('2026-11-11T08:30', term(8, 'business-hours', 'co-8x5'));
    expect(again.due()).toBe(named('M01').due);
    const on = started(named('M02').start, term(2, 'business-days', 'co-8x5'));
    const target = term(8, 'business-hours', 'co-8x5');
    expect(on.add('2026-11-11T08:30', { kind: 'retargeted', target })).toBe(named('M02').due);
    const state = on.state('2026-11-11T08:30');
    expect(state).toMatchObject({ state: 'breached', remainingMs: -480 * MINUTE });
    expect(on.until('2026-11-30T08:00')).toEqual(['breached on attach 2026-11-11T08:30:00']);
  });

  it('Q01 keeps its start when the priority changes, and what has elapsed', () => {
    const driven = started(named('Q01').start, term(5, 'business-days', 'co-8x5'));
    driven.until('2026-11-18T14:00');
    const target = term(8, 'business-hours', 'co-8x5');
    expect(driven.add('2026-11-18T14:00', { kind: 'retargeted', target })).toBe(named('Q01').due);
    expect(driven.state('2026-11-18T14:00').elapsedMs).toBe(300 * MINUTE);
    expect(driven.next()).toBe('75% 2026-11-18T15:00:00');
  });

  it('Q02 is another clock, from the change on', () => {
    expect(started('2026-11-18T14:00', term(8, 'business-hours', 'co-8x5')).due()).toBe(named('Q02').due);
  });

  it('Q03 is late as it gets its target: one notice, and no warning of before', () => {
    const driven = started(named('Q03').start, term(5, 'business-days', 'co-8x5'));
    driven.until('2026-11-19T10:00');
    const target = term(8, 'business-hours', 'co-8x5');
    expect(driven.add('2026-11-19T10:00', { kind: 'retargeted', target })).toBe(named('Q03').due);
    expect(driven.state('2026-11-19T10:00')).toMatchObject({ state: 'breached', elapsedMs: 600 * MINUTE });
    expect(driven.until('2026-12-31T00:00')).toEqual(['breached on attach 2026-11-19T10:00:00']);
  });

  it('W50 to W100 come in their turn, and the breach one second after what is still on time', () => {
    const driven = clock();
    const target = term(8, 'business-hours', 'co-8x5');
    const warnAt = [50, 75, 90, 100].map((percent) => ({ percent }));
    driven.add(named('W50').start, { kind: 'started', target, warnAt });
    expect(driven.until('2026-12-31T00:00')).toEqual([
      `50% ${named('W50').due}`,
      `75% ${named('W75').due}`,
      `90% ${named('W90').due}`,
      `100% ${named('W100').due}`,
      'breached 2026-11-19T15:30:01',
    ]);
    expect(driven.next()).toBe('');
  });
});
