import { describe, expect, test } from 'vitest';
import { processModel } from '../../../harness/model.ts';
import { play } from '../../../harness/play.ts';
import { compensating, end, script, start, undone, user } from '../../../harness/shapes.ts';

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
    run.complete('undo_a');
    expect(run.status()).toBe('completed');
  });

  test('sees the variables as they were when the activity completed', () => {
    const run = play(
      processModel(
        {
          s: start,
          a: script('1', 'price'),
          b: script('2', 'price'),
          ...undone('a', script('price', 'refund')),
          t: compensating(),
          e: end,
        },
        's>>a>>b>>t>>e',
      ),
    );
    expect(run.status()).toBe('completed');
    expect(run.variables()).toMatchObject({ price: 2, refund: 1 });
  });
});
