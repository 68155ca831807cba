// How the core's files see an XML element.
import { BpmnModdle } from 'bpmn-moddle';
import { expect, test } from 'vitest';
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json' with { type: 'json' };
import { sourceNode } from '../../../engine/model/sourceNode.ts';
import { around, drawing } from './drawing.ts';

async function nodeX(tag: string, content: string, attributes = '', roots = '') {
  const { elementsById } = await new BpmnModdle({ zeebe }).fromXML(
    drawing(around(tag, content, attributes), roots),
  );
  return sourceNode(elementsById.x!);
}

test('attributes, single children and bodies are text; what is absent is undefined', async () => {
  const x = await nodeX(
    'scriptTask',
    '<bpmn:script>a + b</bpmn:script>',
    'scriptFormat="js" camunda:asyncBefore="true"',
  );
  expect(x.type).toBe('bpmn:ScriptTask');
  expect(x.text('scriptFormat')).toBe('js');
  expect(x.text('script')).toBe('a + b');
  expect(x.text('camunda:asyncBefore')).toBe('true');
  for (const name of ['nothing', 'constructor', 'toString', '__proto__'])
    expect(x.text(name), name).toBeUndefined();
});

test('a default of the schema is never absent', async () => {
  const x = await nodeX(
    'callActivity',
    '<bpmn:extensionElements><zeebe:calledElement processId="p"/></bpmn:extensionElements>',
  );
  expect(x.extension('zeebe:CalledElement')?.text('propagateAllParentVariables')).toBe('true');
  expect(x.extension('zeebe:CalledElement')?.text('propagateAllChildVariables')).toBeUndefined();
  expect(x.extension('zeebe:Script')).toBeUndefined();
});

test('references are followed, and children come in order', async () => {
  const x = await nodeX(
    'receiveTask',
    '<bpmn:documentation>uno</bpmn:documentation><bpmn:documentation>dos</bpmn:documentation>',
    'messageRef="m"',
    '<bpmn:message id="m" name="hola"/>',
  );
  expect(x.child('messageRef')?.text('name')).toBe('hola');
  expect(x.children('documentation').map((each) => each.text('text'))).toEqual(['uno', 'dos']);
  expect(x.children('nothing')).toEqual([]);
});

test('elements of an unknown namespace are read by name', async () => {
  const x = await nodeX(
    'task',
    '<bpmn:extensionElements><camunda:inputOutput><camunda:inputParameter name="a">1</camunda:inputParameter></camunda:inputOutput></bpmn:extensionElements>',
  );
  const parameter = x.extension('camunda:inputOutput')?.child('inputParameter');
  expect([parameter?.type, parameter?.text('name')]).toEqual(['camunda:inputParameter', 'a']);
});
