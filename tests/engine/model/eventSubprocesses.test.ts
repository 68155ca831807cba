// Event subprocesses and conditional events as they are drawn: what is read, and what a deployment is told.
import { expect, test } from 'vitest';
import { drawing, flow, parse, problemsOf } from './drawing.ts';

const timer =
  '<bpmn:timerEventDefinition id="td"><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition>';
const roots = '<bpmn:message id="m" name="m"/><bpmn:error id="err" errorCode="E1"/>';
/** A process with one task and an event subprocess `h` whose start `hs` has that definition. */
const handling = (definition: string, { inside = '', attributes = '', outside = '' } = {}) =>
  drawing(
    `<bpmn:startEvent id="s"/>${flow('f1', 's', 'a')}<bpmn:task id="a"/>${flow('f2', 'a', 'e')}<bpmn:endEvent id="e"/>
<bpmn:subProcess id="h" triggeredByEvent="true">${inside}<bpmn:startEvent id="hs" ${attributes}>${definition}</bpmn:startEvent>${flow('f3', 'hs', 'ht')}<bpmn:task id="ht"/></bpmn:subProcess>${outside}`,
    roots,
  );
const conditional = (inside: string, extension = '') =>
  `<bpmn:conditionalEventDefinition id="cd">${extension}${inside}</bpmn:conditionalEventDefinition>`;
const when = (text: string) => `<bpmn:condition xsi:type="bpmn:tFormalExpression">${text}</bpmn:condition>`;

const cases: [string, string, string[]][] = [
  ['a timer start', handling(timer), []],
  ['a start that does not interrupt', handling(timer, { attributes: 'isInterrupting="false"' }), []],
  [
    'an event subprocess behind a task',
    handling(timer, { outside: flow('f4', 'a', 'h') }),
    ['error EVENT_SUBPROCESS_WITH_FLOWS h'],
  ],
  [
    'an event subprocess before a task',
    handling(timer, { outside: flow('f4', 'h', 'a') }),
    ['error EVENT_SUBPROCESS_WITH_FLOWS h'],
  ],
  [
    'two starts',
    handling(timer, { inside: `<bpmn:startEvent id="h2">${timer.replace('td', 'td2')}</bpmn:startEvent>` }),
    ['error EVENT_SUBPROCESS_STARTS h'],
  ],
  [
    'no start',
    drawing(
      '<bpmn:task id="a"/><bpmn:subProcess id="h" triggeredByEvent="true"><bpmn:task id="b"/></bpmn:subProcess>',
    ),
    ['error EVENT_SUBPROCESS_STARTS h'],
  ],
  [
    'a repetition marker',
    handling(timer, { outside: '' }).replace(
      '</bpmn:subProcess>',
      '<bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>2</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics></bpmn:subProcess>',
    ),
    ['warning EVENT_SUBPROCESS_REPEATED h'],
  ],
  ['a start without a definition', handling(''), ['warning EVENT_WITHOUT_DEFINITION hs']],
  [
    'a message start without a correlation key',
    handling('<bpmn:messageEventDefinition id="md" messageRef="m"/>'),
    ['warning MESSAGE_WITHOUT_KEY hs'],
  ],
  ['a start for any error', handling('<bpmn:errorEventDefinition id="ed"/>'), []],
  [
    'an error start drawn as not interrupting',
    handling('<bpmn:errorEventDefinition id="ed" errorRef="err"/>', { attributes: 'isInterrupting="false"' }),
    ['warning ERROR_START_INTERRUPTS hs'],
  ],
  ['a condition', handling(conditional(when('=x &gt; 1'))), []],
  ['no condition', handling(conditional('')), ['warning EVENT_WITHOUT_CONDITION hs']],
  ['an empty condition', handling(conditional(when(' '))), ['warning EVENT_WITHOUT_CONDITION hs']],
  [
    'a condition for people',
    handling(conditional(when('el saldo es bajo'))),
    ['warning CONDITION_NOT_FEEL hs'],
  ],
  ['a condition that is not FEEL', handling(conditional(when('=1 +'))), ['error FEEL_SYNTAX']],
];

test.each(cases)('%s', async (_, content, expected) => {
  const found = (await problemsOf(content)).map((problem) =>
    problem.replace(/^error FEEL_SYNTAX.*/, 'error FEEL_SYNTAX'),
  );
  expect(found.sort()).toEqual([...expected].sort());
});

test('the event, whether it interrupts, and the filter of its condition are read', async () => {
  const filter =
    '<bpmn:extensionElements><zeebe:conditionalFilter variableNames="x, y" variableEvents="update"/></bpmn:extensionElements>';
  const content = handling(conditional(when('x &gt; y'), filter), { attributes: 'isInterrupting="false"' });
  const [process] = (await parse(content)).processes;
  const find = (id: string) => process?.elements.find((element) => element.id === id);
  expect(find('h')).toMatchObject({ type: 'subProcess', triggeredByEvent: true });
  expect(find('hs')).toMatchObject({
    interrupting: false,
    eventDefinitions: [
      {
        type: 'conditional',
        config: { condition: '=x > y', variableNames: ['x', 'y'], variableEvents: ['update'] },
      },
    ],
  });
});
