import { describe, expect, test } from 'vitest';
import type { AdHoc, ElementModel, ProcessModel } from '../../../../engine/core/model.ts';
import { processModel } from '../../../harness/model.ts';
import { HOUR, play } from '../../../harness/play.ts';
import {
  boundary,
  definition,
  ending,
  eventSubprocess,
  script,
  service,
  start,
  timer,
  user,
  within,
} from '../../../harness/shapes.ts';

type Shapes = Parameters<typeof processModel>[0];

/** start, an ad-hoc subprocess with these elements, `after`. */
function adHoc(
  settings: Partial<AdHoc>,
  inside: Shapes,
  more: Partial<ElementModel> = {},
  ...flows: string[]
) {
  const hoc = {
    type: 'adHocSubProcess' as const,
    adHoc: { sequential: false, cancelRemaining: true, ...settings },
    ...more,
  };
  const model: ProcessModel = processModel(
    { s: start, hoc, ...within('hoc', inside), after: user },
    's>>hoc>>after',
    ...flows,
  );
  const element = model.elements.find(({ id }) => id === 'hoc') as ElementModel;
  const options = model.elements.filter(({ parent, incoming }) => parent === 'hoc' && incoming.length === 0);
  element.question = {
    text: 'hoc',
    options: options.map(({ id }) => ({ flow: id, label: id })),
    multiple: true,
    askedBy: null,
  };
  return model;
}

const people = { a: user, b: user, c: user };
const add = (n: number) => script(`append(log, ${n})`, 'log');
const automatic = { a: add(1), b: add(2), c: add(3) };

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
