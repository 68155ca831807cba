// Who chooses the activities of an ad-hoc subprocess: the drawing, a command, or a worker.
import { describe, expect, test } from 'vitest';
import { play } from '../../../harness/play.ts';
import { service, user } from '../../../harness/shapes.ts';

import { adHoc, people } from './adHocModel.ts';

describe('activities of an ad-hoc subprocess as `zeebe:adHoc` names them', () => {
  test('begin on entry, exactly those listed, as often as listed', () => {
    const run = play(adHoc({ activeElements: '=first' }, people), { first: ['b', 'b'] });
    expect(run.waits()).toEqual(['b', 'b']);
    expect(play(adHoc({ activeElements: '=first' }, people), { first: [] }).waits()).toEqual(['after']);
  });

  test('must be a list of activities that can begin; a correction resolves the incident', () => {
    const model = adHoc({ activeElements: '=first' }, { ...people, d: user }, {}, 'a>>d');
    for (const [first, code] of [
      ['a', 'COLLECTION_NOT_A_LIST'],
      [null, 'COLLECTION_NOT_A_LIST'],
      [['a', 'd'], 'AD_HOC_ACTIVITY_UNKNOWN'],
      [[1], 'AD_HOC_ACTIVITY_UNKNOWN'],
    ] as const) {
      const run = play(model, { first: first as never });
      expect(run.incidents()).toEqual([code]);
      run.set({ first: ['c'] });
      run.resolve('hoc');
      expect(run.waits()).toEqual(['c']);
    }
  });

  test('are collected in the order of completion', () => {
    const settings = { outputCollection: 'results', outputElement: '=result' };
    const work = { ...service(), inputs: [{ source: '=null', target: 'result' }] };
    const run = play(adHoc(settings, { a: work, b: work }));
    run.work('b', { result: 2 });
    run.work('a', { result: 1 });
    expect(run.variables()).toEqual({ results: [2, 1] });
  });
});

describe('the command that begins activities', () => {
  const hocOf = (run: ReturnType<typeof play>) => {
    const found = run
      .events()
      .flatMap((event) => (event.type === 'elementActivated' && event.element === 'hoc' ? [event.key] : []));
    return found.at(-1) as number;
  };

  test('begins them beside what runs, with variables of their own', () => {
    const run = play(adHoc({}, { a: user, b: user }));
    const elements = [{ element: 'a', variables: { mine: 1 } }];
    expect(run.submit({ type: 'activateAdHoc', elementInstance: hocOf(run), elements }).ok).toBe(true);
    expect(run.waits()).toEqual(['a', 'a', 'b']);
    expect(run.variables().mine).toBeUndefined();
    const set = run.events().filter((event) => event.type === 'variablesSet' && event.scope !== run.key);
    expect(set).toMatchObject([{ variables: { mine: 1 } }]);
  });

  test('puts them behind what runs where one is done at a time', () => {
    const run = play(adHoc({ sequential: true, activeElements: '=["a"]' }, people));
    const elements = [{ element: 'c' }, { element: 'b', variables: { mine: 1 } }];
    run.submit({ type: 'activateAdHoc', elementInstance: hocOf(run), elements });
    for (const each of ['a', 'c', 'b']) {
      expect(run.waits()).toEqual([each]);
      run.complete(each);
    }
    expect(run.waits()).toEqual(['after']);
  });

  test('takes back what people were asked', () => {
    const run = play(adHoc({ completionCondition: '=done' }, { a: user }));
    run.complete('a');
    expect(run.waits()).toEqual(['hoc']);
    run.submit({ type: 'activateAdHoc', elementInstance: hocOf(run), elements: [{ element: 'a' }] });
    expect(run.waits()).toEqual(['a']);
  });

  test('may withdraw first what runs', () => {
    const run = play(adHoc({}, people));
    const elements = [{ element: 'a' }];
    run.submit({ type: 'activateAdHoc', elementInstance: hocOf(run), elements, cancelRemaining: true });
    expect(run.waits()).toEqual(['a']);
  });

  test('is refused for what cannot begin and for what is no ad-hoc subprocess', () => {
    const run = play(adHoc({}, { ...people, d: user }, {}, 'a>>d'));
    const refused = (elementInstance: number, element: string) =>
      run.submit({ type: 'activateAdHoc', elementInstance, elements: [{ element }] });
    expect(refused(hocOf(run), 'd')).toMatchObject({ code: 'AD_HOC_ACTIVITY_UNKNOWN' });
    expect(refused(hocOf(run), 'after')).toMatchObject({ code: 'AD_HOC_ACTIVITY_UNKNOWN' });
    expect(refused(run.key, 'a')).toMatchObject({ code: 'ELEMENT_INSTANCE_NOT_FOUND' });
    expect(refused(1, 'a')).toMatchObject({ code: 'ELEMENT_INSTANCE_NOT_FOUND' });
    for (const each of ['a', 'b', 'c', 'd']) run.complete(each);
    expect(refused(hocOf(run), 'a')).toMatchObject({ code: 'ELEMENT_INSTANCE_NOT_FOUND' });
  });
});

describe('a worker of an ad-hoc subprocess', () => {
  const model = adHoc({}, { a: service(), b: service() }, { config: { jobType: 'agent' } });

  test('decides what begins, is asked again after each activity, and says when it is done', () => {
    const run = play(model);
    expect(run.waits()).toEqual(['hoc']);
    const decide = (adHocDecision: object) => {
      const { found } = run.find('jobs', 'hoc');
      return run.submit({ type: 'completeJob', job: found.key, variables: {}, adHoc: adHocDecision });
    };
    decide({ activate: [{ element: 'b' }] });
    expect(run.waits()).toEqual(['b']);
    run.work('b');
    expect(run.waits()).toEqual(['hoc']);
    decide({ activate: [{ element: 'a', variables: { x: 1 } }, { element: 'b' }] });
    run.work('a');
    expect(run.waits()).toEqual(['b', 'hoc']);
    expect(decide({ activate: [{ element: 'zzz' }] })).toMatchObject({
      code: 'AD_HOC_ACTIVITY_UNKNOWN',
    });
    decide({ done: true, cancelRemaining: true });
    expect(run.waits()).toEqual(['after']);
  });

  test('may let the rest end by itself', () => {
    const run = play(model);
    run.submit({
      type: 'completeJob',
      job: run.find('jobs', 'hoc').found.key,
      variables: { seen: true },
      adHoc: { activate: [{ element: 'a' }, { element: 'b' }] },
    });
    run.work('a');
    run.submit({
      type: 'completeJob',
      job: run.find('jobs', 'hoc').found.key,
      variables: {},
      adHoc: { done: true },
    });
    expect(run.waits()).toEqual(['b']);
    run.work('b');
    expect(run.waits()).toEqual(['after']);
    expect(run.variables().seen).toBe(true);
  });

  test('sees what it may begin', () => {
    const run = play(model);
    const set = run.events().flatMap((event) => (event.type === 'variablesSet' ? [event.variables] : []));
    expect(set).toEqual([
      {
        adHocSubProcessElements: [
          { elementId: 'a', elementName: 'a' },
          { elementId: 'b', elementName: 'b' },
        ],
      },
    ]);
  });

  test('that begins nothing while nothing runs ends it', () => {
    const run = play(model);
    run.work('hoc');
    expect(run.waits()).toEqual(['after']);
  });
});
