import { describe, expect, test } from 'vitest';
import { processModel } from '../../../harness/model.ts';
import { play } from '../../../harness/play.ts';
import { and, catching, definition, end, message, start } from '../../../harness/shapes.ts';

const waits = (eventDefinitions: ReturnType<typeof definition>) =>
  processModel({ s: start, m: catching(eventDefinitions), e: end }, 's>>m>>e');

describe('message', () => {
  test('reaches one receiver', () => {
    const elements = { s: start, f: and, a: catching(message('m')), b: catching(message('m')), e: end };
    const run = play(processModel(elements, 's>>f>>a>>e', 'f>>b>>e'));
    expect(run.publish('m')).toBe(true);
    expect(run.waits()).toEqual(['b']);
  });

  test('is told apart by its correlation key as text, computed when it begins to wait', () => {
    const run = play(waits(definition('message', { name: '="m" + kind', correlationKey: '=id + 1' })), {
      kind: 'A',
      id: 1,
    });
    run.set({ id: 5 });
    expect(run.publish('mA', '6')).toBe(false);
    expect(run.publish('mA', '2')).toBe(true);
    expect(run.status()).toBe('completed');
  });

  test('without a key finds its case by the business key, else by the key of the root instance', () => {
    const model = waits(definition('message', { name: 'm' }));
    expect(play(model, {}, { businessKey: 'B-1' }).publish('m', 'B-1')).toBe(true);
    const run = play(model);
    expect(run.publish('m', String(run.key))).toBe(true);
  });

  test('whose key is neither text nor number is an incident that a correction resolves', () => {
    const run = play(waits(definition('message', { name: 'm', correlationKey: '=id' })));
    expect(run.incidents()).toEqual(['CORRELATION_KEY_NOT_TEXT']);
    run.set({ id: 'x' });
    run.resolve('m');
    expect(run.publish('m', 'x')).toBe(true);
  });

  test('is refused when nobody waits any more, and for a timer', () => {
    const run = play(waits(message('m')));
    const subscription = run.find('subscriptions', 'm').found.key;
    expect(run.submit({ type: 'triggerTimer', subscription })).toMatchObject({
      code: 'SUBSCRIPTION_NOT_FOUND',
    });
    run.hear('m');
    expect(
      run.submit({ type: 'correlateMessage', subscription, messageKey: 1, variables: {} }),
    ).toMatchObject({ code: 'INSTANCE_NOT_ACTIVE' });
  });
});
