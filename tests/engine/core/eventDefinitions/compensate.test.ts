// What a compensation undoes, and in which order.
import { describe, expect, test } from 'vitest';
import { logged, logs, nothingLogged } from '../../../harness/logs.ts';
import { processModel } from '../../../harness/model.ts';
import { play } from '../../../harness/play.ts';
import {
  and,
  boundary,
  compensating,
  end,
  ending,
  start,
  timer,
  undone,
  user,
} from '../../../harness/shapes.ts';

describe('compensation', () => {
  test('undoes completed activities in reverse order of completion, one after another', () => {
    const run = play(
      processModel(
        { s: start, a: user, b: user, ...undone('a', user), ...undone('b', user), t: compensating(), e: end },
        's>>a>>b>>t>>e',
      ),
    );
    run.complete('a');
    run.complete('b');
    expect(run.waits()).toEqual(['undo_b']);
    run.complete('undo_b');
    expect(run.waits()).toEqual(['undo_a']);
    expect(run.times('e')).toBe(0);
    run.complete('undo_a');
    expect(run.status()).toBe('completed');
  });

  test('of parallel branches follows the order in which they completed', () => {
    const run = play(
      processModel(
        {
          s: start,
          f: and,
          a: user,
          b: user,
          j: and,
          t: compensating(),
          ...undone('a', logs('"a"')),
          ...undone('b', logs('"b"')),
        },
        's>>f>>a>>j>>t',
        'f>>b>>j',
      ),
      nothingLogged,
    );
    run.complete('b');
    run.complete('a');
    expect(logged(run)).toEqual(['a', 'b']);
  });

  test('undoes no activity that has not completed', () => {
    const run = play(
      processModel(
        {
          s: start,
          f: and,
          a: user,
          b: user,
          t: compensating(),
          after: user,
          ...undone('a', user),
          ...undone('b', user),
        },
        's>>f>>a>>t>>after',
        'f>>b',
      ),
    );
    run.complete('a');
    run.complete('undo_a');
    expect(run.waits()).toEqual(['after', 'b']);
    expect(run.times('undo_b')).toBe(0);
  });

  test('undoes no activity that was interrupted', () => {
    const run = play(
      processModel(
        {
          s: start,
          a: user,
          late: boundary('a', timer('PT1H')),
          t: compensating(),
          after: user,
          ...undone('a', user),
        },
        's>>a>>after',
        'late>>t>>after',
      ),
    );
    run.wait(3_600_000);
    expect(run.waits()).toEqual(['after']);
    expect(run.times('undo_a')).toBe(0);
  });

  test('names an activity: only that one is undone, as often as it completed', () => {
    const run = play(
      processModel(
        {
          s: start,
          a: user,
          b: user,
          ...undone('a', user),
          ...undone('b', user),
          t: compensating({ activity: 'a' }),
          u: compensating(),
          e: end,
        },
        's>>a>>b>>t>>u>>e',
      ),
    );
    run.complete('a');
    run.complete('b');
    expect(run.waits()).toEqual(['undo_a']);
    run.complete('undo_a');
    expect(run.waits()).toEqual(['undo_b']);
    run.complete('undo_b');
    expect(run.status()).toBe('completed');
    expect(run.times('undo_a')).toBe(1);
  });

  test('an activity is undone once, and a throw with nothing to undo goes on', () => {
    const run = play(
      processModel(
        { s: start, a: user, ...undone('a', user), t: compensating(), u: ending('compensate') },
        's>>a>>t>>u',
      ),
    );
    run.complete('a');
    run.complete('undo_a');
    expect(run.status()).toBe('completed');
    expect(run.times('undo_a')).toBe(1);
  });

  test('a second throw while one runs undoes only what the first left', () => {
    const run = play(
      processModel(
        {
          s: start,
          a: user,
          f: and,
          t: compensating({ activity: 'a' }),
          b: user,
          u: compensating(),
          j: and,
          e: end,
          ...undone('a', user),
          ...undone('b', user),
        },
        's>>a>>f>>t>>j>>e',
        'f>>b>>u>>j',
      ),
    );
    run.complete('a');
    expect(run.waits()).toEqual(['b', 'undo_a']);
    run.complete('b');
    expect(run.waits()).toEqual(['undo_a', 'undo_b']);
    run.complete('undo_b');
    run.complete('undo_a');
    expect(run.status()).toBe('completed');
  });

  test('that is not waited for goes on at once, and its scope waits for the handlers', () => {
    const run = play(
      processModel(
        {
          s: start,
          a: user,
          b: user,
          ...undone('a', user),
          ...undone('b', user),
          t: compensating({ waits: false }),
          after: user,
        },
        's>>a>>b>>t>>after',
      ),
    );
    run.complete('a');
    run.complete('b');
    expect(run.waits()).toEqual(['after', 'undo_b']);
    run.complete('after');
    run.complete('undo_b');
    expect(run.status()).toBe('active');
    run.complete('undo_a');
    expect(run.status()).toBe('completed');
  });

  test('the terminate event undoes nothing', () => {
    const run = play(
      processModel({ s: start, a: user, ...undone('a', user), e: ending('terminate') }, 's>>a>>e'),
    );
    run.complete('a');
    expect(run.status()).toBe('completed');
    expect(run.times('undo_a')).toBe(0);
  });
});

describe('compensation among several definitions', () => {
  test('is thrown with the others, which come after it', () => {
    const throwing = {
      type: 'endEvent' as const,
      eventDefinitions: [
        { type: 'signal' as const, config: { name: 'over' } },
        { type: 'compensate' as const, config: { activity: 'a' } },
        { type: 'compensate' as const, config: {} },
        { type: 'terminate' as const, config: {} },
      ],
    };
    const run = play(
      processModel(
        { s: start, a: user, b: user, ...undone('a', user), ...undone('b', user), e: throwing },
        's>>a>>b>>e',
      ),
    );
    for (const task of ['a', 'b', 'undo_a', 'undo_b']) run.complete(task);
    expect(run.status()).toBe('completed');
    expect(run.events().filter(({ type }) => type === 'signalThrown')).toHaveLength(1);
  });
});
