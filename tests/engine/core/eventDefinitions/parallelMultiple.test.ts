// Events that happen when all of their definitions have.
import { describe, expect, test } from 'vitest';
import { processModel } from '../../../harness/model.ts';
import { HOUR, play } from '../../../harness/play.ts';
import {
  boundary,
  catching,
  definition,
  eventBased,
  maps,
  message,
  signal,
  start,
  subProcess,
  timer,
  user,
  within,
} from '../../../harness/shapes.ts';

import { all, several, throwing } from './severalDefinitions.ts';

describe('parallel multiple', () => {
  const both = { ...catching(several(message('paid'), message('packed'))), ...all };

  test('happens when all of its definitions have, in any order, each counted once', () => {
    for (const [first, second] of [
      ['paid', 'packed'],
      ['packed', 'paid'],
    ] as const) {
      const run = play(processModel({ s: start, e: both, after: user }, 's>>e>>after'));
      expect(run.publish(first, 'key', { [first]: 1 })).toBe(true);
      expect(run.waits()).toEqual(['e']);
      expect(run.variables()).toEqual({});
      expect(run.publish(first)).toBe(false);
      expect(run.publish(second, 'key', { [second]: 2 })).toBe(true);
      expect(run.waits()).toEqual(['after']);
      expect(run.variables()).toEqual({ [first]: 1, [second]: 2 });
    }
  });

  test('waits for ever when one of them never comes', () => {
    const run = play(
      processModel(
        { s: start, e: { ...catching(several(timer('PT1H'), signal('never'))), ...all }, a: user },
        's>>e>>a',
      ),
    );
    run.wait(10 * HOUR);
    expect(run.waits()).toEqual(['e']);
    expect(run.times('a')).toBe(0);
  });

  test('interrupts its activity only when all have happened', () => {
    const model = processModel(
      {
        s: start,
        u: user,
        b: { ...boundary('u', several(message('paid'), timer('PT1H'))), ...all },
        a: user,
      },
      's>>u',
      'b>>a',
    );
    const run = play(model);
    run.publish('paid');
    expect(run.waits()).toEqual(['b', 'u']);
    run.wait(HOUR);
    expect(run.waits()).toEqual(['a']);
    const done = play(model);
    done.publish('paid');
    done.complete('u');
    expect(done.status()).toBe('completed');
  });

  test('that does not interrupt collects again after it fired; a repeat counts once', () => {
    const model = processModel(
      {
        s: start,
        u: user,
        b: { ...boundary('u', several(message('x'), message('y')), false), ...all },
        a: user,
      },
      's>>u',
      'b>>a',
    );
    const run = play(model);
    run.publish('x');
    run.publish('x');
    expect(run.times('a')).toBe(0);
    run.publish('y');
    expect(run.times('a')).toBe(1);
    run.publish('y');
    expect(run.times('a')).toBe(1);
    run.publish('x');
    expect(run.times('a')).toBe(2);
  });

  test('does not fire again without a timer that has fired for good', () => {
    const model = processModel(
      {
        s: start,
        u: user,
        b: { ...boundary('u', several(message('x'), timer('PT1H')), false), ...all },
        a: user,
      },
      's>>u',
      'b>>a',
    );
    const run = play(model);
    run.wait(HOUR);
    run.publish('x');
    run.publish('x');
    run.wait(10 * HOUR);
    expect(run.times('a')).toBe(1);
  });

  test('counts an escalation from inside among the things that have to happen', () => {
    const caught = several(definition('escalation', { code: 'X' }), message('ok'));
    const inside = within('sub', {
      is: start,
      t: throwing('intermediateThrowEvent', definition('escalation', { code: 'X' })),
      u: user,
    });
    const model = processModel(
      { s: start, sub: subProcess, ...inside, b: { ...boundary('sub', caught), ...all }, a: user },
      's>>sub',
      'is>>t>>u',
      'b>>a',
    );
    const run = play(model);
    expect(run.waits()).toEqual(['b', 'u']);
    run.publish('ok');
    expect(run.waits()).toEqual(['a']);
  });

  test('behind an event-based gateway wins only when all have happened', () => {
    const elements = { s: start, g: eventBased, e: both, other: catching(timer('PT1H')), a: user, b: user };
    const model = processModel(elements, 's>>g>>e>>a', 'g>>other>>b');
    const run = play(model);
    run.publish('paid', 'key', { n: 1 });
    expect(run.waits()).toEqual(['e', 'other']);
    run.publish('packed');
    expect(run.waits()).toEqual(['a']);
    expect(run.variables()).toEqual({ n: 1 });
    const late = play(model);
    late.publish('paid');
    late.wait(HOUR);
    expect(late.waits()).toEqual(['b']);
  });

  test('keeps what it brought to itself where its outputs are mapped', () => {
    const run = play(
      processModel(
        { s: start, e: { ...both, outputs: maps(['=a + b', 'sum']) }, after: user },
        's>>e>>after',
      ),
    );
    run.publish('paid', 'key', { a: 1 });
    run.publish('packed', 'key', { b: 2 });
    expect(run.variables()).toEqual({ sum: 3 });
  });
});
