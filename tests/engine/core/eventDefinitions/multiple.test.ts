// Events that happen with any of their definitions.
import { describe, expect, test } from 'vitest';
import { processModel } from '../../../harness/model.ts';
import { HOUR, play } from '../../../harness/play.ts';
import {
  boundary,
  catching,
  definition,
  eventBased,
  message,
  service,
  signal,
  start,
  subProcess,
  timer,
  user,
  within,
} from '../../../harness/shapes.ts';

import { type Definitions, several, throwing } from './severalDefinitions.ts';

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
