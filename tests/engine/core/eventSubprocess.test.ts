// What starts an event subprocess, and what it does to the scope that it lies in.
import { describe, expect, test } from 'vitest';
import { processModel } from '../../harness/model.ts';
import { DAY, HOUR, play } from '../../harness/play.ts';
import {
  end,
  maps,
  message,
  onEvent,
  signal,
  start,
  subProcess,
  timer,
  user,
  within,
} from '../../harness/shapes.ts';
import { handler, handling, inSubProcess } from './eventSubprocessModels.ts';

describe('event subprocess', () => {
  test('interrupts its scope: what runs there is withdrawn, and the scope ends after the handler', () => {
    const run = play(inSubProcess(handler(onEvent(message('cancel')), 'sub'), handling()));
    expect(run.waits()).toEqual(['hs', 'work']);
    run.publish('cancel', 'key', { reason: 'r' });
    expect(run.waits()).toEqual(['hw']);
    expect(run.variables()).toEqual({ reason: 'r' });
    run.complete('hw');
    expect(run.waits()).toEqual(['after']);
  });

  test('waits from before the content of its scope begins, and no longer than it', () => {
    const run = play(inSubProcess(handler(onEvent(message('cancel')), 'sub'), handling()));
    const order = run.events().flatMap((event) => {
      if (event.type === 'subscriptionOpened') return [event.element];
      return event.type === 'elementActivated' ? [event.element] : [];
    });
    expect(order).toEqual(['s', 'sub', 'hs', 'is', 'work']);
    run.complete('work');
    expect(run.waits()).toEqual(['after']);
  });

  test('of the process itself handles what happens to the instance', () => {
    const model = processModel(
      { s: start, a: user, e: end, ...handler(onEvent(message('cancel'))) },
      's>>a>>e',
      handling(),
    );
    const run = play(model);
    run.publish('cancel', 'key');
    expect(run.waits()).toEqual(['hw']);
    run.complete('hw');
    expect(run.status()).toBe('completed');
    const other = play(model);
    other.complete('a');
    expect(other.status()).toBe('completed');
  });

  test('not interrupting, runs as often as its event happens, beside the content, and the scope waits for it', () => {
    const run = play(inSubProcess(handler(onEvent(message('ask'), false), 'sub'), handling()));
    run.publish('ask');
    run.publish('ask');
    expect(run.waits()).toEqual(['hs', 'hw', 'hw', 'work']);
    run.complete('work');
    // Completing: no new event subprocess can begin (BPMN 2.0.2, 13.5.4).
    expect(run.waits()).toEqual(['hw', 'hw']);
    run.complete('hw');
    run.complete('hw');
    expect(run.waits()).toEqual(['after']);
  });

  test('that interrupts withdraws those that run and those that could still begin', () => {
    const run = play(
      inSubProcess(
        {
          ...handler(onEvent(message('ask'), false), 'sub', 'q'),
          ...handler(onEvent(message('cancel')), 'sub'),
          ...handler(onEvent(timer('P1D'), false), 'sub', 't'),
        },
        handling('q'),
        handling(),
        handling('t'),
      ),
    );
    run.publish('ask');
    expect(run.waits()).toEqual(['hs', 'qs', 'qw', 'ts', 'work']);
    run.publish('cancel');
    expect(run.waits()).toEqual(['hw']);
    run.wait(2 * DAY);
    expect(run.waits()).toEqual(['hw']);
  });

  test('two interrupting starts on one signal: only the first in the drawing begins', () => {
    const model = processModel(
      {
        s: start,
        a: user,
        ...handler(onEvent(signal('stop')), null, 'one'),
        ...handler(onEvent(signal('stop')), null, 'two'),
      },
      's>>a',
      handling('one'),
      handling('two'),
    );
    const run = play(model);
    run.runtime.broadcast('stop', {});
    expect(run.waits()).toEqual(['onew']);
  });

  test('by a timer: once for a duration, again and again for a cycle', () => {
    const run = play(
      processModel(
        {
          s: start,
          a: user,
          ...handler(onEvent(timer('PT1H'), false), null, 'once'),
          ...handler(onEvent(timer('R3/PT2H', 'timeCycle'), false), null, 'again'),
        },
        's>>a',
        handling('once'),
        handling('again'),
      ),
    );
    run.wait(10 * HOUR);
    expect(run.waits()).toEqual(['a', 'againw', 'againw', 'againw', 'oncew']);
  });

  test('sees and writes the variables of its scope', () => {
    const run = play(
      processModel(
        {
          s: start,
          sub: { ...subProcess, inputs: maps(['=1', 'local']), outputs: maps(['=local', 'result']) },
          ...within('sub', { is: start, work: user, ie: end }),
          ...handler(onEvent(message('more')), 'sub'),
        },
        's>>sub',
        'is>>work>>ie',
        handling(),
      ),
    );
    run.publish('more', 'key', { local: 2 });
    run.complete('hw', { local: 3 });
    expect(run.variables()).toEqual({ result: 3 });
  });

  test('takes of its event only what the start maps, where it maps anything', () => {
    const mapped = { ...onEvent(message('more')), outputs: maps(['=a + 1', 'b']) };
    const run = play(processModel({ s: start, w: user, ...handler(mapped) }, 's>>w', handling()));
    run.publish('more', 'key', { a: 1 });
    expect(run.variables()).toEqual({ b: 2 });
  });

  test('whose event is not defined offers "it happened", which keeps no scope alive', () => {
    const model = processModel({ s: start, a: user, ...handler(onEvent(undefined)) }, 's>>a', handling());
    const run = play(model);
    expect(run.waits()).toEqual(['a', 'hs']);
    run.complete('hs', { x: 1 });
    expect(run.waits()).toEqual(['hw']);
    expect(run.variables()).toEqual({ x: 1 });
    const other = play(model);
    other.complete('a');
    expect(other.status()).toBe('completed');
  });

  test('that cannot wait stops the scope before it begins; a retry goes on', () => {
    const run = play(
      processModel({ s: start, a: user, ...handler(onEvent(message('m', '=k'))) }, 's>>a', handling()),
    );
    expect(run.incidents()).toEqual(['CORRELATION_KEY_NOT_TEXT']);
    expect(run.waits()).toEqual([]);
    run.set({ k: 'k' });
    run.resolve('process');
    expect(run.waits()).toEqual(['a', 'hs']);
    expect(run.times('s')).toBe(1);
  });

  test('starts no process, and no process starts at it', () => {
    const model = processModel({ a: user, ...handler(onEvent(message('m'))) }, handling());
    const run = play(model);
    expect(run.waits()).toEqual(['a', 'hs']);
    run.publish('m');
    expect(run.runtime.instances().length).toBe(1);
    expect(play(model, {}, { startElement: 'hs' }).started).toMatchObject({ code: 'START_EVENT_NOT_FOUND' });
  });
});
