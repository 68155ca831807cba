// A task without a form asks for what the gateway behind it reads, under a label of the variable's name.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { complete } from '../harness/pqrs.ts';
import { lanes, type Product, startProduct } from '../harness/product.ts';
import { type Answer, createVisitor, formTo, type Visitor } from '../harness/visitor.ts';

const decided = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="t" id="d">
  <bpmn:process id="decided" name="Decidir">
    <bpmn:startEvent id="s"/><bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="t"/>
    <bpmn:userTask id="t" name="Revisar la factura"><bpmn:extensionElements><zeebe:assignmentDefinition assignee="samuel" candidateGroups="${lanes.service}"/></bpmn:extensionElements></bpmn:userTask>
    <bpmn:sequenceFlow id="f2" sourceRef="t" targetRef="g"/><bpmn:exclusiveGateway id="g"/>
    <bpmn:sequenceFlow id="y" sourceRef="g" targetRef="paid"><bpmn:conditionExpression>=invoiceApproved and channel = "caja"</bpmn:conditionExpression></bpmn:sequenceFlow><bpmn:endEvent id="paid"/>
    <bpmn:sequenceFlow id="n" sourceRef="g" targetRef="back"><bpmn:conditionExpression>=not(invoiceApproved)</bpmn:conditionExpression></bpmn:sequenceFlow><bpmn:endEvent id="back"/>
    <bpmn:sequenceFlow id="o" sourceRef="g" targetRef="other"><bpmn:conditionExpression>=channel = "banco"</bpmn:conditionExpression></bpmn:sequenceFlow><bpmn:endEvent id="other"/>
  </bpmn:process>
</bpmn:definitions>`;

let product: Product;
let samuel: Visitor;
beforeAll(async () => {
  product = await startProduct();
  samuel = createVisitor(product.url);
  await samuel.signIn('samuel');
});
afterAll(() => product.close());

test('a person answers, is told what lacks, and the gateway takes the way of the answer', async () => {
  const { engine } = product.cauce;
  const principal = { username: 'angela', kind: 'user' as const, groups: [], roles: ['admin' as const] };
  const made = await engine.deploy([{ name: 'decided.bpmn', content: Buffer.from(decided) }], principal);
  expect(made.ok).toBe(true);
  const started = await engine.start({ principal, processId: 'decided', variables: {} });
  if (!started.ok) throw new Error(started.rejection.code);
  const found = { instance_key: started.instanceKey };
  const task = await engine.store.find('user_tasks', found);
  const page: Answer = await samuel.get(`/tareas/${task?.key}`);
  const form = formTo(page, `/tareas/${task?.key}`);
  expect(form).toContain('Invoice approved');
  expect(form.match(/type="radio"/g)).toHaveLength(2);
  expect(form).toMatch(/<option[^>]*>caja<[\s\S]*<option[^>]*>banco</);
  const wrong = await complete(samuel, page, {});
  expect(wrong.status).toBe(422);
  await complete(samuel, page, { invoiceApproved: 'true', channel: 'caja' });
  expect(await engine.store.find('element_instances', { ...found, element_id: 'paid' })).toMatchObject({
    state: 'COMPLETED',
  });
});
