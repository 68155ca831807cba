// Event subprocesses within iterations and each other, and beside joins and the ends of their scope.
import { describe, expect, test } from 'vitest';
import { processModel } from '../../harness/model.ts';
import { play } from '../../harness/play.ts';
import {
  and,
  end,
  ending,
  eventSubprocess,
  message,
  onEvent,
  or,
  start,
  subProcess,
  user,
  within,
} from '../../harness/shapes.ts';

import { handler, handling } from './eventSubprocessModels.ts';

describe('event subprocess', () => {
  test('in each iteration is that iteration’s own', () => {
    const run = play(
      processModel(
        {
          s: start,
          sub: {
            ...subProcess,
            multiInstance: { sequential: false, inputCollection: '=["a", "b"]', inputElement: 'item' },
          },
          ...within('sub', { is: start, work: user, ie: end }),
          ...handler(onEvent(message('cancel', '=item')), 'sub'),
          after: user,
        },
        's>>sub>>after',
        'is>>work>>ie',
        handling(),
      ),
    );
    run.publish('cancel', 'b');
    expect(run.waits()).toEqual(['hs', 'hw', 'work']);
    run.complete('hw');
    run.complete('work');
    expect(run.waits()).toEqual(['after']);
  });

  test('may hold event subprocesses itself', () => {
    const run = play(
      processModel(
        {
          s: start,
          a: user,
          ...handler(onEvent(message('one'), false)),
          ...handler(onEvent(message('two')), 'h', 'inner'),
        },
        's>>a',
        handling(),
        handling('inner'),
      ),
    );
    run.publish('one');
    run.publish('two');
    expect(run.waits()).toEqual(['a', 'hs', 'innerw']);
    run.complete('innerw');
    expect(run.waits()).toEqual(['a', 'hs']);
  });

  test('is ended by its own terminate end event, and by that of its scope', () => {
    const elements = {
      s: start,
      a: user,
      fork: and,
      b: user,
      stop: ending('terminate'),
      h: eventSubprocess,
      ...within('h', {
        hs: onEvent(message('m'), false),
        hf: and,
        hw: user,
        hx: user,
        hstop: ending('terminate'),
      }),
    };
    const model = processModel(elements, 's>>fork>>a>>stop', 'fork>>b', 'hs>>hf>>hw>>hstop', 'hf>>hx');
    const run = play(model);
    run.publish('m');
    expect(run.waits()).toEqual(['a', 'b', 'hs', 'hw', 'hx']);
    run.complete('hw');
    expect(run.waits()).toEqual(['a', 'b', 'hs']);
    run.publish('m');
    run.complete('a');
    expect(run.status()).toBe('completed');
  });

  test('takes the tokens that waited at joins of the scope that it interrupts', () => {
    const model = processModel(
      { s: start, fork: or, a: user, b: user, join: or, e: end, ...handler(onEvent(message('m'))) },
      's>>fork',
      'fork[=true]>>a>>join',
      'fork[=true]>>b>>join',
      'join>>e',
      handling(),
    );
    const run = play(model);
    run.complete('a');
    run.publish('m');
    run.complete('hw');
    expect(run.status()).toBe('completed');
    expect(run.log()).not.toContain('join');
  });

  test('does not hold up an inclusive join of its scope', () => {
    const model = processModel(
      { s: start, fork: or, a: user, b: user, join: or, c: user, ...handler(onEvent(message('m'), false)) },
      's>>fork',
      'fork[=true]>>a>>join',
      'fork[=true]>>b>>join',
      'join>>c',
      handling(),
    );
    const run = play(model);
    run.publish('m');
    run.complete('a');
    run.complete('b');
    expect(run.waits()).toEqual(['c', 'hs', 'hw']);
  });
});
