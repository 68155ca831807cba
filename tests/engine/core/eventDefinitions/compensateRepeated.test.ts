// What was done several times is undone as often.
import { describe, expect, test } from 'vitest';
import { logged, logs, nothingLogged } from '../../../harness/logs.ts';
import { processModel } from '../../../harness/model.ts';
import { play } from '../../../harness/play.ts';
import {
  and,
  compensating,
  script,
  start,
  subProcess,
  undone,
  user,
  within,
  xor,
} from '../../../harness/shapes.ts';

describe('compensation', () => {
  test('runs a handler as often as its activity completed, with the variables of each time', () => {
    const run = play(
      processModel(
        {
          s: start,
          a: script('i + 1', 'i'),
          x: xor,
          t: compensating(),
          ...undone('a', logs('i')),
        },
        's>>a>>x',
        'x[=i < 3]>>a',
        'x[default]>>t',
      ),
      { i: 0, log: [] },
    );
    expect(run.status()).toBe('completed');
    expect(logged(run)).toEqual([3, 2, 1]);
  });

  test('undoes each completed instance of a multi-instance activity, the last that completed first', () => {
    const run = play(
      processModel(
        {
          s: start,
          a: {
            ...user,
            multiInstance: { sequential: false, inputCollection: '=[1, 2, 3]', inputElement: 'item' },
          },
          t: compensating(),
          ...undone('a', logs('item')),
        },
        's>>a>>t',
      ),
      nothingLogged,
    );
    for (const _ of [1, 2, 3]) run.complete('a');
    expect(logged(run)).toEqual([3, 2, 1]);
  });

  test('of a multi-instance activity that is not over undoes nothing', () => {
    const run = play(
      processModel(
        {
          s: start,
          f: and,
          a: { ...user, multiInstance: { sequential: true, cardinality: '=2' } },
          go: user,
          t: compensating(),
          after: user,
          ...undone('a', user),
        },
        's>>f>>a',
        'f>>go>>t>>after',
      ),
    );
    run.complete('a');
    run.complete('go');
    expect(run.waits()).toEqual(['a', 'after']);
  });

  test('undoes each turn of a standard loop', () => {
    const run = play(
      processModel(
        {
          s: start,
          a: { ...script('i + 1', 'i'), standardLoop: { testBefore: false, maximum: 3 } },
          t: compensating(),
          ...undone('a', logs('loopCounter')),
        },
        's>>a>>t',
      ),
      { i: 0, log: [] },
    );
    expect(logged(run)).toEqual([3, 2, 1]);
  });
});

describe('compensation of a subprocess', () => {
  test('repeated, each instance is undone with its own variables', () => {
    const run = play(
      processModel(
        {
          s: start,
          sub: {
            ...subProcess,
            multiInstance: { sequential: true, inputCollection: '=[1, 2]', inputElement: 'n' },
          },
          ...within('sub', {
            is: start,
            a: user,
            ...undone('a', logs('n')),
          }),
          t: compensating(),
        },
        's>>sub>>t',
        'is>>a',
      ),
      nothingLogged,
    );
    run.complete('a');
    run.complete('a');
    expect(logged(run)).toEqual([2, 1]);
    expect(run.status()).toBe('completed');
  });
});
