import { describe, expect, test } from 'vitest';
import { startSubscriptions } from '../../../engine/core/index.ts';
import type { ElementModel, ProcessModel } from '../../../engine/core/model.ts';
import { createPorts } from '../../../engine/expressions/index.ts';
import { processModel } from '../../harness/model.ts';
import { HOUR, NOW, play } from '../../harness/play.ts';
import {
  catching,
  definition,
  eventBased,
  message,
  signal,
  start,
  timer,
  user,
} from '../../harness/shapes.ts';

type Definitions = ElementModel['eventDefinitions'] | undefined;

const several = (...lists: Definitions[]) => lists.flatMap((list) => list ?? []);
const startOn = (...lists: Definitions[]) => ({ ...start, eventDefinitions: several(...lists) });
const all = { parallelMultiple: true as const };

/** A process that throws the signals that its tasks are named after, so that a test can. */
const teller = {
  ...processModel(
    {
      s: start,
      a: user,
      ta: { type: 'endEvent', eventDefinitions: signal('a') ?? [] },
      b: user,
      tb: { type: 'endEvent', eventDefinitions: signal('b') ?? [] },
    },
    's>>a>>ta',
    's>>b>>tb',
  ),
  id: 'teller',
};

/** Nothing of `model` runs at first. */
function listen(model: ProcessModel) {
  const run = play([teller, model]);
  const begun = () => run.runtime.instances().filter((key) => run.state(key).processId === 'process');
  return { run, begun, first: () => run.state(begun()[0] ?? 0) };
}

describe('a multiple start event', () => {
  const model = processModel({ s: startOn(message('order'), signal('a')), u: user }, 's>>u');

  test('begins an instance with any of its definitions', () => {
    const { run, begun } = listen(model);
    expect(run.publish('order', 'A-1', { n: 1 })).toBe(true);
    run.complete('a');
    expect(begun()).toHaveLength(2);
    expect(run.times('u')).toBe(2);
  });

  test('tells the runtime each of them', () => {
    expect(startSubscriptions(model, NOW, createPorts())).toEqual([
      { element: 's', definition: 0, kind: 'message', name: 'order' },
      { element: 's', definition: 1, kind: 'signal', name: 'a' },
    ]);
  });
});

describe('a parallel multiple start event', () => {
  const messages = processModel(
    { s: { ...startOn(message('x', ''), message('y', '')), ...all }, u: user },
    's>>u',
  );

  test('goes on when all of its definitions have happened to the instance', () => {
    for (const [first, second] of [
      ['x', 'y'],
      ['y', 'x'],
    ] as const) {
      const model = { ...messages, elements: messages.elements.map(keyless) };
      const { run, begun, first: state } = listen(model);
      run.publish(first, 'A-1', { [first]: 1 });
      run.publish(first, 'A-1', { [first]: 2 });
      expect(begun()).toHaveLength(1);
      expect(run.times('u')).toBe(0);
      run.publish(second, 'A-2');
      expect(begun()).toHaveLength(2);
      run.publish(second, 'A-1', { [second]: 3 });
      expect(begun()).toHaveLength(2);
      expect(run.times('u')).toBe(1);
      expect(state()).toMatchObject({ businessKey: 'A-1' });
      expect(run.variables(begun()[0])).toEqual({ [first]: 2, [second]: 3 });
    }
  });

  test('begins one instance with two signals', () => {
    const { run, begun } = listen(
      processModel({ s: { ...startOn(signal('a'), signal('b')), ...all }, u: user }, 's>>u'),
    );
    run.complete('a');
    expect(run.times('u')).toBe(0);
    run.complete('b');
    expect(begun()).toHaveLength(1);
    expect(run.times('u')).toBe(1);
  });

  test('awaits a time in the instance that a message began', () => {
    const model = processModel({ s: { ...startOn(timer('PT1H'), message('x')), ...all }, u: user }, 's>>u');
    expect(startSubscriptions(model, NOW, createPorts())).toEqual([
      { element: 's', definition: 1, kind: 'message', name: 'x' },
    ]);
    const { run } = listen(model);
    run.publish('x');
    expect(run.times('u')).toBe(0);
    run.wait(HOUR);
    expect(run.times('u')).toBe(1);
  });

  test('chosen by hand begins at once', () => {
    expect(play(messages, {}, { startElement: 's' }).waits()).toEqual(['u']);
  });
});

describe('an instantiating receive task', () => {
  const receive = { type: 'receiveTask' as const, config: { name: 'order', instantiate: true } };
  const model = processModel({ r: receive, u: user }, 'r>>u');

  test('begins an instance with its message, which it does not wait for again', () => {
    const { run, first } = listen(model);
    expect(run.publish('order', 'A-1', { n: 2 })).toBe(true);
    expect(first().businessKey).toBe('A-1');
    expect(run.log()).toContain('r');
    expect(run.times('u')).toBe(1);
  });

  test('that something leads to begins nothing', () => {
    expect(startSubscriptions(processModel({ s: start, r: receive }, 's>>r'), NOW, createPorts())).toEqual(
      [],
    );
    const waiting = play(processModel({ s: start, r: receive }, 's>>r'));
    expect(waiting.waits()).toEqual(['r']);
  });

  test('of a process that a person starts waits for its message', () => {
    const run = play(model, {}, { businessKey: 'A-1' });
    expect(run.waits()).toEqual(['r']);
    run.publish('order', 'A-1');
    expect(run.waits()).toEqual(['u']);
  });
});

describe('an instantiating event-based gateway', () => {
  const gateway = (instantiate: string) => ({ ...eventBased, config: { instantiate } });
  const model = (kind: string) =>
    processModel(
      {
        g: gateway(kind),
        x: catching(definition('message', { name: 'x' })),
        y: catching(signal('b')),
        ux: user,
        uy: user,
      },
      'g>>x>>ux',
      'g>>y>>uy',
    );

  test('begins an instance with the first event, and the others begin another', () => {
    const { run, begun } = listen(model('exclusive'));
    run.publish('x', 'A-1');
    expect(run.waits()).toEqual(['a', 'b', 'ux']);
    run.complete('b');
    expect(begun()).toHaveLength(2);
    expect([run.times('ux'), run.times('uy')]).toEqual([1, 1]);
  });

  test('that is parallel awaits the other events in the same instance', () => {
    const { run, begun, first } = listen(model('parallel'));
    run.publish('x', 'A-1');
    expect(run.waits()).toEqual(['a', 'b', 'ux', 'y']);
    run.complete('ux');
    expect(first().status).toBe('active');
    run.complete('b');
    expect(begun()).toHaveLength(1);
    expect([run.times('g'), run.times('x'), run.times('y')]).toEqual([1, 1, 1]);
    run.complete('uy');
    expect(first().status).toBe('completed');
  });

  test('tells the runtime every event behind it', () => {
    expect(startSubscriptions(model('parallel'), NOW, createPorts())).toEqual([
      { element: 'x', kind: 'message', name: 'x' },
      { element: 'y', kind: 'signal', name: 'b' },
    ]);
  });
});

function keyless(element: ElementModel): ElementModel {
  const eventDefinitions = element.eventDefinitions.map(
    ({ type, config: { correlationKey: _, ...config } }) => ({
      type,
      config,
    }),
  );
  return { ...element, eventDefinitions };
}
