import { describe, expect, test } from 'vitest';
import { processModel } from '../../../harness/model.ts';
import { HOUR, play } from '../../../harness/play.ts';
import { catching, eventBased, message, script, start, timer, user, xor } from '../../../harness/shapes.ts';

describe('eventBasedGateway', () => {
  const elements = {
    s: start,
    g: eventBased,
    paid: catching(message('paid')),
    late: catching(timer('PT1H')),
    ship: user,
    remind: user,
  };
  const paths = ['s>>g>>paid>>ship', 'g>>late>>remind'];

  test('takes the first event and withdraws the others in the same batch', () => {
    const run = play(processModel(elements, ...paths));
    expect(run.waits()).toEqual(['late', 'paid']);
    expect(run.publish('paid')).toBe(true);
    expect(run.waits()).toEqual(['ship']);
    run.wait(2 * HOUR);
    expect(run.waits()).toEqual(['ship']);
  });

  test('takes the timer when nothing else came', () => {
    const run = play(processModel(elements, ...paths));
    run.wait(HOUR);
    expect(run.waits()).toEqual(['remind']);
    expect(run.publish('paid')).toBe(false);
  });

  test('refuses the second of two events of the same millisecond', () => {
    const run = play(processModel(elements, ...paths));
    const late = run.find('subscriptions', 'late').found.key;
    run.runtime.now += HOUR;
    run.hear('paid');
    expect(run.submit({ type: 'triggerTimer', subscription: late })).toMatchObject({
      ok: false,
      code: 'SUBSCRIPTION_NOT_FOUND',
    });
  });

  test('takes a receive task behind it', () => {
    const receive = { type: 'receiveTask' as const, config: { name: 'paid', correlationKey: 'key' } };
    const run = play(processModel({ ...elements, paid: receive }, ...paths));
    expect(run.waits()).toEqual(['late', 'paid']);
    run.hear('paid', { amount: 7 });
    expect(run.waits()).toEqual(['ship']);
    expect(run.times('paid')).toBe(1);
    expect(run.variables()).toEqual({ amount: 7 });
  });

  test('hears a message that was sent before it was reached', () => {
    const send = {
      type: 'intermediateThrowEvent' as const,
      eventDefinitions: [{ type: 'message' as const, config: { name: 'paid', correlationKey: 'key' } }],
    };
    const before = processModel({ s: start, send, go: user }, 's>>send>>go');
    const run = play([
      processModel(
        { ...elements, c: { type: 'callActivity', config: { processId: 'sender' } } },
        's>>c>>g',
        ...paths.map((path) => path.replace('s>>', '')),
      ),
      { ...before, id: 'sender' },
    ]);
    run.complete('go');
    expect(run.waits()).toEqual(['ship']);
  });

  test('offers an event that nothing defines to a person: it happened', () => {
    const run = play(processModel({ ...elements, paid: catching(undefined) }, ...paths));
    expect(run.find('userTasks', 'paid').found).toMatchObject({ because: 'occurrence' });
    run.complete('paid', { by: 'phone' });
    expect(run.waits()).toEqual(['ship']);
    expect(run.variables()).toEqual({ by: 'phone' });
  });

  test('opens nothing twice when an event that failed is retried', () => {
    const run = play(
      processModel(
        { ...elements, paid: catching(message('paid', '=order')) },
        's>>g>>late>>remind',
        'g>>paid>>ship',
      ),
    );
    expect(run.incidents()).toEqual(['CORRELATION_KEY_NOT_TEXT']);
    expect(run.waits()).toEqual(['late']);
    const { dueAt } = run.find<{ element: string; dueAt: number }>('subscriptions', 'late').found;
    run.wait(HOUR / 2);
    run.set({ order: 7 });
    run.resolve('g');
    expect(run.waits()).toEqual(['late', 'paid']);
    expect(run.find('subscriptions', 'late').found).toMatchObject({ dueAt });
  });

  test('in a loop waits anew each turn', () => {
    const loop = { ...elements, m: xor, remind: script('count + 1', 'count') };
    const run = play(processModel(loop, 's>>m>>g>>paid>>ship', 'g>>late>>remind>>m'), { count: 0 });
    run.wait(5 * HOUR);
    expect(run.variables().count).toBe(5);
    run.publish('paid');
    expect(run.waits()).toEqual(['ship']);
  });
});
