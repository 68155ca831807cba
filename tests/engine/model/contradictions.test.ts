// Drawings that say two things at once cannot be executed: each is refused, with the element.
import { expect, test } from 'vitest';
import { around, drawing, file, flow, problemsOf } from './drawing.ts';

const loop = '<bpmn:standardLoopCharacteristics/>';
const many =
  '<bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>3</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>';
const reading = (what: string) =>
  `<bpmn:ioSpecification><bpmn:dataInput id="in"/><bpmn:inputSet><bpmn:dataInputRefs>${what}</bpmn:dataInputRefs></bpmn:inputSet><bpmn:outputSet/></bpmn:ioSpecification>`;
const errors = async (content: string) =>
  (await problemsOf(content)).filter((each) => each.startsWith('error'));

test.each([
  ['a loop that is multi-instance', drawing(around('userTask', loop + many)), ['error LOOP_TWICE x']],
  ['a multi-instance that is a loop', drawing(around('userTask', many + loop)), ['error LOOP_TWICE x']],
  [
    'a loop beside a multi-instance',
    drawing(`${around('userTask', loop)}<bpmn:task id="y">${many}</bpmn:task>`),
    [],
  ],
  [
    'a cancellation that does not interrupt its transaction',
    drawing(
      `${around('transaction')}<bpmn:boundaryEvent id="b" attachedToRef="x" cancelActivity="false"><bpmn:cancelEventDefinition/></bpmn:boundaryEvent>`,
    ),
    ['error CANCEL_MUST_INTERRUPT b'],
  ],
  ['input from what is no data', drawing(around('serviceTask', reading('end'))), ['error WRONG_REFERENCE x']],
  ['input from data', drawing(around('serviceTask', reading('in'))), []],
])('%s', async (_what, content, expected) => {
  const found = await errors(content);
  expect(found.map((each) => each.replace(/^(error WRONG_REFERENCE).*/, '$1 x'))).toEqual(expected);
});

test('a call of a process of the file that only a message begins', async () => {
  const called = (start: string) =>
    file(
      `<bpmn:message id="m" name="m"/><bpmn:process id="P">${around('callActivity', '<bpmn:extensionElements><zeebe:calledElement processId="Q"/></bpmn:extensionElements>')}</bpmn:process>
       <bpmn:process id="Q"><bpmn:startEvent id="qs">${start}</bpmn:startEvent>${flow('q1', 'qs', 'qe')}<bpmn:endEvent id="qe"/></bpmn:process>`,
    );
  expect(await errors(called('<bpmn:messageEventDefinition messageRef="m"/>'))).toEqual([
    'error CALL_WITHOUT_START x',
  ]);
  expect(await errors(called(''))).toEqual([]);
});
