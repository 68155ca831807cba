import { describe, expect, test } from 'vitest';
import type { ElementModel } from '../../../../engine/core/model.ts';
import { processModel } from '../../../harness/model.ts';
import { play } from '../../../harness/play.ts';
import {
  and,
  boundary,
  end,
  ending,
  message,
  or,
  start,
  subProcess,
  user,
  within,
  xor,
} from '../../../harness/shapes.ts';
import { condition, drawing, flow, parse, problemsOf } from '../../model/drawing.ts';

type Shape = Partial<ElementModel> & { type: ElementModel['type'] };

const complex = (activationCondition?: string): Shape => ({
  type: 'complexGateway',
  config: activationCondition === undefined ? {} : { activationCondition },
});

/** Three tasks that run beside each other, and a join of them. */
const three = { s: start, f: and, a: user, b: user, c: user, after: user };
const paths = ['s>>f>>a>>j>>after', 'f>>b>>j', 'f>>c>>j'];

describe('complexGateway that joins', () => {
  test('is a discriminator: goes on with the first and swallows the others', () => {
    const run = play(processModel({ ...three, j: complex('=activationCount >= 1') }, ...paths));
    run.complete('b');
    expect(run.waits()).toEqual(['a', 'after', 'c']);
    run.complete('a');
    run.complete('c');
    expect(run.waits()).toEqual(['after']);
    run.complete('after');
    expect(run.status()).toBe('completed');
    expect(run.times('after')).toBe(1);
  });

  test('joins two of three, whichever they are', () => {
    const model = processModel({ ...three, j: complex('=activationCount >= 2') }, ...paths);
    for (const order of ['abc', 'cab', 'bca']) {
      const run = play(model);
      run.complete(order[0] as string);
      expect(run.times('after')).toBe(0);
      run.complete(order[1] as string);
      expect(run.times('after')).toBe(1);
      run.complete(order[2] as string);
      run.complete('after');
      expect(run.status()).toBe('completed');
      expect(run.times('after')).toBe(1);
    }
  });

  test('sees how many tokens each flow holds, by its id, and the variables', () => {
    const model = processModel({ ...three, j: complex('=f2_a_j >= 1 and f7_c_j >= need') }, ...paths);
    const run = play(model, { need: 1 });
    run.complete('a');
    run.complete('b');
    expect(run.times('after')).toBe(0);
    run.complete('c');
    expect(run.times('after')).toBe(1);
    run.complete('after');
    expect(run.status()).toBe('completed');
  });

  test('starts anew after its reset, in a loop', () => {
    const model = processModel(
      { ...three, j: complex('=activationCount >= 2'), x: xor, again: xor, e: end },
      's>>again>>f>>a>>j>>after>>x[=more]>>again',
      'f>>b>>j',
      'f>>c>>j',
      'x[default]>>e',
    );
    const run = play(model, { more: true });
    for (const round of [1, 2]) {
      run.complete('a');
      run.complete('b');
      expect(run.times('after')).toBe(round);
      run.complete('c');
      run.complete('after', { more: round === 1 });
    }
    expect(run.status()).toBe('completed');
  });

  test('keeps a second token of a flow for the next round', () => {
    const model = processModel(
      {
        s: start,
        f: and,
        a: user,
        a2: user,
        b: user,
        m: xor,
        j: complex('=activationCount >= 1'),
        after: user,
      },
      's>>f>>a>>m>>j>>after',
      'f>>a2>>m',
      'f>>b>>j',
    );
    const run = play(model);
    run.complete('a');
    expect(run.times('after')).toBe(1);
    run.complete('a2');
    expect(run.times('after')).toBe(1);
    run.complete('b');
    // Reset by b; the token of a2 starts the next round.
    expect(run.times('after')).toBe(2);
    run.complete('after');
    run.complete('after');
    expect(run.status()).toBe('completed');
  });

  test('resets when what it waits for goes another way', () => {
    const model = processModel(
      {
        s: start,
        f: and,
        a: user,
        b: user,
        x: xor,
        away: user,
        j: complex('=activationCount >= 1'),
        after: user,
      },
      's>>f>>a>>j>>after',
      'f>>b>>x[=stay]>>j',
      'x[default]>>away',
    );
    const run = play(model, { stay: false });
    run.complete('a');
    expect(run.state().elements.size).toBeGreaterThan(0);
    run.complete('b');
    expect(run.waits()).toEqual(['after', 'away']);
    run.complete('after');
    run.complete('away');
    expect(run.status()).toBe('completed');
  });

  test('takes conditions again as it resets, and none true is no incident then', () => {
    const model = processModel(
      { ...three, j: complex('=activationCount >= 2'), late: user },
      's>>f>>a>>j[=waitingForStart]>>after',
      'f>>b>>j',
      'f>>c>>j[=not(waitingForStart) and tell]>>late',
    );
    for (const tell of [true, false]) {
      const run = play(model, { tell });
      run.complete('a');
      run.complete('b');
      expect(run.times('after')).toBe(1);
      expect(run.times('late')).toBe(0);
      run.complete('c');
      expect(run.times('late')).toBe(tell ? 1 : 0);
      expect(run.times('after')).toBe(1);
      expect(run.incidents()).toEqual([]);
    }
  });

  test('whose condition never holds starves, and says so', () => {
    const run = play(processModel({ ...three, j: complex('=activationCount >= 4') }, ...paths));
    for (const task of ['a', 'b', 'c']) run.complete(task);
    expect(run.incidents()).toEqual(['JOIN_STARVED']);
  });

  test('whose condition fails raises one incident, and goes on when it has been seen to', () => {
    const run = play(processModel({ ...three, j: complex('=if fixed then true else 7') }, ...paths), {
      fixed: false,
    });
    run.complete('a');
    run.complete('b');
    expect(run.incidents()).toEqual(['CONDITION_NOT_BOOLEAN']);
    run.set({ fixed: true });
    run.resolve('process');
    expect(run.incidents()).toEqual([]);
    expect(run.times('after')).toBe(1);
  });

  test('without a condition passes every token', () => {
    const run = play(processModel({ ...three, j: complex() }, ...paths));
    for (const task of ['a', 'b', 'c']) run.complete(task);
    expect(run.times('after')).toBe(3);
  });

  test('is forgotten with the scope that was interrupted', () => {
    const inside = within('sub', {
      is: start,
      f: and,
      a: user,
      b: user,
      j: complex('=activationCount >= 1'),
      after: user,
    });
    const model = processModel(
      { s: start, sub: subProcess, ...inside, out: boundary('sub', message('stop')), away: user },
      's>>sub',
      'is>>f>>a>>j>>after',
      'f>>b>>j',
      'out>>away',
    );
    const run = play(model);
    run.complete('a');
    run.publish('stop');
    expect(run.waits()).toEqual(['away']);
  });

  test('and an inclusive join that wait for each other do not wait for ever', () => {
    const model = processModel(
      {
        s: start,
        f: and,
        a: user,
        b: user,
        c: user,
        j: complex('=activationCount >= 1'),
        o: or,
        x: xor,
        e: end,
      },
      's>>f>>a>>j>>x[=false]>>o',
      'x[default]>>e',
      'f>>b>>o>>j',
      'f>>c>>o',
    );
    const run = play(model);
    for (const task of ['a', 'b', 'c']) run.complete(task);
    expect(run.incidents()).toEqual([]);
    expect(run.status()).toBe('completed');
  });

  test('terminated beside it leaves nothing', () => {
    const model = processModel(
      { ...three, j: complex('=activationCount >= 1'), t: ending('terminate') },
      's>>f>>a>>j>>after>>t',
      'f>>b>>j',
      'f>>c>>j',
    );
    const run = play(model);
    run.complete('a');
    run.complete('after');
    expect(run.status()).toBe('completed');
  });
});

describe('complexGateway that splits', () => {
  test('takes every true condition once, else the default, else it is an incident', () => {
    const model = processModel(
      { s: start, g: complex(), a: user, b: user, c: user },
      's>>g[=n > 1]>>a',
      'g[=n > 2]>>b',
      'g[default]>>c',
    );
    expect(play(model, { n: 3 }).waits()).toEqual(['a', 'b']);
    expect(play(model, { n: 2 }).waits()).toEqual(['a']);
    expect(play(model, { n: 0 }).waits()).toEqual(['c']);
    const none = play(
      processModel({ s: start, g: complex(), a: user, b: user }, 's>>g[=false]>>a', 'g[=null]>>b'),
    );
    expect(none.incidents()).toEqual(['NO_FLOW_CHOSEN']);
  });
});

describe('a drawing with a complex gateway', () => {
  const gateway = (text: string) =>
    drawing(
      `<bpmn:startEvent id="s"/><bpmn:parallelGateway id="p"/><bpmn:endEvent id="e"/>${flow('f0', 's', 'p')}${flow('f1', 'p', 'g')}${flow('f2', 'p', 'g')}${flow('f3', 'g', 'e')}<bpmn:complexGateway id="g">${text}</bpmn:complexGateway>`,
    );

  test('gives its activation condition as FEEL, with or without the equals sign', async () => {
    for (const text of ['activationCount >= 2', '=activationCount >= 2']) {
      const { processes, problems } = await parse(
        gateway(condition(text).replaceAll('conditionExpression', 'activationCondition')),
      );
      expect(problems).toEqual([]);
      expect(processes[0]?.elements.find(({ id }) => id === 'g')?.config).toEqual({
        activationCondition: '=activationCount >= 2',
      });
    }
  });

  test('that joins without a condition is warned about', async () => {
    expect(await problemsOf(gateway(''))).toEqual(['warning COMPLEX_WITHOUT_CONDITION g']);
  });
});
