// Event subprocesses for errors and escalations.
import { describe, expect, test } from 'vitest';
import { processModel } from '../../harness/model.ts';
import { play } from '../../harness/play.ts';
import {
  and,
  boundary,
  ending,
  eventSubprocess,
  message,
  onEvent,
  start,
  subProcess,
  user,
  within,
} from '../../harness/shapes.ts';

import { coded, handler, handling, throwing } from './eventSubprocessModels.ts';

describe('event subprocess', () => {
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
