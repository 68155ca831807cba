import { describe, expect, test } from 'vitest';
import { processModel } from '../../../harness/model.ts';
import { play } from '../../../harness/play.ts';
import {
  and,
  boundary,
  catching,
  definition,
  end,
  or,
  start,
  subProcess,
  timer,
  user,
  within,
  xor,
} from '../../../harness/shapes.ts';
import { drawing, flow, problemsOf } from '../../model/drawing.ts';

const to = (name: string) => ({
  type: 'intermediateThrowEvent' as const,
  eventDefinitions: definition('link', { name }) ?? [],
});
const from = (name: string) => catching(definition('link', { name }));

describe('link', () => {
  test('leads from each throw to the one catch of its name', () => {
    const elements = {
      s: start,
      x: xor,
      a: user,
      b: user,
      ta: to('L'),
      tb: to('L'),
      c: from('L'),
      after: user,
      e: end,
    };
    const model = processModel(elements, 's>>x[=n = 1]>>a>>ta', 'x[default]>>b>>tb', 'c>>after>>e');
    for (const [n, task, thrown] of [
      [1, 'a', 'ta'],
      [2, 'b', 'tb'],
    ] as const) {
      const run = play(model, { n });
      run.complete(task);
      expect(run.waits()).toEqual(['after']);
      run.complete('after');
      expect(run.status()).toBe('completed');
      expect(run.log()).toEqual(['s', 'x', task, thrown, 'c', 'after', 'e']);
    }
  });

  test('joins events of one container alone', () => {
    const inside = within('sub', { is: start, t: to('L'), c: from('L'), iu: user });
    const elements = { s: start, sub: subProcess, ...inside, t2: to('L'), c2: from('L'), u: user };
    const run = play(processModel(elements, 's>>sub>>t2', 'is>>t', 'c>>iu', 'c2>>u'));
    expect(run.waits()).toEqual(['iu']);
    run.complete('iu');
    expect(run.waits()).toEqual(['u']);
  });

  test('a catch event that is linked is no start of a process without start events', () => {
    const run = play(processModel({ a: user, t: to('L'), c: from('L'), u: user }, 'a>>t', 'c>>u'));
    expect(run.waits()).toEqual(['a']);
  });

  test('is seen by an inclusive join: a token before a throw can still come', () => {
    const elements = { s: start, f: and, a: user, b: user, t: to('L'), c: from('L'), j: or, after: user };
    const run = play(processModel(elements, 's>>f>>a>>j>>after', 'f>>b>>t', 'c>>j'));
    run.complete('a');
    expect(run.waits()).toEqual(['b']);
    run.complete('b');
    expect(run.waits()).toEqual(['after']);
    expect(run.times('j')).toBe(1);
  });

  test('that leads back without a wait is a loop', () => {
    const run = play(processModel({ s: start, x: xor, c: from('L'), t: to('L') }, 's>>x>>t', 'c>>x'));
    expect(run.incidents()).toEqual(['LOOP_WITHOUT_WAIT']);
  });

  test('behind a boundary event leads back into the flow', () => {
    const elements = {
      s: start,
      u: user,
      b: boundary('u', timer('PT1H')),
      t: to('again'),
      c: from('again'),
      x: xor,
    };
    const run = play(processModel(elements, 's>>x>>u', 'b>>t', 'c>>x'));
    run.wait(3_600_000);
    expect(run.waits()).toEqual(['b', 'u']);
    expect(run.times('u')).toBe(2);
  });
});

describe('a drawing with links', () => {
  const throwing = (id: string, name: string) =>
    `<bpmn:intermediateThrowEvent id="${id}"><bpmn:linkEventDefinition name="${name}"/></bpmn:intermediateThrowEvent>`;
  const caught = (id: string, name: string) =>
    `<bpmn:intermediateCatchEvent id="${id}"><bpmn:linkEventDefinition name="${name}"/></bpmn:intermediateCatchEvent>`;
  const around = (content: string) =>
    drawing(
      `<bpmn:startEvent id="s"/><bpmn:endEvent id="e"/>${flow('f1', 's', 't')}${flow('f2', 'c', 'e')}${content}`,
    );

  test.each([
    ['deploys', throwing('t', 'L') + caught('c', 'L'), []],
    [
      'without a catch of the name is refused',
      throwing('t', 'L') + caught('c', 'M'),
      ['error LINK_WITHOUT_CATCH t', 'error LINK_WITHOUT_THROW c'],
    ],
    [
      'with two catches of one name is refused',
      throwing('t', 'L') + caught('c', 'L') + caught('c2', 'L'),
      ['error LINK_AMBIGUOUS c2'],
    ],
    [
      'without a name is joined to the other without one',
      throwing('t', '') + caught('c', ''),
      ['warning LINK_WITHOUT_NAME t', 'warning LINK_WITHOUT_NAME c'],
    ],
    [
      'and flows where the links are is refused',
      throwing('t', 'L') + caught('c', 'L') + flow('f3', 't', 'c'),
      ['error LINK_WITH_FLOW t', 'error LINK_WITH_FLOW c'],
    ],
  ] as const)('%s', async (_, content, problems) => {
    expect(await problemsOf(around(content))).toEqual([...problems]);
  });
});
