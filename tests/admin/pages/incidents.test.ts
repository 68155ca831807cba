// A case that stops: who completed the last task is told so, and trying again says what came of it.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { complete } from '../harness/pqrs.ts';
import { type Product, startProduct } from '../harness/product.ts';
import { type Answer, createVisitor, fromHtml } from '../harness/visitor.ts';

let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.close());

const task = (id: string, from: string, to: string) => `<bpmn:userTask id="${id}" name="Paso ${id}">
  <bpmn:extensionElements><zeebe:assignmentDefinition candidateUsers="angela"/></bpmn:extensionElements>
  <bpmn:incoming>${from}</bpmn:incoming><bpmn:outgoing>${to}</bpmn:outgoing></bpmn:userTask>`;

const stops = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="t" id="d">
  <bpmn:process id="stops" name="Se detiene" isExecutable="true">
    <bpmn:startEvent id="s"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
    ${task('uno', 'f1', 'f2')}${task('dos', 'f2', 'f3')}
    <bpmn:exclusiveGateway id="g"><bpmn:incoming>f3</bpmn:incoming><bpmn:outgoing>f4</bpmn:outgoing><bpmn:outgoing>f5</bpmn:outgoing></bpmn:exclusiveGateway>
    <bpmn:endEvent id="e"><bpmn:incoming>f4</bpmn:incoming><bpmn:incoming>f5</bpmn:incoming></bpmn:endEvent>
    <bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="uno"/>
    <bpmn:sequenceFlow id="f2" sourceRef="uno" targetRef="dos"/>
    <bpmn:sequenceFlow id="f3" sourceRef="dos" targetRef="g"/>
    <bpmn:sequenceFlow id="f4" sourceRef="g" targetRef="e">
      <bpmn:conditionExpression>=trip.go = true</bpmn:conditionExpression></bpmn:sequenceFlow>
    <bpmn:sequenceFlow id="f5" sourceRef="g" targetRef="e">
      <bpmn:conditionExpression>=trip.go = "también"</bpmn:conditionExpression></bpmn:sequenceFlow>
  </bpmn:process>
</bpmn:definitions>`;

test('a case that stops says so to who worked on it, and each retry says what came of it', async () => {
  const { engine } = product.cauce;
  const principal = { username: 'angela', kind: 'user' as const, groups: [], roles: ['admin' as const] };
  const made = await engine.deploy([{ name: 'stops.bpmn', content: Buffer.from(stops) }], principal);
  expect(made.ok).toBe(true);
  const started = await engine.start({ principal, processId: 'stops', variables: {} });
  if (!started.ok) throw new Error('Expected the case to start.');
  await engine.settle(20_000);
  const angela = createVisitor(product.url);
  await angela.signIn('angela');
  const { rows } = await engine.store.search('user_tasks', {
    where: [{ column: 'root_key', op: 'eq', value: started.instanceKey }],
  });
  const first = await angela.get(`/tareas/${rows[0]?.key}`);
  const second = await complete(angela, await angela.post(first, '/tomar', {}), {});
  expect(second.text).toContain('Completó «Paso uno». Esta es la que sigue; puede tomarla.');

  const list = await complete(angela, await angela.post(second, '/tomar', {}), {});
  expect(list.text).toMatch(/Completó «Paso dos»\. El caso [^ ]+ se detuvo; lo revisa administración\./);

  const path = `/casos/${started.instanceKey}`;
  const page = await angela.get(path);
  const retry = async (from: Answer, reason: string) => {
    const asked = await angela.get(
      /href="([^"]*\/reintentar\?incidente=\d+)"/.exec(fromHtml(from.text))?.[1] ?? '',
    );
    return angela.post(asked, `${path}/reintentar`, { reason });
  };
  const again = await retry(page, 'a ver si ahora');
  expect(again.text).toMatch(/class="notice wrong" role="alert">Se reintentó y volvió a fallar\./);

  await engine.setVariables(started.instanceKey, { trip: { go: true } }, false, { principal });
  const passed = await retry(again, 'ya tiene el dato');
  expect(passed.text).toContain('Se reintentó y el caso siguió.');
  expect(passed.text).not.toContain('/reintentar');
});
