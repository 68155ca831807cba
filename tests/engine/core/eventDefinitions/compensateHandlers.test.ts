// What undoes an activity: what it may be, what it sees, and what happens when it fails.
import { describe, expect, test } from 'vitest';
import { stateFromJson, stateToJson } from '../../../../engine/core/index.ts';
import { processModel } from '../../../harness/model.ts';
import { play } from '../../../harness/play.ts';
import {
  boundary,
  call,
  compensating,
  definition,
  end,
  script,
  service,
  start,
  subProcess,
  undone,
  user,
  within,
} from '../../../harness/shapes.ts';

describe('compensation', () => {
  test('sees the variables as they were when the activity completed, and writes where they are now', () => {
    const run = play(
      processModel(
        {
          s: start,
          a: script('1', 'price'),
          b: script('2', 'price'),
          ...undone('a', { ...subProcess }),
          ...within('undo_a', {
            is: start,
            r: script('price', 'refund'),
            w: script('price * 10', 'price'),
            q: script('price', 'seen'),
          }),
          t: compensating(),
          e: end,
        },
        's>>a>>b>>t>>e',
        'is>>r>>w>>q',
      ),
    );
    expect(run.status()).toBe('completed');
    expect(run.variables()).toEqual({ price: 10, refund: 1, seen: 10 });
  });

  test('a handler may be a subprocess, a multi-instance activity, or have boundary events', () => {
    const run = play(
      processModel(
        {
          s: start,
          a: user,
          b: user,
          t: compensating(),
          e: end,
          ...undone('a', { ...user, multiInstance: { sequential: true, cardinality: '=2' } }),
          ...undone('b', service()),
          oops: boundary('undo_b', definition('error')),
          mended: user,
        },
        's>>a>>b>>t>>e',
        'oops>>mended',
      ),
    );
    run.complete('a');
    run.complete('b');
    run.throwError('undo_b', 'X');
    expect(run.waits()).toEqual(['mended', 'undo_a']);
    run.complete('undo_a');
    run.complete('undo_a');
    run.complete('mended');
    expect(run.status()).toBe('completed');
  });

  test('an error in a handler leaves from the scope of the activity', () => {
    const inside = within('sub', {
      is: start,
      a: user,
      b: user,
      ...undone('a', user),
      ...undone('b', service()),
      t: compensating(),
    });
    const run = play(
      processModel(
        { s: start, sub: subProcess, ...inside, oops: boundary('sub', definition('error')), after: user },
        's>>sub',
        'is>>a>>b>>t',
        'oops>>after',
      ),
    );
    run.complete('a');
    run.complete('b');
    run.throwError('undo_b', 'X');
    expect(run.waits()).toEqual(['after']);
    expect(run.times('undo_a')).toBe(0);
  });

  test('a completed call activity is undone by its own handler', () => {
    const child = { ...processModel({ cs: start, c: user, ...undone('c', user) }, 'cs>>c'), id: 'child' };
    const parent = processModel(
      { s: start, a: call('child'), ...undone('a', user), t: compensating(), e: end },
      's>>a>>t>>e',
    );
    const run = play(
      [parent, child],
      {},
      { resolve: (lookup) => (lookup.kind === 'process' ? 2 : undefined) },
    );
    run.complete('c');
    expect(run.waits()).toEqual(['undo_a']);
  });

  test('goes on after a reload in the middle, with the same bytes', () => {
    const elements = {
      s: start,
      a: user,
      b: user,
      ...undone('a', user),
      ...undone('b', user),
      t: compensating(),
    };
    const run = play(processModel(elements, 's>>a>>b>>t'), {
      x: 'a text that is long enough to be worth a place of its own in a snapshot',
    });
    run.complete('a', { y: 1 });
    run.complete('b', { y: 2 });
    const before = stateToJson(run.state());
    expect(stateToJson(stateFromJson(before))).toEqual(before);
    expect(JSON.stringify(before).split('worth a place of its own').length - 1).toBe(3);
    run.complete('undo_b');
    run.complete('undo_a');
    expect(run.status()).toBe('completed');
  });
});
