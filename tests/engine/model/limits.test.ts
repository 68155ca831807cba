// What a deployment is told about drawings that would never end, or that use names which nobody may use.
import { expect, test } from 'vitest';
import { around, drawing, flow, parse, problemsOf } from './drawing.ts';

const repeated = (cardinality: string) =>
  drawing(
    around(
      'task',
      `<bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality xsi:type="bpmn:tFormalExpression">${cardinality}</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>`,
    ),
  );

test('a number of repetitions above the limit is told; the limit itself and expressions are not', async () => {
  expect(await problemsOf(repeated('1000000000'))).toEqual(['warning REPETITION_TOO_LONG x']);
  expect(await problemsOf(repeated('=100001'))).toEqual(['warning REPETITION_TOO_LONG x']);
  expect(await problemsOf(repeated('100000'))).toEqual([]);
  expect(await problemsOf(repeated('=n'))).toEqual([]);
});

const cycling = (interval: string) =>
  drawing(
    `<bpmn:startEvent id="s"><bpmn:timerEventDefinition><bpmn:timeCycle>${interval}</bpmn:timeCycle></bpmn:timerEventDefinition></bpmn:startEvent>`,
  );

test('a cycle shorter than a second is refused, whether of parts of it, of nothing or backwards', async () => {
  for (const interval of ['R/PT0.001S', 'R/PT0S', 'R/-PT5S', 'R3/PT0.999S', 'R/-P1M'])
    expect(await problemsOf(cycling(interval)), interval).toEqual(['error TIMER_TOO_SHORT s']);
  for (const interval of ['R/PT1S', 'R/P1M']) expect(await problemsOf(cycling(interval))).toEqual([]);
});

const extended = (inside: string) => `<bpmn:extensionElements>${inside}</bpmn:extensionElements>`;

test.each([
  ['a result', 'scriptTask', extended('<zeebe:script expression="=1" resultVariable="__proto__"/>')],
  [
    'a decision’s result',
    'businessRuleTask',
    extended('<zeebe:calledDecision decisionId="d" resultVariable="constructor"/>'),
  ],
  [
    'an output',
    'task',
    extended('<zeebe:ioMapping><zeebe:output source="=1" target="__proto__.x"/></zeebe:ioMapping>'),
  ],
  [
    'an input',
    'task',
    extended('<zeebe:ioMapping><zeebe:input source="=1" target="a.prototype"/></zeebe:ioMapping>'),
  ],
  ['an item', 'task', repeatedOver('inputElement="__proto__"')],
  ['a collection of outputs', 'task', repeatedOver('outputCollection="constructor" outputElement="=1"')],
])('%s under a reserved name is refused', async (_, tag, inside) => {
  expect(await problemsOf(drawing(around(tag, inside)))).toEqual(['error VARIABLE_NAME_RESERVED x']);
});

function repeatedOver(attributes: string): string {
  const loop = `<zeebe:loopCharacteristics inputCollection="=items" ${attributes}/>`;
  return `<bpmn:multiInstanceLoopCharacteristics>${extended(loop)}</bpmn:multiInstanceLoopCharacteristics>`;
}

const own = (thrower: string) =>
  drawing(
    `<bpmn:startEvent id="s"><bpmn:signalEventDefinition signalRef="g"/></bpmn:startEvent>
<bpmn:startEvent id="m"><bpmn:messageEventDefinition messageRef="again"/></bpmn:startEvent>${thrower}`,
    '<bpmn:signal id="g" name="g"/><bpmn:message id="again" name="again"/><bpmn:message id="other" name="other"/>',
  );

test('a process that throws what starts it is told, by any element that throws', async () => {
  const told = ['warning STARTS_ITSELF x'];
  const signal = '<bpmn:endEvent id="x"><bpmn:signalEventDefinition signalRef="g"/></bpmn:endEvent>';
  const sent = (ref: string) =>
    `<bpmn:sendTask id="x" messageRef="${ref}"/>${flow('f', 's', 'x')}<bpmn:endEvent id="e"/>${flow('h', 'x', 'e')}`;
  expect(await problemsOf(own(`${signal}${flow('f', 's', 'x')}`))).toEqual(told);
  expect(await problemsOf(own(sent('again')))).toEqual(told);
  expect(await problemsOf(own(sent('other')))).toEqual([]);
});

test('a file of more elements than anybody draws is refused before they are looked at', async () => {
  const chain = (length: number) =>
    Array.from(
      { length },
      (_, n) => `<bpmn:task id="t${n}"/>${n > 0 ? flow(`f${n}`, `t${n - 1}`, `t${n}`) : ''}`,
    ).join('');
  const { processes, problems } = await parse(drawing(chain(7_000)));
  expect(processes).toEqual([]);
  expect(problems).toMatchObject([
    { code: 'TOO_MANY_ELEMENTS', values: { elements: 13_999, limit: 12_000 } },
  ]);
  const inner = await parse(drawing(`<bpmn:subProcess id="s">${chain(7_000)}</bpmn:subProcess>`));
  expect(inner.problems).toMatchObject([{ code: 'TOO_MANY_ELEMENTS', values: { elements: 14_000 } }]);
});
