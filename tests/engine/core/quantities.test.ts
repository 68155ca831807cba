import { describe, expect, test } from 'vitest';
import { processModel } from '../../harness/model.ts';
import { play } from '../../harness/play.ts';
import { and, end, start, user, xor } from '../../harness/shapes.ts';
import { around, drawing, parse, problemsOf } from '../model/drawing.ts';

describe('startQuantity', () => {
  const many = { ...user, startQuantity: 2 };

  test('waits for as many tokens, whichever flows they come on', () => {
    const elements = { s: start, f: and, a: user, b: user, c: user, d: user, t: many };
    const run = play(processModel(elements, 's>>f>>a>>t', 'f>>b>>t', 'f>>c>>t', 'f>>d>>t'));
    run.complete('a');
    expect(run.times('t')).toBe(0);
    run.complete('b');
    expect(run.times('t')).toBe(1);
    run.complete('c');
    run.complete('d');
    expect(run.times('t')).toBe(2);
    run.complete('t');
    run.complete('t');
    expect(run.status()).toBe('completed');
  });

  test('counts two tokens of one flow', () => {
    const run = play(processModel({ s: start, f: and, x: xor, t: many }, 's>>f>>x>>t', 'f>>x'));
    expect(run.waits()).toEqual(['t']);
  });

  test('never runs with fewer, and the tokens that are left are shown', () => {
    const run = play(processModel({ s: start, t: many }, 's>>t'));
    expect(run.waits()).toEqual([]);
    expect(run.incidents()).toEqual(['JOIN_STARVED']);
  });
});

describe('completionQuantity', () => {
  test('makes as many tokens on each flow that is taken', () => {
    const elements = { s: start, t: { ...user, completionQuantity: 3 }, a: user, b: user, e: end };
    const run = play(processModel(elements, 's>>t>>a>>e', 't[=false]>>b'));
    run.complete('t');
    expect(run.waits()).toEqual(['a', 'a', 'a']);
    for (const _ of [1, 2, 3]) run.complete('a');
    expect(run.times('e')).toBe(3);
    expect(run.status()).toBe('completed');
  });

  test('is what a startQuantity behind it takes', () => {
    const elements = { s: start, t: { ...user, completionQuantity: 4 }, u: { ...user, startQuantity: 2 } };
    const run = play(processModel(elements, 's>>t>>u'));
    run.complete('t');
    expect(run.waits()).toEqual(['u', 'u']);
  });

  test('of a repeated activity is made once, when all of it has ended', () => {
    const multiInstance = { sequential: false, cardinality: '=2' };
    const elements = { s: start, t: { ...user, completionQuantity: 2, multiInstance }, a: user };
    const run = play(processModel(elements, 's>>t>>a'));
    run.complete('t');
    run.complete('t');
    expect(run.waits()).toEqual(['a', 'a']);
  });
});

describe('a drawing with quantities', () => {
  test('gives those above one', async () => {
    const { processes } = await parse(
      drawing(around('manualTask', '', 'startQuantity="2" completionQuantity="1"')),
    );
    const x = processes[0]?.elements.find(({ id }) => id === 'x');
    expect([x?.startQuantity, x?.completionQuantity]).toEqual([2, undefined]);
  });

  test.each(['0', '-1', 'two', '1000001'])('with a quantity of %s is refused', async (quantity) => {
    expect(await problemsOf(drawing(around('manualTask', '', `completionQuantity="${quantity}"`)))).toContain(
      'error QUANTITY_INVALID x',
    );
  });
});
