import { describe, expect, test } from 'vitest';
import { processModel } from '../../../harness/model.ts';
import { play } from '../../../harness/play.ts';
import {
  boundary,
  call,
  definition,
  end,
  ending,
  eventSubprocess,
  maps,
  onEvent,
  script,
  start,
  subProcess,
  user,
  within,
} from '../../../harness/shapes.ts';

const code = { code: 'X' };

describe('escalation', () => {
  const throwing = {
    type: 'intermediateThrowEvent' as const,
    eventDefinitions: definition('escalation', code) as never,
  };
  const inside = within('sub', { is: start, tells: throwing, next: user });
  const model = (interrupting: boolean) =>
    processModel(
      {
        s: start,
        sub: subProcess,
        ...inside,
        told: boundary('sub', definition('escalation', code), interrupting),
        away: user,
      },
      's>>sub',
      'is>>tells>>next',
      'told>>away',
    );

  test('keeps both paths when its handler does not interrupt', () => {
    expect(play(model(false)).waits()).toEqual(['away', 'next']);
  });

  test('ends what its handler interrupts', () => {
    expect(play(model(true)).waits()).toEqual(['away']);
  });

  test('that nobody catches goes on', () => {
    const run = play(processModel({ s: start, told: ending('escalation', code) }, 's>>told'));
    expect(run.status()).toBe('completed');
    expect(run.incidents()).toEqual([]);
  });
});

describe('escalation out of a called instance', () => {
  const told = (...path: string[]) =>
    Object.assign(
      processModel({ cs: start, tells: throwing, next: user, ce: end }, 'cs>>tells>>next>>ce', ...path),
      {
        id: 'child',
      },
    );
  const throwing = {
    type: 'intermediateThrowEvent' as const,
    eventDefinitions: definition('escalation', code) as never,
  };
  const caller = (interrupting: boolean, caught = code.code) =>
    processModel(
      {
        s: start,
        c: call('child'),
        b: boundary('c', definition('escalation', { code: caught }), interrupting),
        w: user,
        after: user,
      },
      's>>c>>after',
      'b>>w',
    );

  test('goes on to the call activity, and both go on where nothing is interrupted', () => {
    const run = play([caller(false), told()]);
    expect(run.waits()).toEqual(['next', 'w']);
    run.complete('next');
    expect(run.waits()).toEqual(['after', 'w']);
  });

  test('cancels the called instance where its handler interrupts', () => {
    const run = play([caller(true), told()]);
    expect(run.waits()).toEqual(['w']);
    expect(run.runtime.instances().map((key) => run.status(key))).toEqual(['active', 'terminated']);
  });

  test('by an end event lets the called instance end as it would, after the caller has heard', () => {
    const child = Object.assign(processModel({ cs: start, ce: ending('escalation', code) }, 'cs>>ce'), {
      id: 'child',
    });
    expect(play([caller(false), child]).waits()).toEqual(['after', 'w']);
    expect(play([caller(true), child]).waits()).toEqual(['w']);
  });

  test('goes through callers that do not catch it to one that does, and is nobody’s incident where none does', () => {
    const middle = Object.assign(processModel({ ms: start, mc: call('child'), me: end }, 'ms>>mc>>me'), {
      id: 'middle',
    });
    const outer = (caught: string) => {
      const model = caller(false, caught);
      const calls = model.elements.find(({ id }) => id === 'c');
      if (calls) calls.config.processId = 'middle';
      return model;
    };
    expect(play([outer('X'), middle, told()]).waits()).toEqual(['next', 'w']);
    const uncaught = play([outer('Y'), middle, told()]);
    expect(uncaught.waits()).toEqual(['next']);
    expect(uncaught.incidents()).toEqual([]);
  });

  test('brings what the call activity maps out, and nothing else', () => {
    const child = Object.assign(
      processModel(
        { cs: start, a: script('7', 'x'), tells: throwing, next: user, ce: end },
        'cs>>a>>tells>>next>>ce',
      ),
      { id: 'child' },
    );
    const mapped = caller(false);
    const calls = mapped.elements.find(({ id }) => id === 'c');
    if (calls) calls.outputs = maps(['=x + 1', 'y']);
    const run = play([mapped, child]);
    expect(run.waits()).toEqual(['next', 'w']);
    expect(run.variables()).toEqual({ y: 8 });
    expect(play([caller(false), child]).variables()).toEqual({});
  });

  test('caught inside the called instance stays there', () => {
    const child = Object.assign(
      processModel(
        {
          cs: start,
          tells: throwing,
          next: user,
          h: eventSubprocess,
          ...within('h', { hs: onEvent(definition('escalation'), false), hw: user }),
        },
        'cs>>tells>>next',
        'hs>>hw',
      ),
      { id: 'child' },
    );
    expect(play([caller(false), child]).waits()).toEqual(['hw', 'next']);
  });

  test('tells its code to a handler that asks for it', () => {
    const model = processModel(
      {
        s: start,
        sub: subProcess,
        ...within('sub', { is: start, tells: throwing, next: user }),
        b: boundary('sub', definition('escalation', { codeVariable: 'why' })),
        w: user,
      },
      's>>sub',
      'is>>tells>>next',
      'b>>w',
    );
    expect(play(model).variables()).toEqual({ why: 'X' });
  });
});
