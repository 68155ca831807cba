import { describe, expect, test } from 'vitest';
import type { ElementModel, FlowNodeType } from '../../../../engine/core/model.ts';
import { processModel } from '../../../harness/model.ts';
import { HOUR, play } from '../../../harness/play.ts';
import {
  boundary,
  catching,
  definition,
  eventBased,
  maps,
  message,
  service,
  start,
  subProcess,
  timer,
  user,
  within,
} from '../../../harness/shapes.ts';

type Definitions = ElementModel['eventDefinitions'] | undefined;

const several = (...lists: Definitions[]) => lists.flatMap((list) => list ?? []);
const all = { parallelMultiple: true as const };
const throwing = (type: FlowNodeType, ...lists: Definitions[]) => ({
  type,
  eventDefinitions: several(...lists),
});
const signal = (name: string) => definition('signal', { name });

describe('multiple', () => {
  const either = catching(several(message('paid'), timer('PT1H'), signal('stop')));

  test('happens when any of its definitions does, and withdraws the others', () => {
    const model = processModel({ s: start, e: either, after: user }, 's>>e>>after');
    const run = play(model);
    expect(run.waits()).toEqual(['e', 'e', 'e']);
    expect(run.publish('paid', 'key', { amount: 7 })).toBe(true);
    expect(run.waits()).toEqual(['after']);
    expect(run.variables()).toEqual({ amount: 7 });
    const late = play(model);
    late.wait(HOUR);
    expect(late.waits()).toEqual(['after']);
    late.wait(HOUR);
    expect(late.times('after')).toBe(1);
  });

  test('behind an event-based gateway wins with any of its definitions', () => {
    const elements = {
      s: start,
      g: eventBased,
      e: either,
      other: catching(message('other')),
      a: user,
      b: user,
    };
    const run = play(processModel(elements, 's>>g>>e>>a', 'g>>other>>b'));
    expect(run.publish('paid')).toBe(true);
    expect(run.waits()).toEqual(['a']);
  });

  test('on a boundary interrupts once, or fires beside its activity as often as any happens', () => {
    const model = (interrupting: boolean) =>
      processModel(
        {
          s: start,
          u: user,
          b: boundary('u', several(message('ping'), timer('PT1H')), interrupting),
          a: user,
        },
        's>>u',
        'b>>a',
      );
    const once = play(model(true));
    once.publish('ping');
    expect(once.waits()).toEqual(['a']);
    const beside = play(model(false));
    beside.publish('ping');
    beside.wait(2 * HOUR);
    beside.publish('ping');
    expect(beside.times('a')).toBe(3);
    expect(beside.waits()).toEqual(['a', 'a', 'a', 'b', 'u']);
  });

  test('catches each of the errors and escalations that it names', () => {
    const caught = several(
      definition('error', { code: 'E1' }),
      definition('error', { code: 'E2' }),
      definition('escalation', { code: 'X' }),
    );
    const model = processModel({ s: start, w: service(), b: boundary('w', caught), a: user }, 's>>w', 'b>>a');
    for (const code of ['E1', 'E2']) {
      const run = play(model);
      run.throwError('w', code);
      expect(run.waits()).toEqual(['a']);
    }
    const other = play(model);
    other.throwError('w', 'E3');
    expect(other.incidents()).toEqual(['ERROR_NOT_CAUGHT']);
    const inside = within('sub', {
      is: start,
      x: throwing('endEvent', definition('escalation', { code: 'X' })),
    });
    const escalated = play(
      processModel(
        { s: start, sub: subProcess, ...inside, b: boundary('sub', caught), a: user },
        's>>sub',
        'is>>x',
        'b>>a',
      ),
    );
    expect(escalated.waits()).toEqual(['a']);
  });

  test('one that nothing defines is left out; where none is defined a person says that it happened', () => {
    const model = (...lists: Definitions[]) =>
      processModel({ s: start, e: catching(several(...lists)), after: user }, 's>>e>>after');
    const run = play(model(definition('message'), signal('go')));
    expect(run.waits()).toEqual(['e']);
    expect(() => run.find('userTasks', 'e')).toThrow();
    const asked = play(model(definition('message'), definition('timer')));
    expect(asked.find('userTasks', 'e').found).toMatchObject({ because: 'occurrence' });
    asked.complete('e');
    expect(asked.waits()).toEqual(['after']);
  });

  test('retried after an incident opens only what did not wait yet', () => {
    const model = processModel(
      { s: start, u: user, b: boundary('u', several(message('ping'), timer('=when')), false), a: user },
      's>>u',
      'b>>a',
    );
    const run = play(model, { when: 'soon' });
    expect(run.incidents()).toEqual(['TIMER_NOT_VALID']);
    run.set({ when: 'PT1H' });
    run.resolve('u');
    expect(run.waits()).toEqual(['b', 'b', 'u']);
    run.wait(HOUR);
    run.publish('ping');
    expect(run.times('a')).toBe(2);
  });

  test('throws all of its definitions, what may end the scope last', () => {
    const thrown = throwing('endEvent', definition('error', { code: 'E' }), signal('a'), message('b'));
    const inside = within('sub', { is: start, t: thrown });
    const model = processModel(
      {
        s: start,
        sub: subProcess,
        ...inside,
        b: boundary('sub', definition('error', { code: 'E' })),
        after: user,
      },
      's>>sub',
      'is>>t',
      'b>>after',
    );
    const run = play(model);
    const kinds = run.events().flatMap(({ type }) => (type.endsWith('Thrown') ? [type] : []));
    expect(kinds).toEqual(['signalThrown', 'messageThrown', 'errorThrown']);
    expect(run.waits()).toEqual(['after']);
  });

  test('throws nothing twice when one that failed is retried', () => {
    const thrown = throwing('intermediateThrowEvent', signal('a'), message('=(', 'key'));
    const run = play(processModel({ s: start, t: thrown, after: user }, 's>>t>>after'));
    expect(run.incidents()).toHaveLength(1);
    run.resolve('t');
    expect(run.incidents()).toHaveLength(1);
    expect(run.events().filter(({ type }) => type === 'signalThrown')).toHaveLength(1);
  });
});

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
