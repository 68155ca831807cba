// Ids that a file gives twice, or that are no names, are mended in its text: an editor then reads every element.
import { expect, test } from 'vitest';
import { mendIds } from '../../../engine/model/mendIds.ts';
import { drawing, flow, parse } from './drawing.ts';

const shape = (element: string, id: string) => `<bpmndi:BPMNShape id='${id}' bpmnElement="${element}"/>`;
const drawn = (content: string, shapes: string) =>
  drawing(content).replace(
    '</bpmn:definitions>',
    `<bpmndi:BPMNDiagram xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" id="d"><bpmndi:BPMNPlane id="p" bpmnElement="P">${shapes}</bpmndi:BPMNPlane></bpmndi:BPMNDiagram></bpmn:definitions>`,
  );

test('the second of two elements gets an id of its own, and its shape with it', async () => {
  const text = drawn(
    `<bpmn:task id="t" name="Uno"/><!-- id="t" --><bpmn:task id="t" name="Dos"/><bpmn:task id="t_2" name="Tres"/><bpmn:task id="t" name="Cuatro"/>${flow('f', 't', 't_2')}`,
    shape('t', 's1') + shape('t', 's2') + shape('t_2', 's3') + shape('t', 's4'),
  );
  const mended = mendIds(text);
  expect(mended.renamed).toEqual([
    { from: 't', to: 't_3' },
    { from: 't', to: 't_4' },
  ]);
  expect(mended.text).toContain('<!-- id="t" --><bpmn:task id="t_3" name="Dos"/>');
  expect(mended.text).toContain(`id='s2' bpmnElement="t_3"`);
  expect(mended.text).toContain(`id='s4' bpmnElement="t_4"`);
  expect(mended.text).toContain('sourceRef="t" targetRef="t_2"');
  const codes = (await parse(mended.text)).problems.map(({ code }) => code);
  expect(codes).not.toContain('DUPLICATE_ID');
});

test('an id that is no name becomes one, wherever it is referred to', async () => {
  const text = drawing(
    `<bpmn:startEvent id="s"><bpmn:outgoing>1 flujo</bpmn:outgoing></bpmn:startEvent><bpmn:task id="revisión"/>${flow('1 flujo', 's', 'revisión')}`,
  );
  const mended = mendIds(text);
  expect(mended.renamed).toEqual([
    { from: 'revisión', to: 'revision' },
    { from: '1 flujo', to: '_1_flujo' },
  ]);
  expect(mended.text).toContain('<bpmn:outgoing>_1_flujo</bpmn:outgoing>');
  expect(mended.text).toContain('targetRef="revision"');
  const codes = (await parse(mended.text)).problems.map(({ code }) => code);
  expect(codes).not.toContain('INVALID_ID');
});

test('ids of other vocabularies, texts and a file in order stay as they are', () => {
  const text = drawing(
    `<bpmn:task id="t" name='id="t"'><bpmn:documentation>id="t"</bpmn:documentation><bpmn:extensionElements><cauce:sla id="t"/></bpmn:extensionElements></bpmn:task>`,
  );
  expect(mendIds(text)).toEqual({ text, renamed: [] });
  expect(mendIds('').text).toBe('');
});
