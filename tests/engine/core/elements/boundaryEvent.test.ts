import { describe, expect, test } from 'vitest';
import { processModel } from '../../../harness/model.ts';
import { HOUR, play } from '../../../harness/play.ts';
import {
  boundary,
  call,
  end,
  message,
  script,
  service,
  start,
  timer,
  user,
} from '../../../harness/shapes.ts';

describe('boundaryEvent', () => {
  test('that interrupts withdraws its activity before its own flow is taken', () => {
    const elements = { s: start, a: user, late: boundary('a', timer('PT1H')), after: user, away: user };
    const run = play(processModel(elements, 's>>a>>after', 'late>>away'));
    run.wait(HOUR);
    expect(run.waits()).toEqual(['away']);
    expect(run.log('elementTerminated')).toEqual(['a']);
  });

  test('that does not interrupt goes on beside its activity', () => {
    const elements = {
      s: start,
      a: user,
      late: boundary('a', timer('PT1H'), false),
      after: user,
      remind: user,
    };
    const run = play(processModel(elements, 's>>a>>after', 'late>>remind'));
    run.wait(HOUR);
    expect(run.waits()).toEqual(['a', 'remind']);
    run.complete('a');
    expect(run.waits()).toEqual(['after', 'remind']);
  });

  test('is withdrawn with its activity: exactly one path is taken', () => {
    const elements = { s: start, a: user, late: boundary('a', timer('PT1H')), after: user, away: user };
    const run = play(processModel(elements, 's>>a>>after', 'late>>away'));
    const subscription = run.find('subscriptions', 'late').found.key;
    run.runtime.now += HOUR;
    run.complete('a');
    expect(run.submit({ type: 'triggerTimer', subscription })).toMatchObject({
      code: 'SUBSCRIPTION_NOT_FOUND',
    });
    expect(run.waits()).toEqual(['after']);
  });

  test('fires once where two interrupt at the same instant', () => {
    const elements = {
      s: start,
      a: user,
      one: boundary('a', timer('PT1H')),
      two: boundary('a', timer('PT1H')),
      x: user,
      y: user,
    };
    const run = play(processModel(elements, 's>>a', 'one>>x', 'two>>y'));
    run.wait(HOUR);
    expect(run.waits()).toEqual(['x']);
  });

  test('may have several outgoing flows', () => {
    const elements = { s: start, a: user, late: boundary('a', timer('PT1H'), false), x: user, y: user };
    const run = play(processModel(elements, 's>>a', 'late>>x', 'late>>y'));
    run.wait(HOUR);
    expect(run.waits()).toEqual(['a', 'x', 'y']);
  });

  test('with a message hears again and again while it does not interrupt', () => {
    const elements = { s: start, a: user, called: boundary('a', message('call'), false), note: user };
    const run = play(processModel(elements, 's>>a', 'called>>note'));
    for (const n of [1, 2, 3]) expect(run.publish('call', 'key', { n })).toBe(true);
    expect(run.times('note')).toBe(3);
    expect(run.find('subscriptions', 'called').found).not.toHaveProperty('dueAt');
    run.complete('a');
    expect(run.publish('call')).toBe(false);
  });

  test('takes what its message carries', () => {
    const elements = { s: start, a: user, called: boundary('a', message('call')), note: user };
    const run = play(processModel(elements, 's>>a', 'called>>note'));
    run.publish('call', 'key', { from: 'ana' });
    expect(run.variables()).toEqual({ from: 'ana' });
  });

  test('that cannot be armed is an incident of its activity; a retry arms what is missing only', () => {
    const elements = {
      s: start,
      a: service(),
      first: boundary('a', timer('PT2H')),
      second: boundary('a', timer('=when')),
      away: user,
    };
    const run = play(processModel(elements, 's>>a', 'first>>away', 'second>>away'));
    expect(run.incidents()).toEqual(['TIMER_NOT_VALID']);
    expect(run.waits()).toEqual(['first']);
    run.wait(HOUR);
    run.set({ when: 'PT5H' });
    run.resolve('a');
    expect(run.waits()).toEqual(['a', 'first', 'second']);
    run.wait(HOUR);
    expect(run.waits()).toEqual(['away']);
  });

  test('without a definition to wait for lets a person say that it happened', () => {
    const elements = { s: start, a: user, storm: boundary('a', undefined), after: user, away: user };
    const model = processModel(elements, 's>>a>>after', 'storm>>away');
    const happened = play(model);
    expect(happened.find('userTasks', 'storm').found).toMatchObject({ because: 'occurrence' });
    happened.complete('storm');
    expect(happened.waits()).toEqual(['away']);
    const calm = play(model);
    calm.complete('a');
    expect(calm.waits()).toEqual(['after']);
  });

  test('on a call activity leaves the child running when it does not interrupt', () => {
    const elements = {
      s: start,
      c: call('child'),
      late: boundary('c', timer('PT1H'), false),
      remind: user,
      e: end,
    };
    const child = { ...processModel({ s: start, ask: user }, 's>>ask'), id: 'child' };
    const run = play([processModel(elements, 's>>c>>e', 'late>>remind'), child]);
    run.wait(HOUR);
    expect(run.waits()).toEqual(['ask', 'remind']);
    run.complete('ask');
    run.complete('remind');
    expect(run.status()).toBe('completed');
  });

  test('in a loop leaves nothing armed behind', () => {
    const elements = {
      s: start,
      a: user,
      late: boundary('a', timer('PT1H')),
      count: script('n + 1', 'n'),
      e: end,
    };
    const run = play(processModel(elements, 's>>a>>e', 'late>>count>>a'), { n: 0 });
    run.wait(5 * HOUR);
    expect(run.variables().n).toBe(5);
    expect(run.waits()).toEqual(['a', 'late']);
    run.complete('a');
    expect(run.status()).toBe('completed');
  });
});
