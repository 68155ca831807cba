import { describe, expect, test } from 'vitest';
import { processModel } from '../../../harness/model.ts';
import { play } from '../../../harness/play.ts';
import {
  and,
  boundary,
  definition,
  end,
  ending,
  eventSubprocess,
  onEvent,
  service,
  start,
  subProcess,
  user,
  within,
} from '../../../harness/shapes.ts';

const coded = (code: string) => definition('error', { code });

describe('error', () => {
  const inside = within('sub', { is: start, work: service(), ie: end });

  test('is caught by the nearest scope', () => {
    const elements = {
      s: start,
      sub: subProcess,
      ...inside,
      near: boundary('work', definition('error')),
      far: boundary('sub', coded('E1')),
      x: { ...user, parent: 'sub' },
      y: user,
    };
    const run = play(
      processModel(
        { ...elements, near: { ...elements.near, parent: 'sub' } },
        's>>sub',
        'is>>work>>ie',
        'near>>x',
        'far>>y',
      ),
    );
    run.throwError('work', 'E1');
    expect(run.waits()).toEqual(['x']);
  });

  test('is caught by its code before a catch-all of the same scope, wherever that is drawn', () => {
    const elements = {
      s: start,
      work: service(),
      all: boundary('work', definition('error')),
      one: boundary('work', coded('E1')),
      x: user,
      y: user,
    };
    const model = processModel(elements, 's>>work', 'all>>x', 'one>>y');
    const specific = play(model);
    specific.throwError('work', 'E1');
    expect(specific.waits()).toEqual(['y']);
    const other = play(model);
    other.throwError('work', 'E2');
    expect(other.waits()).toEqual(['x']);
  });

  test('passes handlers of other codes', () => {
    const elements = {
      s: start,
      sub: subProcess,
      ...inside,
      other: { ...boundary('work', coded('E2')), parent: 'sub' },
      far: boundary('sub', coded('E1')),
      x: { ...user, parent: 'sub' },
      y: user,
    };
    const run = play(processModel(elements, 's>>sub', 'is>>work>>ie', 'other>>x', 'far>>y'));
    run.throwError('work', 'E1', { reason: 'r' });
    expect(run.waits()).toEqual(['y']);
    expect(run.variables()).toEqual({ reason: 'r' });
    expect(run.log('elementTerminated')).toEqual(['work', 'sub']);
  });

  test('that nobody catches is an incident and never silence', () => {
    const run = play(processModel({ s: start, bad: ending('error', { code: 'E1' }) }, 's>>bad'));
    expect(run.incidents()).toEqual(['ERROR_NOT_CAUGHT']);
    expect(run.status()).toBe('active');
  });

  test('end in a parallel branch withdraws the siblings of its scope only', () => {
    const branch = within('sub', {
      is: start,
      f: and,
      a: user,
      b: user,
      bad: ending('error', { code: 'E1' }),
    });
    const elements = {
      s: start,
      out: and,
      sub: subProcess,
      ...branch,
      other: user,
      caught: boundary('sub', coded('E1')),
      away: user,
    };
    const run = play(
      processModel(elements, 's>>out>>sub', 'out>>other', 'is>>f>>a', 'f>>b>>bad', 'caught>>away'),
    );
    run.complete('b');
    expect(run.waits()).toEqual(['away', 'other']);
  });

  test('may compute its code', () => {
    const branch = within('sub', { is: start, bad: ending('error', { code: '="E" + string(n)' }) });
    const elements = {
      s: start,
      sub: subProcess,
      ...branch,
      caught: boundary('sub', coded('E7')),
      away: user,
    };
    const run = play(processModel(elements, 's>>sub', 'is>>bad', 'caught>>away'), { n: 7 });
    expect(run.waits()).toEqual(['away']);
  });

  test('always ends what it leaves, even where the drawing says that it does not interrupt', () => {
    const branch = within('sub', { is: start, bad: ending('error', { code: 'E1' }) });
    const elements = {
      s: start,
      sub: subProcess,
      ...branch,
      caught: boundary('sub', coded('E1'), false),
      away: user,
    };
    const run = play(processModel(elements, 's>>sub', 'is>>bad', 'caught>>away'));
    expect(run.waits()).toEqual(['away']);
    run.complete('away');
    expect(run.status()).toBe('completed');
  });

  test('is caught by a code that an expression gives, and tells its code and message to who asks for them', () => {
    const elements = {
      s: start,
      work: service(),
      other: boundary('work', coded('=wanted + "0"')),
      own: boundary(
        'work',
        definition('error', { code: '=wanted', codeVariable: 'code', messageVariable: 'why' }),
      ),
      x: user,
      y: user,
    };
    const run = play(processModel(elements, 's>>work', 'other>>y', 'own>>x'), { wanted: 'E1' });
    run.throwError('work', 'E1');
    expect(run.waits()).toEqual(['x']);
    expect(run.variables()).toEqual({ wanted: 'E1', code: 'E1', why: '' });
  });

  test('that nobody catches out of "it happened" of a scope does not begin the scope again', () => {
    const elements = {
      s: start,
      a: user,
      h: eventSubprocess,
      ...within('h', { hs: onEvent(undefined), hw: user }),
    };
    const run = play(processModel(elements, 's>>a', 'hs>>hw'));
    const { found } = run.find('userTasks', 'hs');
    run.submit({ type: 'throwUserTaskError', userTask: { key: found.key }, code: 'E', variables: {} });
    expect(run.incidents()).toEqual(['ERROR_NOT_CAUGHT']);
    run.resolve('process');
    expect(run.waits()).toEqual(['a', 'hs']);
  });
});
