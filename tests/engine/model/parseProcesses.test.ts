// What a drawing becomes: elements, flows, lanes, events, mappings, repetition.
import { expect, test } from 'vitest';
import { around, codesOf, condition, drawing, file, flow, parse } from './drawing.ts';

async function only(content: string) {
  const { processes, problems } = await parse(content);
  expect(problems.filter((problem) => problem.severity === 'error')).toEqual([]);
  expect(processes).toHaveLength(1);
  return processes[0]!;
}

async function elementX(content: string) {
  const model = await only(content);
  return model.elements.find((element) => element.id === 'x')!;
}

test('a plain drawing becomes elements and flows in document order, as plain JSON', async () => {
  const model = await only(
    drawing(`<bpmn:startEvent id="start"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
      <bpmn:task id="x" name="Radicar&#10;  la petición"><bpmn:documentation>Cómo se radica</bpmn:documentation></bpmn:task>
      <bpmn:endEvent id="end"/>${flow('f1', 'start', 'x')}${flow('f2', 'x', 'end', '', 'listo')}`),
  );
  expect(model).toEqual({
    format: 1,
    id: 'P',
    name: 'Proceso',
    elements: [
      element('start', 'startEvent', { outgoing: ['f1'] }),
      element('x', 'task', {
        name: 'Radicar la petición',
        incoming: ['f1'],
        outgoing: ['f2'],
        documentation: 'Cómo se radica',
      }),
      element('end', 'endEvent', { incoming: ['f2'] }),
    ],
    flows: [
      { id: 'f1', name: '', source: 'start', target: 'x' },
      { id: 'f2', name: 'listo', source: 'x', target: 'end' },
    ],
  });
  expect(JSON.parse(JSON.stringify(model))).toEqual(model);
});

function element(id: string, type: string, more: object) {
  const empty = { name: '', parent: null, incoming: [], outgoing: [], eventDefinitions: [], config: {} };
  return { id, type, ...empty, ...more };
}

test('elements of a subprocess follow it and name it as their parent', async () => {
  const model = await only(
    drawing(around('subProcess', `<bpmn:startEvent id="s"/>${flow('g', 's', 'e')}<bpmn:endEvent id="e"/>`)),
  );
  expect(model.elements.map(({ id, parent }) => [id, parent])).toEqual([
    ['start', null],
    ['x', null],
    ['s', 'x'],
    ['e', 'x'],
    ['end', null],
  ]);
});

test('each pool with a process becomes a model; a partner drawn empty is only a warning', async () => {
  const { processes, problems } = await parse(
    file(`<bpmn:collaboration id="c"><bpmn:participant id="a" processRef="A"/><bpmn:participant id="b" processRef="B"/>
      <bpmn:participant id="d" processRef="D"/></bpmn:collaboration>
      <bpmn:process id="A"><bpmn:task id="a1"/></bpmn:process><bpmn:process id="B" isExecutable="false"><bpmn:task id="b1"/></bpmn:process>
      <bpmn:process id="D"/>`),
  );
  expect(processes.map((process) => process.id)).toEqual(['A', 'B']);
  expect(problems.map(({ severity, code }) => [severity, code])).toEqual([['warning', 'PROCESS_EMPTY']]);
});

test('the innermost named lane holds an element; boundary events and subprocess contents take their surroundings', async () => {
  const model = await only(
    drawing(`<bpmn:laneSet id="ls"><bpmn:lane id="l1" name="Mesa de ayuda"><bpmn:flowNodeRef>start</bpmn:flowNodeRef>
        <bpmn:flowNodeRef>x</bpmn:flowNodeRef>
        <bpmn:childLaneSet id="cls"><bpmn:lane id="l2" name="Nivel  2"><bpmn:flowNodeRef>x</bpmn:flowNodeRef></bpmn:lane>
        <bpmn:lane id="l3"><bpmn:flowNodeRef>end</bpmn:flowNodeRef></bpmn:lane></bpmn:childLaneSet></bpmn:lane></bpmn:laneSet>
      ${around('subProcess', '<bpmn:task id="inner"/>')}
      <bpmn:boundaryEvent id="b" attachedToRef="x"><bpmn:errorEventDefinition id="ed"/></bpmn:boundaryEvent>`),
  );
  expect(Object.fromEntries(model.elements.map(({ id, lane }) => [id, lane]))).toEqual({
    start: 'Mesa de ayuda',
    x: 'Nivel 2',
    inner: 'Nivel 2',
    end: 'Mesa de ayuda',
    b: 'Nivel 2',
  });
});

test('flow order is that of the sequence flows in the XML, and the default flow is named', async () => {
  const x = await elementX(
    drawing(`<bpmn:exclusiveGateway id="x" default="f3"><bpmn:outgoing>f3</bpmn:outgoing><bpmn:outgoing>f2</bpmn:outgoing></bpmn:exclusiveGateway>
      <bpmn:task id="a"/><bpmn:task id="b"/>${flow('f2', 'x', 'a', condition('=amount &gt; 1'))}${flow('f3', 'x', 'b')}`),
  );
  expect(x.outgoing).toEqual(['f2', 'f3']);
  expect(x.defaultFlow).toBe('f3');
  expect(x.question).toBeUndefined();
});

test('boundary events know their host, whether they interrupt, and what they wait for', async () => {
  const model = await only(
    drawing(
      `${around('userTask')}
      <bpmn:boundaryEvent id="b" attachedToRef="x" cancelActivity="false"><bpmn:timerEventDefinition id="td">
        <bpmn:timeDuration xsi:type="bpmn:tFormalExpression">PT2H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>
      <bpmn:boundaryEvent id="c" attachedToRef="x"><bpmn:messageEventDefinition id="md" messageRef="m"/></bpmn:boundaryEvent>`,
      `<bpmn:message id="m" name="respuesta"><bpmn:extensionElements><zeebe:subscription correlationKey="=caseNumber"/></bpmn:extensionElements></bpmn:message>`,
    ),
  );
  const [b, c] = model.elements.slice(3);
  expect(b).toMatchObject({ attachedTo: 'x', interrupting: false });
  expect(b?.eventDefinitions).toEqual([{ type: 'timer', config: { kind: 'timeDuration', value: 'PT2H' } }]);
  expect(c).toMatchObject({ attachedTo: 'x', interrupting: true });
  expect(c?.eventDefinitions).toEqual([
    { type: 'message', config: { name: 'respuesta', correlationKey: '=caseNumber' } },
  ]);
});

test('an event definition shared by reference, and one named with the target namespace prefix, are found', async () => {
  const x = await elementX(
    drawing(
      around('intermediateCatchEvent', '<bpmn:eventDefinitionRef>shared</bpmn:eventDefinitionRef>'),
      '<bpmn:signal id="s" name="alarma"/><bpmn:signalEventDefinition id="shared" signalRef="tns:s"/>',
    ),
  );
  expect(x.eventDefinitions).toMatchObject([{ type: 'signal', config: { name: 'alarma' } }]);
});

test('zeebe mappings, assignment, form, milestone and multi-instance are read', async () => {
  const x = await elementX(
    drawing(
      around(
        'userTask',
        `<bpmn:extensionElements>
          <zeebe:ioMapping><zeebe:input source="=customer.name" target="name"/><zeebe:output source="=approved" target="ok"/></zeebe:ioMapping>
          <zeebe:assignmentDefinition candidateGroups="abogados" assignee="=owner"/>
          <zeebe:formDefinition formId="revisar"/><cauce:milestone name="En estudio"/></bpmn:extensionElements>
        <bpmn:multiInstanceLoopCharacteristics isSequential="true"><bpmn:extensionElements>
          <zeebe:loopCharacteristics inputCollection="=items" inputElement="item" outputCollection="results" outputElement="=item.result"/></bpmn:extensionElements>
          <bpmn:completionCondition xsi:type="bpmn:tFormalExpression">=done</bpmn:completionCondition></bpmn:multiInstanceLoopCharacteristics>`,
      ),
    ),
  );
  expect(x).toMatchObject({
    inputs: [{ source: '=customer.name', target: 'name' }],
    outputs: [{ source: '=approved', target: 'ok' }],
    milestone: 'En estudio',
    config: { candidateGroups: 'abogados', assignee: '=owner', formId: 'revisar' },
  });
  expect(x.multiInstance).toEqual({
    sequential: true,
    inputCollection: '=items',
    inputElement: 'item',
    outputCollection: 'results',
    outputElement: '=item.result',
    completionCondition: '=done',
  });
});

test('a cardinality is FEEL with or without the sign; a bare marker runs once', async () => {
  const counted = await elementX(
    drawing(
      around(
        'task',
        `<bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>3</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>`,
      ),
    ),
  );
  expect(counted.multiInstance).toEqual({ sequential: false, cardinality: '=3' });
  const marked = await elementX(drawing(around('task', '<bpmn:multiInstanceLoopCharacteristics/>')));
  expect(marked.multiInstance).toBeUndefined();
});

test('variant, data subject and version tag of the process are read', async () => {
  const model = await only(
    file(`<bpmn:process id="P"><bpmn:extensionElements><cauce:variant flow="pqrs" kind="to-be"/>
      <cauce:dataSubject publicNames="caseNumber  channel"/><zeebe:versionTag value="v1"/></bpmn:extensionElements><bpmn:task id="t"/></bpmn:process>`),
  );
  expect(model.variant).toEqual({ flow: 'pqrs', kind: 'to-be' });
  expect(model.dataSubject).toEqual({ publicNames: ['caseNumber', 'channel'] });
  expect(model.versionTag).toBe('v1');
});

test('what lies outside the file is listed: called processes, forms, decisions', async () => {
  const { links, startForms } = await parse(
    drawing(`<bpmn:startEvent id="s"><bpmn:extensionElements><zeebe:formDefinition formId="solicitud"/></bpmn:extensionElements></bpmn:startEvent>
      <bpmn:callActivity id="c" name="Llamar"><bpmn:extensionElements><zeebe:calledElement processId="otro"/></bpmn:extensionElements></bpmn:callActivity>
      <bpmn:businessRuleTask id="d"><bpmn:extensionElements><zeebe:calledDecision decisionId="=which" resultVariable="r"/></bpmn:extensionElements></bpmn:businessRuleTask>
      ${flow('a', 's', 'c')}${flow('b', 'c', 'd')}`),
  );
  expect(links).toEqual([
    { kind: 'form', id: 'solicitud', elementId: 's', elementName: '' },
    { kind: 'process', id: 'otro', elementId: 'c', elementName: 'Llamar' },
  ]);
  expect(startForms).toEqual([{ processId: 'P', formId: 'solicitud' }]);
});

test('ids that are names of JavaScript objects are ids like any other', async () => {
  const outcome = await parse(
    drawing(
      `<bpmn:startEvent id="constructor"/>${flow('__proto__', 'constructor', 'prototype')}<bpmn:task id="prototype" name="toString"/>`,
    ),
  );
  const { processes } = outcome;
  expect(codesOf(outcome)).toEqual([]);
  expect(processes[0]?.elements.map((each) => each.id)).toEqual(['constructor', 'prototype']);
  expect(processes[0]?.flows).toEqual([
    { id: '__proto__', name: '', source: 'constructor', target: 'prototype' },
  ]);
});

test('flows without an id get one that does not change from parse to parse', async () => {
  const bare = '<bpmn:sequenceFlow sourceRef="a" targetRef="b"/>';
  const model = await only(drawing(`<bpmn:task id="a"/><bpmn:task id="b"/>${bare}${bare}`));
  expect(model.flows.map((each) => each.id)).toEqual(['a-to-b', 'a-to-b-2']);
  expect(model.elements[0]?.outgoing).toEqual(['a-to-b', 'a-to-b-2']);
});

test('extensions of Camunda 7 beside those of Zeebe do not disturb; that they are not read is said', async () => {
  const { problems } = await parse(
    drawing(
      around(
        'userTask',
        '<bpmn:extensionElements><camunda:formData><camunda:formField id="a"/></camunda:formData><zeebe:assignmentDefinition assignee="ana"/></bpmn:extensionElements>',
        'camunda:assignee="demo"',
      ),
    ),
  );
  expect(problems.map(({ code }) => code)).toEqual(['CAMUNDA_BESIDE_ZEEBE']);
});

test('references with space around them, as pretty printers leave it, are found; empty ones are none', async () => {
  const { processes, problems } = await parse(
    drawing(`<bpmn:laneSet id="ls"><bpmn:lane id="l" name="L"><bpmn:flowNodeRef>
        x
      </bpmn:flowNodeRef><bpmn:flowNodeRef></bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>${around('task', '<bpmn:incoming/>')}`),
  );
  expect(problems).toEqual([]);
  expect(processes[0]?.elements.find((each) => each.id === 'x')?.lane).toBe('L');
});
