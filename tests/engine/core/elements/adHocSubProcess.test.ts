// An ad-hoc subprocess: what it offers, and when it ends.
import { describe, expect, test } from 'vitest';
import { HOUR, play } from '../../../harness/play.ts';
import {
  boundary,
  definition,
  ending,
  eventSubprocess,
  service,
  start,
  timer,
  user,
  within,
} from '../../../harness/shapes.ts';

import { adHoc, automatic, people, type Shapes } from './adHocModel.ts';

describe('an ad-hoc subprocess', () => {
  test('offers all its activities at once and ends when none is active', () => {
    const run = play(adHoc({}, people));
    expect(run.waits()).toEqual(['a', 'b', 'c']);
    run.complete('c');
    run.complete('a');
    expect(run.waits()).toEqual(['b']);
    run.complete('b');
    expect(run.waits()).toEqual(['after']);
  });

  test('one at a time runs automatic activities in the order of the drawing', () => {
    const run = play(adHoc({ sequential: true }, automatic), { log: [] });
    expect(run.variables().log).toEqual([1, 2, 3]);
    expect(run.waits()).toEqual(['after']);
  });

  test('one at a time asks people which, and does them in the order given', () => {
    const run = play(adHoc({ sequential: true }, people));
    expect(run.waits()).toEqual(['hoc']);
    expect(
      run.find<{ element: string; because?: string; asks?: string[] }>('userTasks', 'hoc').found,
    ).toMatchObject({
      because: 'adHoc',
      asks: ['hoc'],
    });
    run.complete('hoc', { hoc: ['c', 'a', 'c'] });
    for (const each of ['c', 'a', 'c']) {
      expect(run.waits()).toEqual([each]);
      run.complete(each);
    }
    expect(run.waits()).toEqual(['after']);
  });

  test('refuses an answer that is none of its activities, and none at all', () => {
    const run = play(adHoc({ sequential: true, completionCondition: '=enough' }, people));
    for (const hoc of ['x', ['a', 'x'], []])
      expect(run.complete('hoc', { hoc })).toMatchObject({
        ok: false,
        code: 'ANSWER_NOT_AN_OPTION',
      });
    expect(run.complete('hoc')).toMatchObject({ ok: false, code: 'ANSWER_MISSING' });
  });

  test('without a completion condition, ends where people choose nothing more', () => {
    const run = play(adHoc({ sequential: true }, people));
    expect(run.complete('hoc')).toMatchObject({ ok: false, code: 'ANSWER_MISSING' });
    run.complete('hoc', { hoc: [] });
    expect(run.waits()).toEqual(['after']);
  });

  test('ends as soon as its completion condition is true, and withdraws the rest', () => {
    const run = play(adHoc({ completionCondition: '=enough' }, people));
    run.complete('a', { enough: false });
    expect(run.waits()).toEqual(['b', 'c']);
    run.complete('b', { enough: true });
    expect(run.waits()).toEqual(['after']);
    expect(run.log('elementTerminated')).toEqual(['c']);
  });

  test('may wait for the rest, and begins nothing more', () => {
    const settings = { completionCondition: '=enough', cancelRemaining: false };
    const run = play(adHoc(settings, { ...people, next: user }, {}, 'b>>next'));
    run.complete('a', { enough: true });
    expect(run.waits()).toEqual(['b', 'c']);
    const hoc = run.events().find((event) => event.type === 'elementActivated' && event.element === 'hoc');
    const elementInstance = hoc?.type === 'elementActivated' ? hoc.key : 0;
    const more = run.submit({ type: 'activateAdHoc', elementInstance, elements: [{ element: 'a' }] });
    expect(more).toMatchObject({ ok: false, code: 'AD_HOC_ENDING' });
    run.complete('b', { enough: false });
    expect(run.waits()).toEqual(['c']);
    run.complete('c');
    expect(run.waits()).toEqual(['after']);
  });

  test('asks what comes next where nothing is active and its condition is not true', () => {
    const run = play(adHoc({ completionCondition: '=enough' }, people));
    for (const each of ['a', 'b', 'c']) run.complete(each);
    expect(run.waits()).toEqual(['hoc']);
    run.complete('hoc', { hoc: ['a', 'b'] });
    expect(run.waits()).toEqual(['a', 'b']);
    run.complete('a');
    run.complete('b');
    expect(run.waits()).toEqual(['hoc']);
    run.complete('hoc', { hoc: 'c' });
    run.complete('c', { enough: true });
    expect(run.waits()).toEqual(['after']);
  });

  test('follows the flows between its activities', () => {
    const run = play(adHoc({}, { ...people, d: user }, {}, 'a>>d'));
    expect(run.waits()).toEqual(['a', 'b', 'c']);
    for (const each of ['a', 'b', 'c']) run.complete(each);
    expect(run.waits()).toEqual(['d']);
    run.complete('d');
    expect(run.waits()).toEqual(['after']);
  });

  test('stops at the condition although automatic activities were still to begin', () => {
    for (const sequential of [false, true]) {
      const run = play(adHoc({ sequential, completionCondition: '=count(log) = 2' }, automatic), { log: [] });
      expect(run.variables().log).toEqual([1, 2]);
      expect(run.waits()).toEqual(['after']);
    }
  });

  test('with a condition that is not true, false or null is an incident that a correction resolves', () => {
    const run = play(adHoc({ completionCondition: '=enough' }, { a: service(), b: user }), { enough: 'x' });
    run.work('a');
    expect(run.incidents()).toEqual(['CONDITION_NOT_BOOLEAN']);
    run.set({ enough: true });
    run.resolve('a');
    expect(run.waits()).toEqual(['after']);
  });

  test('without activities ends at once', () => {
    expect(play(adHoc({}, {})).waits()).toEqual(['after']);
    expect(play(adHoc({ completionCondition: '=false' }, {})).waits()).toEqual(['after']);
  });

  test('is withdrawn by a boundary event with what runs and what is asked in it', () => {
    for (const sequential of [false, true]) {
      const model = adHoc({ sequential }, people);
      const late = {
        ...boundary('hoc', timer('PT1H')),
        id: 'late',
        name: '',
        parent: null,
        incoming: [],
        outgoing: [],
      };
      model.elements.push({ config: {}, eventDefinitions: [], ...late });
      const run = play(model);
      run.wait(HOUR);
      expect(run.status()).toBe('completed');
    }
  });

  test('repeats as a whole, each iteration with activities of its own', () => {
    const multiInstance = { sequential: false, inputCollection: '=items', inputElement: 'item' };
    const run = play(adHoc({}, { a: user, b: user }, { multiInstance }), { items: [1, 2] });
    expect(run.waits()).toEqual(['a', 'a', 'b', 'b']);
    for (const each of ['a', 'b', 'a', 'b']) run.complete(each);
    expect(run.waits()).toEqual(['after']);
  });

  test('asks in each iteration by itself', () => {
    const multiInstance = { sequential: false, inputCollection: '=items', inputElement: 'item' };
    const run = play(adHoc({ sequential: true }, people, { multiInstance }), { items: [1, 2] });
    run.complete('hoc', { hoc: ['a'] });
    expect(run.waits()).toEqual(['a', 'hoc']);
    run.complete('hoc', { hoc: ['b'] });
    run.complete('a');
    run.complete('b');
    expect(run.waits()).toEqual(['after']);
  });

  test('repeats its activities, which complete when all their iterations have', () => {
    const multiInstance = { sequential: false, cardinality: '=2' };
    const run = play(adHoc({ completionCondition: '=true' }, { a: { ...user, multiInstance }, b: user }));
    run.complete('a');
    expect(run.waits()).toEqual(['a', 'b']);
    run.complete('a');
    expect(run.waits()).toEqual(['after']);
  });

  test('ends with an interrupting event subprocess that took its place', () => {
    for (const settings of [{}, { sequential: true }, { completionCondition: '=false' }]) {
      const inside = {
        ...people,
        stop: { ...eventSubprocess, parent: 'hoc' },
        ...within('stop', {
          es: { ...start, eventDefinitions: definition('escalation', { code: 'E' }) ?? [] },
          handled: user,
        }),
        out: ending('escalation', { code: 'E' }),
      };
      const run = play(adHoc(settings, inside as Shapes, {}, 'es>>handled', 'a>>out'));
      if ('sequential' in settings) run.complete('hoc', { hoc: ['a', 'b'] });
      run.complete('a');
      expect(run.waits()).toEqual(['handled']);
      run.complete('handled');
      expect(run.waits()).toEqual(['after']);
    }
  });
});
