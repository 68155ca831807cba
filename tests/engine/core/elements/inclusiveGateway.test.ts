import { describe, expect, test } from 'vitest';
import { processModel } from '../../../harness/model.ts';
import { HOUR, play } from '../../../harness/play.ts';
import {
  and,
  boundary,
  end,
  ending,
  or,
  script,
  start,
  subProcess,
  timer,
  user,
  within,
  xor,
} from '../../../harness/shapes.ts';

describe('inclusiveGateway', () => {
  test('takes every true condition, and the default only without any', () => {
    const model = processModel(
      { s: start, o: or, a: user, b: user, c: user },
      's>>o[=n > 0]>>a',
      'o[=n > 1]>>b',
      'o[default]>>c',
    );
    expect(play(model, { n: 2 }).waits()).toEqual(['a', 'b']);
    expect(play(model, { n: 1 }).waits()).toEqual(['a']);
    expect(play(model, { n: 0 }).waits()).toEqual(['c']);
  });

  test('without a true condition or a default is an incident', () => {
    const run = play(processModel({ s: start, o: or, a: user, b: user }, 's>>o[=false]>>a', 'o[=null]>>b'));
    expect(run.incidents()).toEqual(['NO_FLOW_CHOSEN']);
  });

  const fork = { s: start, o: or, a: user, b: user, c: user, j: or, after: user, e: end };
  const paths = ['s>>o[=true]>>a>>j>>after>>e', 'o[=two]>>b>>j', 'o[=false]>>c>>j'];

  test('waits for a branch that can still arrive, and for none that was not taken', () => {
    const run = play(processModel(fork, ...paths), { two: true });
    run.complete('a');
    expect(run.waits()).toEqual(['b']);
    run.complete('b');
    expect(run.waits()).toEqual(['after']);
    expect(run.times('j')).toBe(1);
  });

  test('passes the one branch that was taken at once', () => {
    const run = play(processModel(fork, ...paths), { two: false });
    run.complete('a');
    expect(run.waits()).toEqual(['after']);
  });

  test('goes on when the awaited token takes another way after the first arrival', () => {
    const elements = { s: start, f: and, a: user, b: user, x: xor, j: or, after: user, away: user };
    const run = play(processModel(elements, 's>>f>>a>>j>>after', 'f>>b>>x[=stay]>>j', 'x[default]>>away'), {
      stay: false,
    });
    run.complete('a');
    expect(run.waits()).toEqual(['b']);
    run.complete('b');
    expect(run.waits()).toEqual(['after', 'away']);
  });

  test('goes on when an interrupting boundary event takes the awaited token away', () => {
    const elements = {
      s: start,
      f: and,
      a: user,
      b: user,
      late: boundary('b', timer('PT1H')),
      j: or,
      after: user,
      away: user,
    };
    const run = play(processModel(elements, 's>>f>>a>>j>>after', 'f>>b>>j', 'late>>away'));
    run.complete('a');
    expect(run.waits()).toEqual(['b', 'late']);
    run.wait(HOUR);
    expect(run.waits()).toEqual(['after', 'away']);
  });

  test('waits for a token that a boundary event may still send', () => {
    const elements = {
      s: start,
      f: and,
      a: user,
      b: user,
      late: boundary('b', timer('PT1H'), false),
      j: or,
      after: user,
      done: end,
    };
    const run = play(processModel(elements, 's>>f>>a>>j>>after', 'f>>b>>done', 'late>>j'));
    run.complete('a');
    expect(run.waits()).toEqual(['b', 'late']);
    run.complete('b');
    expect(run.waits()).toEqual(['after']);
  });

  test('goes away with its scope when a terminate end comes first', () => {
    const inside = within('sub', {
      is: start,
      f: and,
      a: user,
      b: user,
      j: or,
      stop: ending('terminate'),
      ie: end,
    });
    const run = play(
      processModel(
        { s: start, sub: subProcess, ...inside, after: user },
        's>>sub>>after',
        'is>>f>>a>>j>>ie',
        'f>>b>>stop',
      ),
    );
    run.complete('a');
    // b cannot reach the join, so it went on at once.
    expect(run.times('j')).toBe(1);
    expect(run.waits()).toEqual(['b']);
    run.complete('b');
    expect(run.waits()).toEqual(['after']);
  });

  test('takes one token a flow: two tokens on one flow make two rounds', () => {
    const elements = { s: start, f: and, a: user, b: user, m: xor, c: user, j: or, after: user, e: end };
    const run = play(processModel(elements, 's>>f>>a>>m>>j>>after>>e', 'f>>b>>m', 'f>>c>>j'));
    run.complete('a');
    run.complete('b');
    expect(run.times('j')).toBe(0);
    run.complete('c');
    expect(run.times('j')).toBe(2);
    run.complete('after');
    run.complete('after');
    expect(run.status()).toBe('completed');
  });

  test('in a loop opens once a turn', () => {
    const elements = {
      s: start,
      m: xor,
      n: script('n + 1', 'n'),
      o: or,
      a: script('1', 'a'),
      b: script('1', 'b'),
      j: or,
      x: xor,
      e: end,
    };
    const run = play(
      processModel(elements, 's>>m>>n>>o[=true]>>a>>j>>x[=n < 10]>>m', 'o[=true]>>b>>j', 'x[default]>>e'),
      { n: 0 },
    );
    expect(run.times('j')).toBe(10);
    expect(run.status()).toBe('completed');
  });

  test('does not wait for the token that it itself would send round the loop', () => {
    const elements = { s: start, j: or, a: user, x: xor, e: end };
    const run = play(processModel(elements, 's>>j>>a>>x[=again]>>j', 'x[default]>>e'));
    expect(run.waits()).toEqual(['a']);
    run.complete('a', { again: true });
    expect(run.waits()).toEqual(['a']);
    run.complete('a', { again: false });
    expect(run.status()).toBe('completed');
  });

  const mutual = { s: start, f: and, a: user, b: user, j1: or, j2: or, x1: xor, x2: xor, e1: end, e2: end };
  const mutualPaths = [
    's>>f>>a>>j1>>x1[=false]>>j2>>x2[=false]>>j1',
    'f>>b>>j2',
    'x1[default]>>e1',
    'x2[default]>>e2',
  ];

  test('does not wait for ever where two joins wait for each other', () => {
    const run = play(processModel(mutual, ...mutualPaths));
    run.complete('a');
    expect(run.waits()).toEqual(['b']);
    run.complete('b');
    expect(run.status()).toBe('completed');
    expect([run.times('j1'), run.times('j2')]).toEqual([1, 1]);
  });

  test('does not let two joins wait for each other until something unrelated ends', () => {
    const run = play(processModel({ ...mutual, other: user }, ...mutualPaths, 'f>>other'));
    run.complete('a');
    run.complete('b');
    expect(run.waits()).toEqual(['other']);
    expect([run.times('j1'), run.times('j2')]).toEqual([1, 1]);
  });

  test('waits for a token inside a subprocess before it', () => {
    const elements = {
      s: start,
      f: and,
      a: user,
      sub: subProcess,
      ...within('sub', { is: start, deep: user, ie: end }),
      j: or,
      after: user,
    };
    const run = play(processModel(elements, 's>>f>>a>>j>>after', 'f>>sub>>j', 'is>>deep>>ie'));
    run.complete('a');
    expect(run.waits()).toEqual(['deep']);
    run.complete('deep');
    expect(run.waits()).toEqual(['after']);
    expect(run.times('j')).toBe(1);
  });

  test('waits for a token that stands before a parallel join', () => {
    const elements = { s: start, f: and, a: user, b: user, c: user, p: and, j: or, after: user };
    const run = play(processModel(elements, 's>>f>>a>>j>>after', 'f>>b>>p>>j', 'f>>c>>p'));
    run.complete('a');
    run.complete('b');
    expect(run.waits()).toEqual(['c']);
    run.complete('c');
    expect(run.times('j')).toBe(1);
  });

  test('goes on when only a parallel join that starves could still send a token', () => {
    const elements = { s: start, f: and, a: user, b: user, x: xor, p: and, j: or, e: end, e2: end };
    const run = play(
      processModel(elements, 's>>f>>a>>j>>e', 'f>>b>>p>>j', 'f>>x[=false]>>p', 'x[default]>>e2'),
    );
    run.complete('a');
    run.complete('b');
    expect(run.times('j')).toBe(1);
    expect(run.incidents()).toEqual(['JOIN_STARVED']);
  });
});
