import { describe, expect, test } from 'vitest';
import type { FlowNodeType } from '../../../engine/core/model.ts';
import { processModel } from '../../harness/model.ts';
import { DAY, HOUR, play } from '../../harness/play.ts';
import {
  and,
  boundary,
  definition,
  end,
  ending,
  eventSubprocess,
  maps,
  message,
  onEvent,
  or,
  start,
  subProcess,
  timer,
  user,
  within,
} from '../../harness/shapes.ts';

const signal = (name: string) => definition('signal', { name });
const coded = (type: 'error' | 'escalation', code?: string) => definition(type, code ? { code } : {});
const throwing = (code: string) => ({
  type: 'intermediateThrowEvent' as FlowNodeType,
  eventDefinitions: [{ type: 'escalation' as const, config: { code } }],
});

/** An event subprocess `h` with the start `hs`, the task `hw` and an end. */
function handler(eventStart: ReturnType<typeof onEvent>, parent: string | null = null, name = 'h') {
  return {
    [name]: { ...eventSubprocess, parent },
    ...within(name, { [`${name}s`]: eventStart, [`${name}w`]: user, [`${name}e`]: end }),
  };
}
const handling = (name = 'h') => `${name}s>>${name}w>>${name}e`;

describe('event subprocess', () => {
  /** `s>>sub(is>>work>>ie)>>after`, with `more` inside the subprocess. */
  const inSubProcess = (more: Parameters<typeof processModel>[0], ...paths: string[]) =>
    processModel(
      {
        s: start,
        sub: subProcess,
        ...within('sub', { is: start, work: user, ie: end }),
        ...more,
        after: user,
      },
      's>>sub>>after',
      'is>>work>>ie',
      ...paths,
    );

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

  test('in each iteration is that iteration’s own', () => {
    const run = play(
      processModel(
        {
          s: start,
          sub: {
            ...subProcess,
            multiInstance: { sequential: false, inputCollection: '=["a", "b"]', inputElement: 'item' },
          },
          ...within('sub', { is: start, work: user, ie: end }),
          ...handler(onEvent(message('cancel', '=item')), 'sub'),
          after: user,
        },
        's>>sub>>after',
        'is>>work>>ie',
        handling(),
      ),
    );
    run.publish('cancel', 'b');
    expect(run.waits()).toEqual(['hs', 'hw', 'work']);
    run.complete('hw');
    run.complete('work');
    expect(run.waits()).toEqual(['after']);
  });

  test('may hold event subprocesses itself', () => {
    const run = play(
      processModel(
        {
          s: start,
          a: user,
          ...handler(onEvent(message('one'), false)),
          ...handler(onEvent(message('two')), 'h', 'inner'),
        },
        's>>a',
        handling(),
        handling('inner'),
      ),
    );
    run.publish('one');
    run.publish('two');
    expect(run.waits()).toEqual(['a', 'hs', 'innerw']);
    run.complete('innerw');
    expect(run.waits()).toEqual(['a', 'hs']);
  });

  test('is ended by its own terminate end event, and by that of its scope', () => {
    const elements = {
      s: start,
      a: user,
      fork: and,
      b: user,
      stop: ending('terminate'),
      h: eventSubprocess,
      ...within('h', {
        hs: onEvent(message('m'), false),
        hf: and,
        hw: user,
        hx: user,
        hstop: ending('terminate'),
      }),
    };
    const model = processModel(elements, 's>>fork>>a>>stop', 'fork>>b', 'hs>>hf>>hw>>hstop', 'hf>>hx');
    const run = play(model);
    run.publish('m');
    expect(run.waits()).toEqual(['a', 'b', 'hs', 'hw', 'hx']);
    run.complete('hw');
    expect(run.waits()).toEqual(['a', 'b', 'hs']);
    run.publish('m');
    run.complete('a');
    expect(run.status()).toBe('completed');
  });

  test('takes the tokens that waited at joins of the scope that it interrupts', () => {
    const model = processModel(
      { s: start, fork: or, a: user, b: user, join: or, e: end, ...handler(onEvent(message('m'))) },
      's>>fork',
      'fork[=true]>>a>>join',
      'fork[=true]>>b>>join',
      'join>>e',
      handling(),
    );
    const run = play(model);
    run.complete('a');
    run.publish('m');
    run.complete('hw');
    expect(run.status()).toBe('completed');
    expect(run.log()).not.toContain('join');
  });

  test('does not hold up an inclusive join of its scope', () => {
    const model = processModel(
      { s: start, fork: or, a: user, b: user, join: or, c: user, ...handler(onEvent(message('m'), false)) },
      's>>fork',
      'fork[=true]>>a>>join',
      'fork[=true]>>b>>join',
      'join>>c',
      handling(),
    );
    const run = play(model);
    run.publish('m');
    run.complete('a');
    run.complete('b');
    expect(run.waits()).toEqual(['c', 'hs', 'hw']);
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

  describe('for errors and escalations', () => {
    const failing = (code: string) => ({ ...ending('error', { code }) });

    test('comes before a boundary event of the same scope, whatever the code', () => {
      const run = play(
        processModel(
          {
            s: start,
            sub: subProcess,
            ...within('sub', { is: start, fails: failing('E') }),
            ...handler(onEvent(coded('error')), 'sub'),
            b: boundary('sub', coded('error', 'E')),
            w: user,
          },
          's>>sub',
          'is>>fails',
          'b>>w',
          handling(),
        ),
      );
      expect(run.waits()).toEqual(['hw']);
    });

    test('takes its own code before any code, and the innermost scope first', () => {
      const model = (code: string) =>
        processModel(
          {
            s: start,
            sub: subProcess,
            ...within('sub', { is: start, fails: failing(code) }),
            ...handler(onEvent(coded('error')), 'sub', 'any'),
            ...handler(onEvent(coded('error', 'E')), 'sub', 'own'),
            ...handler(onEvent(coded('error', 'F')), null, 'outer'),
          },
          's>>sub',
          'is>>fails',
          handling('any'),
          handling('own'),
          handling('outer'),
        );
      expect(play(model('E')).waits()).toEqual(['ownw']);
      expect(play(model('F')).waits()).toEqual(['anyw']);
    });

    test('thrown by an interrupting handler goes to what lies around its scope, never to the scope again', () => {
      const model = processModel(
        {
          s: start,
          sub: subProcess,
          ...within('sub', { is: start, fails: failing('E') }),
          h: { ...eventSubprocess, parent: 'sub' },
          ...within('h', { hs: onEvent(coded('error', 'E')), again: failing('F') }),
          ...handler(onEvent(coded('error')), 'sub', 'sibling'),
          b: boundary('sub', coded('error')),
          w: user,
        },
        's>>sub',
        'is>>fails',
        'hs>>again',
        'b>>w',
        handling('sibling'),
      );
      const run = play(model);
      expect(run.waits()).toEqual(['w']);
      expect(run.times('h')).toBe(1);
      expect(run.times('sibling')).toBe(0);
    });

    test('thrown beside the content is handled by the scope that both lie in', () => {
      const model = processModel(
        {
          s: start,
          a: user,
          h: eventSubprocess,
          ...within('h', { hs: onEvent(message('m'), false), fails: failing('E') }),
          ...handler(onEvent(coded('error')), null, 'sibling'),
        },
        's>>a',
        'hs>>fails',
        handling('sibling'),
      );
      const run = play(model);
      run.publish('m');
      expect(run.waits()).toEqual(['siblingw']);
    });

    test('an escalation keeps both where it interrupts nothing, and never starts the handler that throws it', () => {
      const model = processModel(
        {
          s: start,
          sub: subProcess,
          ...within('sub', { is: start, tells: throwing('X'), work: user }),
          h: { ...eventSubprocess, parent: 'sub' },
          ...within('h', { hs: onEvent(coded('escalation', 'X'), false), further: throwing('X'), hw: user }),
          b: boundary('sub', coded('escalation', 'X'), false),
          w: user,
        },
        's>>sub',
        'is>>tells>>work',
        'hs>>further>>hw',
        'b>>w',
      );
      const run = play(model);
      expect(run.waits()).toEqual(['hw', 'w', 'work']);
      expect(run.times('h')).toBe(1);
    });

    test('of two with the same code the first in the drawing handles it, interrupting or not', () => {
      const model = (first: boolean) =>
        processModel(
          {
            s: start,
            tells: throwing('X'),
            next: user,
            ...handler(onEvent(coded('escalation', 'X'), first), null, 'one'),
            ...handler(onEvent(coded('escalation', 'X'), !first), null, 'two'),
          },
          's>>tells>>next',
          handling('one'),
          handling('two'),
        );
      expect(play(model(true)).waits()).toEqual(['onew']);
      expect(play(model(false)).waits()).toEqual(['next', 'onew']);
    });

    test('an escalation that interrupts ends the content of its scope', () => {
      const model = processModel(
        {
          s: start,
          fork: and,
          tells: throwing('X'),
          next: user,
          other: user,
          ...handler(onEvent(coded('escalation'))),
        },
        's>>fork>>tells>>next',
        'fork>>other',
        handling(),
      );
      expect(play(model).waits()).toEqual(['hw']);
    });

    test('what throws at the very beginning keeps what would begin beside it from beginning', () => {
      const parts = { fails: failing('E'), tells: throwing('X'), beside: user };
      const error = processModel(
        { s: start, sub: subProcess, ...within('sub', parts), b: boundary('sub', coded('error')), w: user },
        's>>sub',
        'b>>w',
      );
      expect(play(error).waits()).toEqual(['w']);
      const { tells, beside } = parts;
      const inSub = processModel(
        {
          sub: subProcess,
          ...within('sub', { tells, beside }),
          ...handler(onEvent(coded('escalation')), 'sub'),
        },
        handling(),
      );
      expect(play(inSub).waits()).toEqual(['hw']);
      const inProcess = processModel({ tells, beside, ...handler(onEvent(coded('escalation'))) }, handling());
      expect(play(inProcess).waits()).toEqual(['hw']);
    });

    test('an error in one branch cancels the branches beside it in that scope only', () => {
      const model = processModel(
        {
          s: start,
          fork: and,
          outside: user,
          sub: subProcess,
          ...within('sub', { is: start, inner: and, beside: user, fails: failing('E') }),
          b: boundary('sub', coded('error', 'E')),
          w: user,
        },
        's>>fork>>outside',
        'fork>>sub',
        'is>>inner>>beside',
        'inner>>fails',
        'b>>w',
      );
      expect(play(model).waits()).toEqual(['outside', 'w']);
    });
  });
});
