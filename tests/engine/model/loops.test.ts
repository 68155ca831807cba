import { describe, expect, test } from 'vitest';
import type { ElementModel } from '../../../engine/core/model.ts';
import { around, drawing, parse, problemsOf } from './drawing.ts';

const SIGNAL = '<bpmn:signal id="S" name="hecho"/><bpmn:signalEventDefinition id="SD" signalRef="S"/>';
const repeated = (content: string, attributes = '') =>
  `<bpmn:multiInstanceLoopCharacteristics ${attributes}>${content}</bpmn:multiInstanceLoopCharacteristics>`;
const three = '<bpmn:loopCardinality>=3</bpmn:loopCardinality>';

async function element(content: string, roots = '', inside = ''): Promise<ElementModel | undefined> {
  const { processes, problems } = await parse(drawing(`${around('task', content)}${inside}`, roots));
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  return processes[0]?.elements.find(({ id }) => id === 'x');
}

describe('the repetition of an activity, as drawn', () => {
  test('a standard loop has a condition, a maximum or both', async () => {
    const loop = (attributes: string, content = '') =>
      element(
        `<bpmn:standardLoopCharacteristics ${attributes}>${content}</bpmn:standardLoopCharacteristics>`,
      ).then((found) => found?.standardLoop);
    const while3 = '<bpmn:loopCondition xsi:type="bpmn:tFormalExpression">n &lt; 3</bpmn:loopCondition>';
    expect(await loop('', while3)).toEqual({ testBefore: false, condition: '=n < 3' });
    expect(await loop('testBefore="true" loopMaximum="5"')).toEqual({ testBefore: true, maximum: 5 });
    expect(await loop('loopMaximum="0"', while3)).toMatchObject({ maximum: 0, condition: '=n < 3' });
    expect(await loop('')).toBeUndefined();
  });

  test('a collection may be a data object, and its item a data input', async () => {
    const data =
      '<bpmn:dataObject id="D" name="pedidos" isCollection="true"/><bpmn:dataObjectReference id="R" dataObjectRef="D"/>' +
      '<bpmn:dataObject id="E" name="totales" isCollection="true"/>';
    const loop = repeated(
      '<bpmn:loopDataInputRef>R</bpmn:loopDataInputRef><bpmn:loopDataOutputRef>E</bpmn:loopDataOutputRef>' +
        '<bpmn:inputDataItem id="I" name="pedido"/><bpmn:outputDataItem id="O" name="total"/>',
    );
    expect((await element(loop, '', data))?.multiInstance).toEqual({
      sequential: false,
      inputCollection: '=pedidos',
      inputElement: 'pedido',
      outputCollection: 'totales',
      outputElement: '=total',
    });
  });

  test('an input of the activity stands for the data that an association brings', async () => {
    const content =
      '<bpmn:ioSpecification><bpmn:dataInput id="DI" name="lista" isCollection="true"/>' +
      '<bpmn:inputSet><bpmn:dataInputRefs>DI</bpmn:dataInputRefs></bpmn:inputSet><bpmn:outputSet/></bpmn:ioSpecification>' +
      '<bpmn:dataInputAssociation><bpmn:sourceRef>D</bpmn:sourceRef><bpmn:targetRef>DI</bpmn:targetRef></bpmn:dataInputAssociation>' +
      repeated(
        '<bpmn:loopDataInputRef>DI</bpmn:loopDataInputRef><bpmn:inputDataItem id="pedido" isCollection="false"/>',
        'isSequential="true"',
      );
    const found = await element(content, '', '<bpmn:dataObject id="D" name="pedidos" isCollection="true"/>');
    expect(found?.multiInstance).toMatchObject({
      sequential: true,
      inputCollection: '=pedidos',
      inputElement: 'pedido',
    });
  });

  test('what it collects leaves with its end, not with each iteration', async () => {
    const content =
      '<bpmn:ioSpecification><bpmn:dataOutput id="DO" name="lista" isCollection="true"/><bpmn:inputSet/>' +
      '<bpmn:outputSet><bpmn:dataOutputRefs>DO</bpmn:dataOutputRefs></bpmn:outputSet></bpmn:ioSpecification>' +
      '<bpmn:dataOutputAssociation><bpmn:sourceRef>DO</bpmn:sourceRef><bpmn:targetRef>E</bpmn:targetRef></bpmn:dataOutputAssociation>' +
      repeated(
        `${three}<bpmn:loopDataOutputRef>DO</bpmn:loopDataOutputRef><bpmn:outputDataItem id="O" name="total del pedido"/>`,
      );
    const found = await element(content, '', '<bpmn:dataObject id="E" name="totales" isCollection="true"/>');
    expect(found?.multiInstance).toMatchObject({
      outputCollection: 'totales',
      outputElement: '=total_del_pedido',
    });
    expect(found?.data?.outputs).toBeUndefined();
  });

  test('what it throws is named, or a signal called as the activity', async () => {
    const behavior = async (attributes: string) =>
      (await element(repeated(three, attributes), SIGNAL))?.multiInstance?.behavior;
    const event = { type: 'signal', config: { name: 'hecho' } };
    expect(await behavior('behavior="One" oneBehaviorEventRef="SD"')).toEqual({ kind: 'one', event });
    expect(await behavior('behavior="None" noneBehaviorEventRef="SD"')).toEqual({ kind: 'none', event });
    expect(await behavior('behavior="One"')).toEqual({
      kind: 'one',
      event: { type: 'signal', config: { name: 'x' } },
    });
    expect(await behavior('behavior="All" oneBehaviorEventRef="SD"')).toBeUndefined();
    expect(await behavior('')).toBeUndefined();
  });

  test('what it throws may hang on conditions', async () => {
    const complex = (condition: string, event = '<bpmn:signalEventDefinition id="E1" signalRef="S"/>') =>
      `<bpmn:complexBehaviorDefinition><bpmn:condition xsi:type="bpmn:tFormalExpression">${condition}</bpmn:condition>` +
      `<bpmn:event>${event}</bpmn:event></bpmn:complexBehaviorDefinition>`;
    const found = await element(repeated(`${three}${complex('n = 1')}`, 'behavior="Complex"'), SIGNAL);
    expect(found?.multiInstance?.behavior).toEqual({
      kind: 'complex',
      definitions: [{ condition: '=n = 1', event: { type: 'signal', config: { name: 'hecho' } } }],
    });
    const problems = (content: string) =>
      problemsOf(drawing(around('task', repeated(`${three}${content}`, 'behavior="Complex"')), SIGNAL));
    expect(await problems(complex(''))).toEqual(['error COMPLEX_BEHAVIOR_INCOMPLETE x']);
    expect(await problems(complex('=true', '<bpmn:timerEventDefinition id="T"/>'))).toEqual([
      'warning BEHAVIOR_NOT_THROWN x',
    ]);
  });

  test('a boundary event that would interrupt what goes on is warned of', async () => {
    const caught = (attributes: string) =>
      `<bpmn:boundaryEvent id="b" attachedToRef="x" ${attributes}><bpmn:signalEventDefinition id="E" signalRef="S"/></bpmn:boundaryEvent>`;
    const problems = (attributes: string) =>
      problemsOf(
        drawing(
          around('task', repeated(three, 'behavior="One" oneBehaviorEventRef="SD"')) + caught(attributes),
          SIGNAL,
        ),
      );
    expect(await problems('')).toEqual(['warning BEHAVIOR_GOES_ON b']);
    expect(await problems('cancelActivity="false"')).toEqual([]);
  });
});
