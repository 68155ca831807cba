import { describe, expect, test } from 'vitest';
import { nextFiring } from '../../../../engine/core/schedule.ts';
import { processModel } from '../../../harness/model.ts';
import { DAY, HOUR, NOW, play } from '../../../harness/play.ts';
import { boundary, catching, end, script, start, timer, user } from '../../../harness/shapes.ts';

const waiting = (value: string, kind?: string) =>
  processModel({ s: start, t: catching(timer(value, kind)), e: end }, 's>>t>>e');
const utc = { offsetAt: () => 0 };
const dueAt = (value: string, kind?: string) =>
  play(waiting(value, kind)).find<{ element: string; dueAt: number }>('subscriptions', 't').found.dueAt;

describe('timer', () => {
  test('of 30 and of 400 days fires at its time and not before', () => {
    for (const days of [30, 400]) {
      const run = play(waiting(`P${days}D`));
      run.wait(days * DAY - 1);
      expect(run.status()).toBe('active');
      run.wait(1);
      expect(run.status()).toBe('completed');
    }
  });

  test('is refused before it is due', () => {
    const run = play(waiting('PT1H'));
    const subscription = run.find('subscriptions', 't').found.key;
    expect(run.submit({ type: 'triggerTimer', subscription })).toMatchObject({
      ok: false,
      code: 'TIMER_NOT_DUE',
    });
  });

  test('counts months by the calendar, clamped to the last day', () => {
    expect(dueAt('P1M')).toBe(Date.UTC(2026, 1, 28, 12));
    expect(dueAt('P13M')).toBe(Date.UTC(2027, 1, 28, 12));
    expect(dueAt('P2Y1M1DT2H')).toBe(Date.UTC(2028, 2, 1, 14));
    expect(dueAt('P2W')).toBe(NOW + 14 * DAY);
  });

  test('of nothing or less fires at once', () => {
    expect(dueAt('PT0S')).toBe(NOW);
    expect(dueAt('-PT1H')).toBe(NOW);
    const run = play(waiting('PT0S'));
    run.wait(0);
    expect(run.status()).toBe('completed');
  });

  test('takes a date of the past as due now', () => {
    const run = play(waiting('2020-01-01T00:00:00Z', 'timeDate'));
    run.wait(0);
    expect(run.status()).toBe('completed');
  });

  test('reads dates with an offset there, and without one in the zone of the process', () => {
    expect(dueAt('2026-04-01T08:00:00+02:00', 'timeDate')).toBe(Date.UTC(2026, 3, 1, 6));
    expect(dueAt('2026-04-01T08:00:00', 'timeDate')).toBe(Date.UTC(2026, 3, 1, 13));
    expect(dueAt('2026-04-01', 'timeDate')).toBe(Date.UTC(2026, 3, 1, 5));
    expect(dueAt('2026-04-01T08:00:00.250Z', 'timeDate')).toBe(Date.UTC(2026, 3, 1, 8, 0, 0, 250));
  });

  test('takes what FEEL gives', () => {
    expect(dueAt('=duration("PT90M")')).toBe(NOW + 1.5 * HOUR);
    expect(dueAt('=date and time("2026-04-01T08:00:00-05:00")', 'timeDate')).toBe(Date.UTC(2026, 3, 1, 13));
    expect(dueAt('=now() + duration("P1D")', 'timeDate')).toBe(NOW + DAY);
  });

  test('that is no time is an incident that a correction resolves', () => {
    for (const wrong of [
      'tomorrow',
      '2026-02-30',
      '2026-04-01T25:00:00Z',
      'P',
      'PT',
      'R3',
      '=5',
      'R0/PT1H',
    ]) {
      const run = play(waiting(wrong));
      expect([wrong, run.incidents()]).toEqual([wrong, ['TIMER_NOT_VALID']]);
    }
    const run = play(waiting('=when'), { when: 'soon' });
    run.set({ when: 'PT1H' });
    run.resolve('t');
    run.wait(HOUR);
    expect(run.status()).toBe('completed');
  });

  const repeating = (value: string, interrupting = false) =>
    processModel(
      {
        s: start,
        a: user,
        again: boundary('a', timer(value, 'timeCycle'), interrupting),
        count: script('n + 1', 'n'),
        e: end,
      },
      's>>a',
      'again>>count>>e',
    );

  test('R3 fires exactly three times', () => {
    const run = play(repeating('R3/PT1H'), { n: 0 });
    run.wait(100 * HOUR);
    expect(run.variables().n).toBe(3);
    expect(run.waits()).toEqual(['a']);
  });

  test('R without a count goes on as long as its activity', () => {
    const run = play(repeating('R/PT1H'), { n: 0 });
    run.wait(48 * HOUR);
    expect(run.variables().n).toBe(48);
    run.complete('a');
    expect(run.status()).toBe('completed');
  });

  test('a cycle that interrupts fires once', () => {
    const run = play(repeating('R3/PT1H', true), { n: 0 });
    run.wait(100 * HOUR);
    expect(run.variables().n).toBe(1);
    expect(run.status()).toBe('completed');
  });

  test('R0 never fires', () => {
    const run = play(repeating('R0/PT1H'), { n: 0 });
    run.wait(100 * HOUR);
    expect(run.variables().n).toBe(0);
  });

  test('missed repetitions collapse into one firing that counts and uses them up', () => {
    const run = play(repeating('R5/PT1H'), { n: 0 });
    run.sleep(3.5 * HOUR);
    expect(run.variables().n).toBe(1);
    expect(run.events().find(({ type }) => type === 'subscriptionTriggered')).toMatchObject({
      missed: 2,
      next: { dueAt: NOW + 4 * HOUR, repetitions: 1 },
    });
    run.wait(100 * HOUR);
    expect(run.variables().n).toBe(3);
  });

  test('a cycle begins at its start, even one that is over', () => {
    const run = play(repeating('R3/2026-02-01T00:00:00Z/P1D'), { n: 0 });
    run.wait(11 * HOUR);
    expect(run.variables().n).toBe(0);
    run.wait(HOUR);
    expect(run.variables().n).toBe(1);
    const past = play(repeating('R/2026-01-01T00:00:00Z/P1D'), { n: 0 });
    past.wait(0);
    expect(past.variables().n).toBe(1);
    expect(past.find('subscriptions', 'again').found).toMatchObject({ dueAt: Date.UTC(2026, 1, 1) });
  });

  test('a cycle by the month comes back to the 31st after February', () => {
    const run = play(repeating('R4/P1M'), { n: 0 });
    const fired: number[] = [];
    for (let month = 0; month < 4; month++) {
      const { dueAt: next } = run.find<{ element: string; dueAt: number }>('subscriptions', 'again').found;
      fired.push(next);
      run.wait(next - run.runtime.now);
    }
    expect(fired).toEqual(
      [
        [1, 28],
        [2, 31],
        [3, 30],
        [4, 31],
      ].map(([month, day]) => Date.UTC(2026, month as number, day, 12)),
    );
    expect(run.waits()).toEqual(['a']);
  });

  test('missed months collapse too', () => {
    const run = play(repeating('R/P1M'), { n: 0 });
    run.sleep(100 * DAY);
    expect(run.events().find(({ type }) => type === 'subscriptionTriggered')).toMatchObject({
      missed: 2,
      next: { dueAt: Date.UTC(2026, 4, 31, 12), repetitions: -1 },
    });
  });

  test('a cycle that does not go forward is an incident', () => {
    for (const value of ['R3/PT0S', 'R/-PT1H']) {
      const run = play(repeating(value), { n: 0 });
      expect(run.incidents()).toEqual(['TIMER_TOO_FREQUENT']);
    }
  });

  test('ten years of missed milliseconds are counted without walking them', () => {
    const years = 10 * 365 * DAY;
    expect(nextFiring({ dueAt: 0, repetitions: -1, interval: 'PT0.001S' }, years, utc)).toEqual({
      missed: years,
      next: { dueAt: years + 1, repetitions: -1 },
    });
    expect(nextFiring({ dueAt: 0, repetitions: 7, interval: 'PT1S' }, years, utc)).toEqual({ missed: 7 });
  });
});
