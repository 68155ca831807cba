// Terms: how they are written, what is left of them, and what holds of all of them.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  due,
  HOUR,
  instantAt,
  isTimeProblem,
  MODES,
  readTerm,
  remaining,
} from '../../../engine/time/index.ts';
import { always, at, dueText, legal, local, office, saturdays } from './calendars.ts';

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
