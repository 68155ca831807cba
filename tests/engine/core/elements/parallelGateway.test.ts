import { describe, expect, test } from 'vitest';
import { processModel } from '../../../harness/model.ts';
import { play } from '../../../harness/play.ts';
import { and, end, script, start, user, xor } from '../../../harness/shapes.ts';

describe('parallelGateway', () => {
  const fork = { s: start, fork: and, a: user, b: user, join: and, after: user, e: end };

  test('waits for a token from each incoming flow', () => {
    const run = play(processModel(fork, 's>>fork>>a>>join>>after>>e', 'fork>>b>>join'));
    run.complete('a');
    expect(run.waits()).toEqual(['b']);
    run.complete('b');
    expect(run.waits()).toEqual(['after']);
    expect(run.times('join')).toBe(1);
  });

  test('counts flows, not tokens: two tokens on one flow do not open it', () => {
    const elements = { s: start, fork: and, a: user, b: user, c: user, merge: xor, join: and, after: user };
    const run = play(
      processModel(elements, 's>>fork>>a>>merge>>join>>after', 'fork>>b>>merge', 'fork>>c>>join'),
    );
    run.complete('a');
    run.complete('b');
    expect(run.waits()).toEqual(['c']);
    expect(run.state().status).toBe('active');
    run.complete('c');
    expect(run.times('join')).toBe(1);
  });

  test('keeps a surplus token for the next round', () => {
    const elements = {
      s: start,
      fork: and,
      a: user,
      b: user,
      c: user,
      again: user,
      x: xor,
      merge: xor,
      join: and,
      after: user,
      e: end,
    };
    const run = play(
      processModel(
        elements,
        's>>fork>>a>>merge>>join>>after>>e',
        'fork>>b>>merge',
        'fork>>c>>x>>join',
        'fork>>again>>x',
      ),
    );
    for (const task of ['a', 'b', 'c']) run.complete(task);
    expect(run.times('join')).toBe(1);
    run.complete('again');
    expect(run.times('join')).toBe(2);
    run.complete('after');
    run.complete('after');
    expect(run.status()).toBe('completed');
  });

  test('gives a token to every outgoing flow and ignores their conditions', () => {
    const run = play(
      processModel({ s: start, fork: and, a: user, b: user }, 's>>fork[=false]>>a', 'fork>>b'),
    );
    expect(run.waits()).toEqual(['a', 'b']);
  });

  test('that starves is an incident, as behind an exclusive split', () => {
    const elements = { s: start, x: xor, a: user, b: user, join: and, e: end };
    const run = play(processModel(elements, 's>>x[=true]>>a>>join>>e', 'x[default]>>b>>join'));
    run.complete('a');
    expect(run.incidents()).toEqual(['JOIN_STARVED']);
    expect(run.status()).toBe('active');
    expect(run.submit({ type: 'cancelInstance' }).ok).toBe(true);
    expect(run.status()).toBe('terminated');
  });

  test('that starves goes on with the branches that came once somebody resolves the incident', () => {
    const elements = { s: start, x: xor, a: user, b: user, join: and, after: user, e: end };
    const run = play(processModel(elements, 's>>x[=true]>>a>>join>>after>>e', 'x[default]>>b>>join'));
    run.complete('a');
    run.resolve('process');
    expect(run.incidents()).toEqual([]);
    expect(run.waits()).toEqual(['after']);
    run.complete('after');
    expect(run.status()).toBe('completed');
  });

  test('gives the same whatever the order of the XML', () => {
    const paths = ['s>>fork>>a>>join>>after>>e', 'fork>>b>>join'];
    const finals = [fork, Object.fromEntries(Object.entries(fork).reverse())].flatMap((elements) =>
      [paths, [...paths].reverse()].map((order) => {
        const run = play(processModel(elements as typeof fork, ...order));
        run.complete('b');
        run.complete('a');
        run.complete('after');
        return [run.status(), run.times('join'), run.log().sort()];
      }),
    );
    for (const each of finals) expect(each).toEqual(finals[0]);
  });

  test('joins and forks at once', () => {
    const elements = { s: start, fork: and, both: and, a: user, b: user };
    const run = play(processModel(elements, 's>>fork>>both>>a', 'fork>>both>>b'));
    expect(run.times('both')).toBe(1);
    expect(run.waits()).toEqual(['a', 'b']);
  });

  test('inside a loop opens once a turn', () => {
    const elements = {
      s: start,
      m: xor,
      n: script('n + 1', 'n'),
      fork: and,
      a: script('1', 'a'),
      b: script('1', 'b'),
      join: and,
      x: xor,
      e: end,
    };
    const run = play(
      processModel(elements, 's>>m>>n>>fork>>a>>join>>x[=n < 10]>>m', 'fork>>b>>join', 'x[default]>>e'),
      { n: 0 },
    );
    expect(run.status()).toBe('completed');
    expect(run.times('join')).toBe(10);
  });
});
