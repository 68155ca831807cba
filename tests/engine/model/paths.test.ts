// Where paths begin, fork and end: what BPMN asks for beyond what runs is a warning; what could not run is refused.
import { expect, test } from 'vitest';
import { around, condition, drawing, flow, parse, problemsOf } from './drawing.ts';

const all = async (content: string) =>
  (await parse(content)).problems
    .filter(({ code }) => !/MESSAGE_WITHOUT_KEY|TASK_WITHOUT_PEOPLE/.test(code))
    .map(({ severity, code, elementId }) => `${severity} ${code} ${elementId}`);
const timer = (id: string, tag = 'intermediateCatchEvent', attributes = '') =>
  `<bpmn:${tag} id="${id}" ${attributes}><bpmn:timerEventDefinition><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:${tag}>`;
const message = '<bpmn:message id="m" name="m"/>';
const waiting =
  '<bpmn:intermediateCatchEvent id="c"><bpmn:messageEventDefinition messageRef="m"/></bpmn:intermediateCatchEvent>';
const gateway = (content: string, attributes = '') =>
  drawing(
    `<bpmn:startEvent id="s"/>${flow('f0', 's', 'g')}<bpmn:eventBasedGateway id="g" ${attributes}/>${content}`,
    message,
  );
const two = timer('a') + timer('b') + flow('fa', 'g', 'a') + flow('fb', 'g', 'b');
const receive = (inside = '') =>
  `${waiting}<bpmn:receiveTask id="r" messageRef="m"/>${timer('b')}${flow('fr', 'g', 'r')}${inside}`;

test.each([
  [
    'an end without a start',
    drawing(`<bpmn:task id="t"/>${flow('f', 't', 'e')}<bpmn:endEvent id="e"/>`),
    ['warning START_MISSING P'],
  ],
  [
    'a start without an end',
    drawing(`<bpmn:startEvent id="s"/>${flow('f', 's', 't')}<bpmn:task id="t"/>`),
    ['warning END_MISSING P'],
  ],
  ['neither', drawing('<bpmn:task id="t"/>'), []],
  [
    'a boundary event that leads nowhere',
    drawing(around('task') + timer('b', 'boundaryEvent', 'attachedToRef="x"')),
    ['warning BOUNDARY_WITHOUT_FLOW b'],
  ],
  [
    'an event that begins',
    drawing(`${timer('c')}${flow('f', 'c', 't')}<bpmn:task id="t"/>`),
    ['warning EVENT_WITHOUT_INCOMING c'],
  ],
  [
    'a gateway that neither splits nor joins',
    drawing(around('exclusiveGateway')),
    ['warning GATEWAY_WITHOUT_PURPOSE x'],
  ],
])('%s', async (_what, content, expected) => {
  expect(await all(content)).toEqual(expected);
});

test.each([
  [
    'a gateway that diverges and joins',
    drawing(
      `<bpmn:exclusiveGateway id="g" gatewayDirection="Diverging"/><bpmn:task id="a"/><bpmn:task id="b"/><bpmn:task id="c"/>${flow('1', 'a', 'g')}${flow('2', 'b', 'g')}${flow('3', 'g', 'c')}`.replace(
        /id="(\d)"/g,
        'id="f$1"',
      ),
    ),
    ['warning GATEWAY_DIRECTION g'],
  ],
  [
    'one event behind an event-based gateway',
    gateway(timer('a') + flow('fa', 'g', 'a')),
    ['error EVENT_GATEWAY_SINGLE g'],
  ],
  ['two events behind it', gateway(two), []],
  [
    'a condition behind it',
    gateway(two.replace(flow('fa', 'g', 'a'), flow('fa', 'g', 'a', condition('=yes')))),
    ['error EVENT_GATEWAY_CONDITION fa'],
  ],
  [
    'an event behind it that another flow reaches',
    gateway(`${two}<bpmn:task id="t"/>${flow('fs', 's', 't')}${flow('ft', 't', 'a')}`),
    ['warning EVENT_GATEWAY_TARGET_SHARED g'],
  ],
  ['a receive task beside a timer', gateway(receive(flow('fb', 'g', 'b'))).replace(waiting, ''), []],
  [
    'a receive task beside a message',
    gateway(receive(flow('fc', 'g', 'c'))).replace(timer('b'), ''),
    ['warning EVENT_GATEWAY_MIXED g'],
  ],
  [
    'a receive task with a boundary event',
    gateway(receive(flow('fb', 'g', 'b') + timer('late', 'boundaryEvent', 'attachedToRef="r"'))).replace(
      waiting,
      '',
    ),
    ['error EVENT_GATEWAY_TARGET_BOUNDARY g'],
  ],
  [
    'a gateway that begins the process behind a start',
    gateway(two, 'instantiate="true"'),
    ['error INSTANTIATE_NOT_FIRST g'],
  ],
  [
    'a condition behind a parallel gateway',
    drawing(
      `<bpmn:parallelGateway id="g"/><bpmn:task id="a"/><bpmn:task id="b"/>${flow('fa', 'g', 'a', condition('=yes'))}${flow('fb', 'g', 'b')}`,
    ),
    ['warning CONDITION_IGNORED fa'],
  ],
  [
    'a condition that is a number',
    drawing(`<bpmn:task id="a"/><bpmn:task id="b"/>${flow('f', 'a', 'b', condition('=5'))}`),
    ['error CONDITION_NEVER_BOOLEAN f'],
  ],
  [
    'a flow that something may come between',
    drawing(around('task'))
      .replace('<bpmn:process id="P"', '<bpmn:process id="P" isExecutable="true"')
      .replace('id="f1"', 'id="f1" isImmediate="false"'),
    ['warning FLOW_NOT_IMMEDIATE f1'],
  ],
  [
    'a drawing of which nobody says that it is executable',
    drawing(around('task')).replace('id="f1"', 'id="f1" isImmediate="false"'),
    [],
  ],
  [
    'a transaction by a method that is no address',
    drawing(around('transaction', '<bpmn:task id="t"/>', 'method="no %uri"')),
    ['error TRANSACTION_METHOD x'],
  ],
  [
    'a transaction by a protocol',
    drawing(around('transaction', '<bpmn:task id="t"/>', 'method="http://example.org/wsat"')),
    ['warning TRANSACTION_COMPENSATES x'],
  ],
  [
    'a transaction by compensation',
    drawing(around('transaction', '<bpmn:task id="t"/>', 'method="##Compensate"')),
    [],
  ],
  [
    'a script of no known language',
    drawing(around('scriptTask', '<bpmn:script>x</bpmn:script>', 'scriptFormat="INVALID"')),
    ['warning SCRIPT_FORMAT_UNKNOWN x'],
  ],
  [
    'a script of a media type',
    drawing(around('scriptTask', '<bpmn:script>x</bpmn:script>', 'scriptFormat="application/x-groovy"')),
    [],
  ],
  [
    'documentation of no format',
    drawing(around('task', '<bpmn:documentation textFormat="INVALID">x</bpmn:documentation>')),
    ['warning TEXT_FORMAT_UNKNOWN x'],
  ],
])('%s', async (_what, content, expected) => {
  const found = await problemsOf(content);
  expect(
    found.filter((each) => !/MESSAGE_WITHOUT_KEY|TASK_WITHOUT_PEOPLE|NODE_UNREACHABLE/.test(each)),
  ).toEqual(expected);
});

test('a repetition whose complex behavior waits for a number is refused', async () => {
  const loop =
    '<bpmn:multiInstanceLoopCharacteristics behavior="Complex"><bpmn:loopCardinality>3</bpmn:loopCardinality><bpmn:complexBehaviorDefinition><bpmn:condition xsi:type="bpmn:tFormalExpression">23</bpmn:condition></bpmn:complexBehaviorDefinition></bpmn:multiInstanceLoopCharacteristics>';
  expect(await problemsOf(drawing(around('task', loop)))).toEqual(['error CONDITION_NEVER_BOOLEAN x']);
});
