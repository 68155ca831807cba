import { describe, expect, test } from 'vitest';
import { processModel } from '../../../harness/model.ts';
import { play } from '../../../harness/play.ts';
import { and, end, start, user, xor } from '../../../harness/shapes.ts';

describe('exclusiveGateway', () => {
  const elements = { s: start, x: xor, a: user, b: user, c: user };

  test('takes the first true condition in the order of the drawing', () => {
    const model = processModel(elements, 's>>x[=n > 1]>>a', 'x[=n > 0]>>b', 'x[default]>>c');
    expect(play(model, { n: 2 }).waits()).toEqual(['a']);
    expect(play(model, { n: 1 }).waits()).toEqual(['b']);
  });

  test('takes the default flow last, wherever it is drawn', () => {
    const model = processModel(elements, 's>>x[default]>>a', 'x[=n > 0]>>b', 'x[=n > 1]>>c');
    expect(play(model, { n: 0 }).waits()).toEqual(['a']);
    expect(play(model, { n: 5 }).waits()).toEqual(['b']);
  });

  test('without a true condition or a default is an incident that a correction resolves', () => {
    const run = play(processModel(elements, 's>>x[=n > 1]>>a', 'x[=n > 2]>>b'), { n: 0 });
    expect(run.incidents()).toEqual(['NO_FLOW_CHOSEN']);
    run.resolve('x');
    expect(run.incidents()).toEqual(['NO_FLOW_CHOSEN']);
    run.set({ n: 2 });
    run.resolve('x');
    expect(run.waits()).toEqual(['a']);
    expect(run.incidents()).toEqual([]);
  });

  test('takes a condition of null or of a missing variable for false', () => {
    const run = play(processModel(elements, 's>>x[=nobody]>>a', 'x[=null]>>b', 'x[default]>>c'));
    expect(run.waits()).toEqual(['c']);
  });

  test('refuses a condition that is neither true nor false', () => {
    const run = play(processModel(elements, 's>>x[="yes"]>>a', 'x[default]>>b'));
    expect(run.incidents()).toEqual(['CONDITION_NOT_BOOLEAN']);
  });

  test('passes every token when it merges', () => {
    const run = play(
      processModel(
        { s: start, f: and, a: user, b: user, m: xor, after: user, e: end },
        's>>f>>a>>m>>after>>e',
        'f>>b>>m',
      ),
    );
    run.complete('a');
    run.complete('b');
    expect(run.times('after')).toBe(2);
    run.complete('after');
    expect(run.status()).toBe('active');
    run.complete('after');
    expect(run.status()).toBe('completed');
  });

  test('with one outgoing flow asks for no condition', () => {
    const run = play(processModel({ s: start, x: xor, a: user }, 's>>x[=false]>>a'));
    expect(run.waits()).toEqual(['a']);
  });

  test('turns a loop of ten', () => {
    const loop = { s: start, m: xor, a: user, x: xor, e: end };
    const run = play(processModel(loop, 's>>m>>a>>x[=n < 10]>>m', 'x[default]>>e'));
    for (let n = 1; n <= 10; n++) expect(run.complete('a', { n }).ok).toBe(true);
    expect(run.times('a')).toBe(10);
    expect(run.status()).toBe('completed');
  });
});
