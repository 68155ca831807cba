import { describe, expect, test } from 'vitest';
import { createPorts } from '../../../../engine/expressions/index.ts';
import { zonePorts } from '../../../../engine/runtime/definitionPorts.ts';
import { processModel } from '../../../harness/model.ts';
import { DAY, HOUR, NOW, play } from '../../../harness/play.ts';
import {
  boundary,
  catching,
  end,
  eventSubprocess,
  onEvent,
  script,
  start,
  timer,
  user,
  within,
} from '../../../harness/shapes.ts';

// 2026-01-31T12:00Z, a Saturday, is seven in the morning in Bogota.
const NINE = NOW + 2 * HOUR;

function repeating(value: string, interrupting = false) {
  return processModel(
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
}

function waiting(value: string, kind?: string) {
  return processModel({ s: start, t: catching(timer(value, kind)), e: end }, 's>>t>>e');
}

describe('a timer by cron', () => {
  test('goes by the clock of the process, Bogota unless it is said', () => {
    const run = play(waiting('0 0 9 * * *', 'timeCycle'));
    expect(run.find('subscriptions', 't').found).toMatchObject({ dueAt: NINE, interval: '0 0 9 * * *' });
    const ports = createPorts(zonePorts('Asia/Kolkata'));
    const there = play(waiting('0 0 9 * * *', 'timeCycle'), {}, { ports });
    expect(there.find('subscriptions', 't').found).toMatchObject({ dueAt: Date.UTC(2026, 1, 1, 3, 30) });
  });

  test('that is waited for fires once', () => {
    const run = play(waiting('0 0/5 * * * ?', 'timeCycle'));
    run.wait(5 * 60_000 - 1);
    expect(run.status()).toBe('active');
    run.wait(1);
    expect(run.status()).toBe('completed');
  });

  test('that does not interrupt fires without end, as long as its activity', () => {
    const run = play(repeating('0 0 9 * * MON-FRI'), { n: 0 });
    run.wait(28 * DAY);
    expect(run.variables().n).toBe(20);
    expect(run.waits()).toEqual(['a', 'again']);
    run.complete('a');
    expect(run.status()).toBe('completed');
  });

  test('that interrupts fires once', () => {
    const run = play(repeating('@daily', true), { n: 0 });
    run.wait(10 * DAY);
    expect(run.variables().n).toBe(1);
    expect(run.status()).toBe('completed');
  });

  test('begins an event subprocess again and again', () => {
    const run = play(
      processModel(
        {
          s: start,
          a: user,
          sub: eventSubprocess,
          ...within('sub', {
            again: onEvent(timer('@hourly', 'timeCycle'), false),
            count: script('n + 1', 'n'),
          }),
        },
        's>>a',
        'again>>count',
      ),
      { n: 0 },
    );
    run.wait(10 * HOUR);
    expect(run.variables().n).toBe(10);
  });

  test('makes up for missed firings once and counts them', () => {
    const run = play(repeating('0 0 9 * * *'), { n: 0 });
    run.sleep(4 * DAY);
    expect(run.variables().n).toBe(1);
    expect(run.events().find(({ type }) => type === 'subscriptionTriggered')).toMatchObject({
      missed: 3,
      next: { dueAt: NINE + 4 * DAY, repetitions: -1 },
    });
  });

  test('comes from FEEL, and is an incident where it is none', () => {
    const run = play(repeating('=pattern'), { n: 0, pattern: '0 30 7 1 * *' });
    expect(run.find('subscriptions', 'again').found).toMatchObject({ dueAt: Date.UTC(2026, 1, 1, 12, 30) });
    for (const pattern of ['0 0 25 * * *', '0 0 0 30 2 *', '@never', '0 0 0 1 1 ? 2025'])
      expect([pattern, play(repeating('=pattern'), { pattern }).incidents()]).toEqual([
        pattern,
        ['TIMER_NOT_VALID'],
      ]);
  });
});

describe('a date without an offset where the clock is moved', () => {
  const dueAt = (value: string, zone: string) => {
    const ports = createPorts(zonePorts(zone));
    const run = play(waiting(value, 'timeDate'), {}, { ports });
    return new Date(
      run.find<{ element: string; dueAt: number }>('subscriptions', 't').found.dueAt,
    ).toISOString();
  };

  test('is as far behind the gap as it lay in it', () => {
    expect(dueAt('2026-03-08T02:30:00', 'America/New_York')).toBe('2026-03-08T07:30:00.000Z');
    expect(dueAt('2026-03-29T02:30:00', 'Europe/Berlin')).toBe('2026-03-29T01:30:00.000Z');
  });

  test('is the first of the two times it comes', () => {
    expect(dueAt('2026-11-01T01:30:00', 'America/New_York')).toBe('2026-11-01T05:30:00.000Z');
    expect(dueAt('2026-10-25T02:30:00', 'Europe/Berlin')).toBe('2026-10-25T00:30:00.000Z');
  });
});
