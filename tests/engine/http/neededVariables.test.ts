// A task without a form of its own is judged by the fields that the conditions behind it need.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { stopWorker } from '../../../engine/model/index.ts';
import type { Principal } from '../../../engine/runtime/engine.ts';
import { openServer, type ServerUnderTest } from './openServer.ts';

const worker: Principal = { username: 'worker', kind: 'service', groups: [], roles: ['service'] };
const decided = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="urn:test"><process id="decided">
  <startEvent id="start"/><sequenceFlow id="f1" sourceRef="start" targetRef="approve"/>
  <userTask id="approve" camunda:formKey="app:approve.html" camunda:candidateGroups="Oficina"/><sequenceFlow id="f2" sourceRef="approve" targetRef="g"/><exclusiveGateway id="g"/>
  <sequenceFlow id="yes" sourceRef="g" targetRef="done"><conditionExpression>\${approved}</conditionExpression></sequenceFlow><endEvent id="done"/>
  <sequenceFlow id="no" sourceRef="g" targetRef="refused"><conditionExpression>\${!approved}</conditionExpression></sequenceFlow><endEvent id="refused"/></process></definitions>`;

let server: ServerUnderTest;
beforeAll(async () => {
  server = await openServer();
  const outcome = await server.engine.deploy(
    [{ name: 'decided.bpmn', content: Buffer.from(decided) }],
    worker,
  );
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
});
afterAll(async () => {
  await server.close();
  await stopWorker();
});

it('has to be answered by a person with what the gateway behind the task reads', async () => {
  const started = await server.engine.start({ principal: worker, processId: 'decided', variables: {} });
  if (!started.ok) throw new Error(started.rejection.code);
  const found = { instance_key: started.instanceKey };
  const task = String((await server.store.find('user_tasks', found))?.key);
  const complete = (variables: object) =>
    server.post('ana', `/v2/user-tasks/${task}/completion`, { variables });
  expect((await complete({})).status).toBe(400);
  expect((await complete({ approved: 'maybe' })).status).toBe(400);
  expect((await complete({ approved: false })).status).toBe(204);
  const ended = await server.store.find('element_instances', { ...found, element_id: 'refused' });
  expect(ended).toMatchObject({ state: 'COMPLETED' });
});
