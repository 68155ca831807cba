import { describe, expect, test } from 'vitest';
import type { Ports } from '../../../../engine/core/index.ts';
import { createPorts } from '../../../../engine/expressions/index.ts';
import { processModel } from '../../../harness/model.ts';
import { play } from '../../../harness/play.ts';
import {
  boundary,
  catching,
  condition,
  end,
  eventBased,
  eventSubprocess,
  maps,
  message,
  onEvent,
  script,
  start,
  subProcess,
  user,
  within,
} from '../../../harness/shapes.ts';

describe('conditional', () => {
  test('lets an intermediate event go on when its condition becomes true', () => {
    const run = play(processModel({ s: start, c: catching(condition('=x > 1')), e: end }, 's>>c>>e'), {
      x: 1,
    });
    expect(run.waits()).toEqual(['c']);
    run.set({ x: 1.5 });
    expect(run.status()).toBe('completed');
  });

  test('true from the start waits for nothing', () => {
    const run = play(processModel({ s: start, c: catching(condition('=x > 1')), e: end }, 's>>c>>e'), {
      x: 2,
    });
    expect(run.status()).toBe('completed');
  });

  test('is asked only about variables that it sees', () => {
    const run = play(
      processModel(
        {
          s: start,
          a: { ...user, outputs: maps(['=y', 'z']) },
          c: catching(condition('=y = 1')),
          e: end,
        },
        's>>a>>e',
        's>>c>>e',
      ),
    );
    run.complete('a', { y: 1 });
    expect(run.waits()).toEqual(['c']);
    run.set({ y: 1 });
    expect(run.status()).toBe('completed');
  });

  test('at an interrupting boundary withdraws the activity; true on entry, the activity never begins its work', () => {
    const model = processModel(
      { s: start, sc: script('1', 'done'), b: boundary('sc', condition('=stop')), w: user, e: end },
      's>>sc>>e',
      'b>>w>>e',
    );
    const run = play(model, { stop: true });
    expect(run.waits()).toEqual(['w']);
    expect(run.variables()).toEqual({ stop: true });
    expect(play(model, { stop: false }).status()).toBe('completed');
  });

  test('not interrupting, happens at each change from false to true and not while it stays true', () => {
    const run = play(
      processModel(
        { s: start, a: user, b: boundary('a', condition('=n > 2'), false), w: user, e: end },
        's>>a>>e',
        'b>>w>>e',
      ),
      { n: 0 },
    );
    for (const n of [1, 3, 4, 5, 2, 3]) run.set({ n });
    expect(run.times('w')).toBe(2);
    expect(run.waits()).toEqual(['a', 'b', 'w', 'w']);
  });

  test('does not loop on what its own handler writes', () => {
    const run = play(
      processModel(
        {
          s: start,
          a: user,
          h: eventSubprocess,
          ...within('h', { hs: onEvent(condition('=n > 2'), false), sc: script('n + 1', 'n'), he: end }),
          e: end,
        },
        's>>a>>e',
        'hs>>sc>>he',
      ),
      { n: 0 },
    );
    run.set({ n: 3 });
    expect(run.variables().n).toBe(4);
    expect(run.times('sc')).toBe(1);
    expect(run.waits()).toEqual(['a', 'hs']);
  });

  test('that handlers make true for each other without end is stopped with an incident', () => {
    const next = (rest: number) => ({
      ...boundary('a', condition(`=modulo(n, 3) = ${rest}`), false),
      outputs: maps(['=n + 1', 'n']),
    });
    const run = play(
      processModel({ s: start, a: user, two: next(2), one: next(1), zero: next(0), e: end }, 's>>a>>e'),
      { n: 0 },
    );
    expect(run.incidents()).toEqual(['LOOP_WITHOUT_WAIT']);
  });

  test('of an event subprocess that is true on entry keeps the content from beginning', () => {
    const model = processModel(
      {
        s: start,
        sub: subProcess,
        ...within('sub', { is: start, a: user, ie: end, h: eventSubprocess }),
        ...within('h', { hs: onEvent(condition('=stop')), w: user, he: end }),
        e: end,
      },
      's>>sub>>e',
      'is>>a>>ie',
      'hs>>w>>he',
    );
    const run = play(model, { stop: true });
    expect(run.log('elementActivated')).toEqual(['s', 'sub', 'h', 'hs', 'w']);
    run.complete('w');
    expect(run.status()).toBe('completed');
  });

  test('behind an event-based gateway wins at once or when it becomes true', () => {
    const model = processModel(
      {
        s: start,
        g: eventBased,
        c: catching(condition('=x')),
        m: catching(message('m')),
        w: user,
        v: user,
        e: end,
      },
      's>>g>>c>>w>>e',
      'g>>m>>v>>e',
    );
    expect(play(model, { x: true }).waits()).toEqual(['w']);
    const later = play(model, { x: false });
    expect(later.waits()).toEqual(['c', 'm']);
    later.set({ x: true });
    expect(later.waits()).toEqual(['w']);
  });

  test('is asked after each element, before the next token moves', () => {
    const run = play(
      processModel(
        {
          s: start,
          on: script('true', 'x'),
          off: script('false', 'x'),
          a: user,
          h: eventSubprocess,
          ...within('h', { hs: onEvent(condition('=x'), false), w: user, he: end }),
          e: end,
        },
        's>>on>>off>>a>>e',
        'hs>>w>>he',
      ),
    );
    expect(run.waits()).toEqual(['a', 'hs', 'w']);
    expect(run.log('elementActivated')).toEqual(['s', 'on', 'h', 'hs', 'off', 'w', 'a']);
  });

  test('listens only to the variables and changes that its filter names', () => {
    const filtered = [
      {
        type: 'conditional' as const,
        config: { condition: '=x + y > 2', variableNames: ['x'], variableEvents: ['update'] },
      },
    ];
    const run = play(processModel({ s: start, c: catching(filtered), e: end }, 's>>c>>e'), { y: 0 });
    run.set({ y: 5 });
    run.set({ x: 1 });
    expect(run.waits()).toEqual(['c']);
    run.set({ x: 2 });
    expect(run.status()).toBe('completed');
  });

  test('that is neither true nor false is an incident, asked again when it is resolved', () => {
    const run = play(processModel({ s: start, c: catching(condition('=x')), e: end }, 's>>c>>e'), {
      x: 'no',
    });
    expect(run.incidents()).toEqual(['CONDITION_NOT_BOOLEAN']);
    run.set({ x: 'never' });
    expect(run.incidents()).toEqual(['CONDITION_NOT_BOOLEAN']);
    run.resolve('c');
    expect(run.incidents()).toEqual(['CONDITION_NOT_BOOLEAN']);
    run.set({ x: true });
    expect(run.status()).toBe('completed');
  });

  test('is not asked again by a write of what it does not read, however many wait', () => {
    const asked: string[] = [];
    const ports = createPorts();
    const counting: Ports = {
      ...ports,
      evaluate(feel, context) {
        if (feel.startsWith('x ')) asked.push(feel);
        return ports.evaluate(feel, context);
      },
    };
    const inside = { i: start, w: user, h: eventSubprocess };
    const handler = { hs: onEvent(condition('=x > 1'), false), hw: script('1', 'other') };
    const sub = { ...subProcess, multiInstance: { sequential: false, cardinality: '=20' } };
    const model = processModel(
      { s: start, sub, ...within('sub', inside), ...within('h', handler), e: end },
      's>>sub>>e',
      'i>>w',
      'hs>>hw',
    );
    const run = play(model, {}, { ports: counting });
    run.set({ x: 2 });
    // Once when each began to wait, once when all of them happened; never for what their handlers wrote.
    expect([asked.length, run.times('hw')]).toEqual([40, 20]);
    run.set({ other: 2, x: 0 });
    run.set({ x: 3 });
    expect([asked.length, run.times('hw')]).toEqual([80, 40]);
  });

  test('that calls a function is asked after every write, for it may depend on anything', () => {
    const names = catching(condition('=count(get entries({a: list})[1].value) > 1'));
    const run = play(processModel({ s: start, c: names, e: end }, 's>>c>>e'), { list: [1] });
    expect(run.waits()).toEqual(['c']);
    run.set({ list: [1, 2] });
    expect(run.status()).toBe('completed');
  });
});
