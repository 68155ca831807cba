// Message flows and data: what cannot pass as drawn is refused, what passes all the same is told.
import { describe, expect, test } from 'vitest';
import { around, drawing, file, flow, problemsOf } from './drawing.ts';

const told = async (content: string) =>
  (await problemsOf(content)).filter((each) => !/ENCODING|WITHOUT_PEOPLE|MESSAGE_WITHOUT_KEY/.test(each));

describe('a message flow', () => {
  const message = '<bpmn:messageEventDefinition messageRef="m"/>';
  const pools = (source: string, target: string) =>
    file(
      `<bpmn:message id="m" name="m"/><bpmn:collaboration id="C"><bpmn:participant id="one" processRef="P"/><bpmn:participant id="two" processRef="Q"/><bpmn:participant id="empty"/><bpmn:messageFlow id="mf" sourceRef="${source}" targetRef="${target}"/></bpmn:collaboration>
       <bpmn:process id="P"><bpmn:startEvent id="s"/><bpmn:exclusiveGateway id="g"/><bpmn:task id="t"/><bpmn:intermediateCatchEvent id="catch">${message}</bpmn:intermediateCatchEvent><bpmn:intermediateThrowEvent id="throw">${message}</bpmn:intermediateThrowEvent><bpmn:endEvent id="plain"/>
       ${flow('f1', 's', 'g')}${flow('f2', 'g', 't')}${flow('f3', 't', 'catch')}${flow('f4', 'catch', 'throw')}${flow('f5', 'throw', 'plain')}</bpmn:process>
       <bpmn:process id="Q"><bpmn:startEvent id="qs">${message}</bpmn:startEvent><bpmn:task id="qt"/>${flow('q1', 'qs', 'qt')}${flow('q2', 'qt', 'qe')}<bpmn:endEvent id="qe"/></bpmn:process>`,
    );

  test.each([
    ['throw', 'qs', []],
    ['t', 'empty', []],
    ['empty', 'catch', []],
    ['one', 'two', []],
    ['qt', 't', []],
    ['s', 'two', ['error MESSAGE_FLOW_END mf']],
    ['catch', 'empty', ['error MESSAGE_FLOW_END mf']],
    ['empty', 'throw', ['error MESSAGE_FLOW_END mf']],
    ['empty', 'plain', ['error MESSAGE_FLOW_END mf']],
    ['g', 'two', ['error MESSAGE_FLOW_END mf']],
    ['throw', 'one', ['error MESSAGE_FLOW_WITHIN_POOL mf']],
    ['t', 'catch', ['error MESSAGE_FLOW_WITHIN_POOL mf']],
    ['plain', 'two', ['warning MESSAGE_FLOW_PLAIN_EVENT mf']],
  ])('from %s to %s', async (source, target, expected) => {
    expect(await told(pools(source, target))).toEqual(expected);
  });
});

describe('data', () => {
  const types =
    '<bpmn:itemDefinition id="Text" structureRef="String"/><bpmn:itemDefinition id="Words" structureRef="String"/><bpmn:itemDefinition id="Number" structureRef="xsd:int"/><bpmn:itemDefinition id="List" structureRef="String" isCollection="true"/><bpmn:message id="m" name="m" itemRef="Text"/><bpmn:signal id="sig" name="sig" structureRef="Number"/>';
  const object = '<bpmn:dataObject id="D"/><bpmn:dataObjectReference id="R" dataObjectRef="D"/>';
  const io = (inputs: string[], outputs: string[] = [], sets = outputs.length > 0 ? 1 : 0) => {
    const data = (tag: string, all: string[]) =>
      all.map((type, at) => `<bpmn:${tag} id="${tag}${at}" ${type && `itemSubjectRef="${type}"`}/>`).join('');
    const refs = (tag: string, all: string[]) =>
      all.map((_, at) => `<bpmn:${tag}Refs>${tag}${at}</bpmn:${tag}Refs>`).join('');
    const outputSet = `<bpmn:outputSet>${refs('dataOutput', outputs)}</bpmn:outputSet>`;
    return `<bpmn:ioSpecification>${data('dataInput', inputs)}${data('dataOutput', outputs)}<bpmn:inputSet>${refs('dataInput', inputs)}</bpmn:inputSet>${outputSet.repeat(Math.max(1, sets))}</bpmn:ioSpecification>`;
  };
  const association = (way: 'Input' | 'Output', from: string, to: string, inside = '') =>
    `<bpmn:data${way}Association id="a">${from
      .split(' ')
      .map((each) => `<bpmn:sourceRef>${each}</bpmn:sourceRef>`)
      .join('')}<bpmn:targetRef>${to}</bpmn:targetRef>${inside}</bpmn:data${way}Association>`;
  const model = (tag: string, content: string, attributes = '') =>
    drawing(around(tag, content, attributes) + object, types);

  test.each([
    ['read', model('task', io(['']) + association('Input', 'R', 'dataInput0')), []],
    ['written', model('task', io([], ['']) + association('Output', 'dataOutput0', 'R')), []],
    [
      'read from an output',
      model('task', io([''], ['']) + association('Input', 'dataOutput0', 'dataInput0')),
      ['error DATA_ASSOCIATION_REVERSED x'],
    ],
    [
      'written from what is to be written',
      model('task', io([], ['']) + association('Output', 'R', 'dataOutput0')),
      ['error DATA_ASSOCIATION_REVERSED x'],
    ],
    [
      'of two sources',
      model('task', io(['']) + association('Input', 'R D', 'dataInput0')),
      ['error DATA_SOURCES_AMBIGUOUS x'],
    ],
    [
      'transformed by nothing',
      model('task', io(['']) + association('Input', 'R', 'dataInput0', '<bpmn:transformation/>')),
      ['error TRANSFORMATION_EMPTY x'],
    ],
    ['of a subprocess', model('subProcess', io([''])), ['error SUBPROCESS_WITH_DATA x']],
    ['of a message’s type', model('sendTask', io(['Text']), 'messageRef="m"'), []],
    ['of a type of the same structure', model('sendTask', io(['Words']), 'messageRef="m"'), []],
    [
      'of another type than the message',
      model('sendTask', io(['Number']), 'messageRef="m"'),
      ['error DATA_TYPE_DIFFERS x'],
    ],
    ['of no type', model('sendTask', io(['']), 'messageRef="m"'), ['warning DATA_TYPE_MISSING x']],
    [
      'of several sets that a message fills',
      model('receiveTask', io([], ['Text'], 2), 'messageRef="m"'),
      ['error MESSAGE_DATA_AMBIGUOUS x'],
    ],
    [
      'of several inputs that are sent',
      model('sendTask', io(['Text', 'Text']), 'messageRef="m"'),
      ['warning MESSAGE_DATA_AMBIGUOUS x'],
    ],
    [
      'that an event lacks',
      model(
        'endEvent',
        '<bpmn:dataInput id="i" itemSubjectRef="Text"/><bpmn:messageEventDefinition messageRef="m"/><bpmn:signalEventDefinition signalRef="sig"/>',
      ).replace(`${flow('f2', 'x', 'end')}<bpmn:endEvent id="end"/>`, ''),
      ['error EVENT_DATA_COUNT x'],
    ],
    [
      'of an event’s other type',
      model(
        'intermediateCatchEvent',
        '<bpmn:dataOutput id="o" itemSubjectRef="Number"/><bpmn:messageEventDefinition messageRef="m"/>',
      ),
      ['error DATA_TYPE_DIFFERS x'],
    ],
    [
      'of lists of lists',
      model(
        'task',
        `${io(['List'])}<bpmn:multiInstanceLoopCharacteristics><bpmn:loopDataInputRef>dataInput0</bpmn:loopDataInputRef><bpmn:inputDataItem id="item" itemSubjectRef="List"/></bpmn:multiInstanceLoopCharacteristics>`,
      ),
      ['error DATA_TYPE_DIFFERS x'],
    ],
    [
      'of lists of texts',
      model(
        'task',
        `${io(['List'])}<bpmn:multiInstanceLoopCharacteristics><bpmn:loopDataInputRef>dataInput0</bpmn:loopDataInputRef><bpmn:inputDataItem id="item" itemSubjectRef="Text"/></bpmn:multiInstanceLoopCharacteristics>`,
      ),
      [],
    ],
    [
      'counted twice',
      model(
        'task',
        `${io(['List'])}<bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>2</bpmn:loopCardinality><bpmn:loopDataInputRef>dataInput0</bpmn:loopDataInputRef></bpmn:multiInstanceLoopCharacteristics>`,
      ),
      ['error REPETITION_COUNTED_TWICE x'],
    ],
    [
      'that is a list and is none',
      drawing(
        '<bpmn:task id="x"/><bpmn:dataObject id="D" isCollection="false" itemSubjectRef="List"/>',
        types,
      ),
      ['warning DATA_COLLECTION_DIFFERS D'],
    ],
  ])('%s', async (_what, content, expected) => {
    expect(await told(content)).toEqual(expected);
  });

  test.each([
    ['Text', 'Text', []],
    ['Text', 'Number', ['error CALL_DATA_DIFFERS x']],
    ['', 'Number', []],
  ])('given to a call as %s where %s is declared', async (given, declared, expected) => {
    const own = io([given]);
    const other = io([declared]).replaceAll('dataInput0', 'declared0');
    const call = `<bpmn:process id="P">${around('callActivity', own, 'calledElement="Q"')}</bpmn:process>`;
    expect(
      await told(file(`${types}${call}<bpmn:process id="Q">${other}<bpmn:task id="q"/></bpmn:process>`)),
    ).toEqual(expected);
  });
});

test('a reference to another kind of thing is refused wherever it stands', async () => {
  expect(
    await told(
      file(
        '<bpmn:process id="P"><bpmn:task id="t"/></bpmn:process><bpmn:partnerEntity id="E" name="E"><bpmn:participantRef>t</bpmn:participantRef></bpmn:partnerEntity>',
      ),
    ),
  ).toEqual(['error WRONG_REFERENCE E']);
});

test('an event that uses the definition of another event is refused', async () => {
  const shared = (own: string, roots = '') =>
    drawing(
      `<bpmn:startEvent id="s"><bpmn:eventDefinitionRef>d</bpmn:eventDefinitionRef></bpmn:startEvent>${flow('f', 's', 'e')}<bpmn:endEvent id="e">${own}</bpmn:endEvent>`,
      `<bpmn:signal id="sig" name="sig"/>${roots}`,
    );
  const definition = '<bpmn:signalEventDefinition id="d" signalRef="sig"/>';
  expect(await told(shared(definition))).toContain('error EVENT_DEFINITION_NOT_SHARED s');
  expect(await told(shared('', definition))).toEqual([]);
});
