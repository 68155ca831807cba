// Findings of style: each drawing shows one habit, and one that is drawn well shows none.
import { expect, test } from 'vitest';
import { styleProblems } from '../../../engine/model/style/index.ts';
import { condition, drawing, flow } from './drawing.ts';

const start = '<bpmn:startEvent id="s" name="Recibida"/>';
const end = '<bpmn:endEvent id="e" name="Cerrada"/>';
const task = (id: string, name = `Tarea ${id}`) => `<bpmn:userTask id="${id}" name="${name}"/>`;
const way = (...ids: string[]) => ids.slice(1).map((to, at) => flow(`${ids[at]}_${to}`, ids[at] ?? '', to));
const choice = (attributes = '') => `<bpmn:exclusiveGateway id="g" name="¿Completa?" ${attributes}/>`;
const branches = (first: string, second: string) =>
  `${start}${choice()}${task('a')}${task('b')}${way('s', 'g').join('')}${first}${second}${way('a', 'e').join('')}${way('b', 'e').join('')}${end}`;
const yes = flow('f1', 'g', 'a', condition('=completa'), 'Sí');

const cases: [name: string, content: string, expected: string[]][] = [
  [
    'a process that is named, with a question, answers and a default',
    drawing(
      branches(yes, flow('f2', 'g', 'b', '', 'No')).replace(
        '<bpmn:exclusiveGateway id="g"',
        '<bpmn:exclusiveGateway id="g" default="f2"',
      ),
    ),
    [],
  ],
  [
    'nothing named',
    drawing(
      `<bpmn:startEvent id="s"/><bpmn:task id="t"/><bpmn:endEvent id="e"/>${way('s', 't', 'e').join('')}`,
    ).replace(' name="Proceso"', ''),
    [
      'STYLE_ACTIVITY_WITHOUT_NAME t',
      'STYLE_EVENT_WITHOUT_NAME e',
      'STYLE_EVENT_WITHOUT_NAME s',
      'STYLE_PROCESS_WITHOUT_NAME P',
    ],
  ],
  [
    'answers that are missing',
    drawing(branches(flow('f1', 'g', 'a'), flow('f2', 'g', 'b', '', 'No'))),
    ['STYLE_FLOW_WITHOUT_ANSWER f1'],
  ],
  [
    'a choice without a default',
    drawing(branches(yes, flow('f2', 'g', 'b', condition('=not(completa)'), 'No'))),
    ['STYLE_DEFAULT_MISSING g'],
  ],
  [
    'two tasks of one name',
    drawing(
      `${start}${task('a', 'Revisar')}${task('b', 'revisar')}${end}${way('s', 'a', 'b', 'e').join('')}`,
    ),
    ['STYLE_NAME_REPEATED b'],
  ],
  [
    'a task that splits and one that joins without a gateway, and a way that just ends',
    drawing(
      `${start}${task('a')}${task('b')}${task('c')}${task('d')}${end}${way('s', 'a', 'b', 'd', 'e').join('')}${way('a', 'c', 'd').join('')}${task('x')}${way('c', 'x').join('')}`,
    ),
    ['STYLE_IMPLICIT_END x', 'STYLE_IMPLICIT_JOIN d', 'STYLE_IMPLICIT_SPLIT a', 'STYLE_IMPLICIT_SPLIT c'],
  ],
  [
    'an empty lane, a step in none, and a message that nobody uses',
    drawing(
      `<bpmn:laneSet id="ls"><bpmn:lane id="l1" name="Uno"><bpmn:flowNodeRef>s</bpmn:flowNodeRef><bpmn:flowNodeRef>e</bpmn:flowNodeRef></bpmn:lane><bpmn:lane id="l2" name="Dos"/></bpmn:laneSet>${start}${task('t')}${end}${way('s', 't', 'e').join('')}`,
      '<bpmn:message id="m" name="aviso"/>',
    ),
    ['STYLE_DEFINITION_UNUSED m', 'STYLE_ELEMENT_WITHOUT_LANE t', 'STYLE_LANE_EMPTY l2'],
  ],
];

test.each(cases)('%s', async (_, content, expected) => {
  const problems = await styleProblems(content, 'x.bpmn');
  expect(problems.map(({ code, elementId }) => `${code} ${elementId}`).sort()).toEqual(expected);
  expect(problems.every(({ severity }) => severity === 'warning')).toBe(true);
});

test('a file that cannot be read has no style', async () => {
  expect(await styleProblems('<a>', 'x.bpmn')).toEqual([]);
});
