import { describe, expect, test } from 'vitest';
import { startSubscriptions } from '../../../../engine/core/index.ts';
import { createPorts } from '../../../../engine/expressions/index.ts';
import { processModel } from '../../../harness/model.ts';
import { HOUR, NOW, play } from '../../../harness/play.ts';
import { definition, end, message, start, timer, user } from '../../../harness/shapes.ts';

describe('startEvent', () => {
  const heard = { ...start, eventDefinitions: message('order') as never };
  const elements = { plain: start, heard, a: user, b: user };
  const model = processModel(elements, 'heard>>b', 'plain>>a');

  test('without a trigger starts the process', () => {
    expect(play(model).waits()).toEqual(['a']);
  });

  test('with a message starts it with what the message carries', () => {
    const run = play(model, { n: 1 }, { startElement: 'heard' });
    expect(run.waits()).toEqual(['b']);
    expect(run.variables()).toEqual({ n: 1 });
  });

  test('that the drawing does not have is refused, and nothing is left behind', () => {
    const run = play(model, {}, { startElement: 'a' });
    expect(run.started).toMatchObject({ ok: false, code: 'START_EVENT_NOT_FOUND' });
    expect(run.runtime.instances()).toEqual([]);
  });

  test('is started by a published message with its correlation key as business key', () => {
    const waiting = { ...processModel({ s: start, u: user }, 's>>u'), id: 'other' };
    const run = play([waiting, model]);
    expect(run.publish('order', 'A-1', { n: 2 })).toBe(true);
    const started = run.runtime.instances().at(-1) ?? 0;
    expect(run.state(started)).toMatchObject({ businessKey: 'A-1', processId: 'process' });
  });

  test('is not needed: a process without one begins at every node without incoming flow', () => {
    const run = play(processModel({ a: user, b: user, e: end }, 'a>>e'));
    expect(run.waits()).toEqual(['a', 'b']);
    run.complete('a');
    run.complete('b');
    expect(run.status()).toBe('completed');
  });

  test('tells the runtime what it waits for', () => {
    const every = { ...start, eventDefinitions: timer('R3/PT1H', 'timeCycle') as never };
    const signaled = { ...start, eventDefinitions: definition('signal', { name: '="si" + "ren"' }) as never };
    const once = { ...start, eventDefinitions: timer('2026-02-01T08:00:00Z', 'timeDate') as never };
    const never = { ...start, eventDefinitions: timer('R0/PT1H', 'timeCycle') as never };
    const starts = startSubscriptions(
      processModel({ plain: start, heard, every, signaled, once, never, a: user }, 'plain>>a'),
      NOW,
      createPorts(),
    );
    expect(starts).toEqual([
      { element: 'heard', kind: 'message', name: 'order' },
      { element: 'every', kind: 'timer', dueAt: NOW + HOUR, repetitions: 2, interval: 'PT1H' },
      { element: 'signaled', kind: 'signal', name: 'siren' },
      { element: 'once', kind: 'timer', dueAt: Date.UTC(2026, 1, 1, 8) },
    ]);
  });
});
