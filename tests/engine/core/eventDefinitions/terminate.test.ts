import { describe, expect, test } from 'vitest';
import { processModel } from '../../../harness/model.ts';
import { HOUR, play } from '../../../harness/play.ts';
import {
  and,
  boundary,
  catching,
  end,
  ending,
  message,
  start,
  subProcess,
  timer,
  user,
  within,
} from '../../../harness/shapes.ts';

describe('terminate', () => {
  test('ends the process with all that waits in it, as completed', () => {
    const elements = {
      s: start,
      f: and,
      a: user,
      t: catching(timer('PT1H')),
      m: catching(message('m')),
      join: and,
      go: user,
      stop: ending('terminate'),
    };
    const run = play(processModel(elements, 's>>f>>a>>join', 'f>>t>>join', 'f>>m>>join', 'f>>go>>stop'));
    run.complete('a');
    run.complete('go');
    expect(run.status()).toBe('completed');
    run.wait(HOUR);
    expect(run.publish('m')).toBe(false);
  });

  test('ends its own scope only, and withdraws the boundary events of that scope', () => {
    const inside = within('sub', { is: start, f: and, a: user, b: user, stop: ending('terminate') });
    const elements = {
      s: start,
      out: and,
      sub: subProcess,
      ...inside,
      late: boundary('sub', timer('PT1H')),
      other: user,
      after: user,
      away: user,
      e: end,
    };
    const run = play(
      processModel(elements, 's>>out>>sub>>after', 'out>>other>>e', 'is>>f>>a', 'f>>b>>stop', 'late>>away'),
    );
    run.complete('b');
    expect(run.waits()).toEqual(['after', 'other']);
    run.wait(2 * HOUR);
    expect(run.waits()).toEqual(['after', 'other']);
  });

  test('in a repeated subprocess ends its own iteration only', () => {
    const sub = { ...subProcess, multiInstance: { sequential: false, cardinality: '=3' } };
    const inside = within('sub', { is: start, f: and, a: user, b: user, stop: ending('terminate') });
    const run = play(
      processModel({ s: start, sub, ...inside, after: user }, 's>>sub>>after', 'is>>f>>a', 'f>>b>>stop'),
    );
    expect(run.waits()).toEqual(['a', 'a', 'a', 'b', 'b', 'b']);
    run.complete('b');
    expect(run.waits()).toEqual(['a', 'a', 'b', 'b']);
    run.complete('b');
    run.complete('b');
    expect(run.waits()).toEqual(['after']);
  });
});
