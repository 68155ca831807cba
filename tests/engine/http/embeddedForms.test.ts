// Forms that lie in the drawing: a person's answers are judged by them, and programs are given them.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { stopWorker } from '../../../engine/model/index.ts';
import type { Principal } from '../../../engine/runtime/engine.ts';
import { openServer, type ServerUnderTest } from './openServer.ts';

const worker: Principal = { username: 'worker', kind: 'service', groups: [], roles: ['service'] };
const head = 'xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="urn:test"';
const flows =
  '<sequenceFlow id="f1" sourceRef="start" targetRef="work"/><sequenceFlow id="f2" sourceRef="work" targetRef="end"/><endEvent id="end"/>';
const fields =
  '<extensionElements><camunda:formData><camunda:formField id="amount" label="Amount" type="long"><camunda:validation><camunda:constraint name="required"/><camunda:constraint name="max" config="10"/></camunda:validation></camunda:formField></camunda:formData></extensionElements>';
const older = `<definitions ${head} xmlns:camunda="http://camunda.org/schema/1.0/bpmn"><process id="older">
  <startEvent id="start">${fields}</startEvent><userTask id="work" camunda:candidateGroups="Oficina">${fields}</userTask>${flows}</process></definitions>`;
const several = `<definitions ${head} xmlns:camunda="http://camunda.org/schema/1.0/bpmn"><process id="several">
  <startEvent id="start"/><startEvent id="phone">${fields}</startEvent><sequenceFlow id="f3" sourceRef="phone" targetRef="call"/>
  <userTask id="work"/><userTask id="call"/>${flows}</process></definitions>`;
const schema = JSON.stringify({
  type: 'default',
  id: 'mine',
  components: [{ type: 'textfield', key: 'name', validate: { required: true } }],
}).replaceAll('"', '&quot;');
const newer = `<definitions ${head} xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"><process id="newer">
  <extensionElements><zeebe:userTaskForm id="F">${schema}</zeebe:userTaskForm></extensionElements><startEvent id="start"/>
  <userTask id="work"><extensionElements><zeebe:formDefinition formKey="camunda-forms:bpmn:F"/><zeebe:assignmentDefinition candidateGroups="Oficina"/></extensionElements></userTask>${flows}</process></definitions>`;

let server: ServerUnderTest;
const keys = new Map<string, string>();

beforeAll(async () => {
  server = await openServer();
  for (const [id, content] of [
    ['older', older],
    ['newer', newer],
    ['several', several],
  ] as const) {
    const outcome = await server.engine.deploy(
      [{ name: `${id}.bpmn`, content: Buffer.from(content) }],
      worker,
    );
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
    keys.set(id, String(outcome.definitions[0]?.key));
  }
});
afterAll(async () => {
  await server.close();
  await stopWorker();
});

async function taskOf(processId: string): Promise<string> {
  const started = await server.engine.start({ principal: worker, processId, variables: {} });
  if (!started.ok) throw new Error(started.rejection.code);
  const row = await server.store.find('user_tasks', { instance_key: started.instanceKey, state: 'CREATED' });
  return String(row?.key);
}

it.each([
  ['older', {}, { amount: 11 }, { amount: 3 }],
  ['newer', {}, { name: '' }, { name: 'Ana' }],
])('of the process %s judges what a person answers', async (processId, missing, wrong, right) => {
  const task = await taskOf(processId);
  const complete = (variables: object) =>
    server.post('ana', `/v2/user-tasks/${task}/completion`, { variables });
  expect((await complete(missing)).status).toBe(400);
  expect((await complete(wrong)).status).toBe(400);
  expect((await complete(right)).status).toBe(204);
});

it('is given to programs, of a task and of a start', async () => {
  const form = await server.fetch('ana', `/v2/user-tasks/${await taskOf('newer')}/form`);
  expect(JSON.parse(((await form.json()) as { schema: string }).schema)).toMatchObject({ id: 'mine' });
  const start = await server.fetch('root', `/v2/process-definitions/${keys.get('older')}/form`);
  expect((await start.json()) as object).toMatchObject({ formId: 'camunda-start' });
  const none = await server.fetch('root', `/v2/process-definitions/${keys.get('newer')}/form`);
  expect(none.status).toBe(204);
});

it('judges what a person starts with', async () => {
  const begin = (variables: object) =>
    server.post('root', '/v2/process-instances', { processDefinitionId: 'older', variables });
  expect((await begin({ amount: 11 })).status).toBe(400);
  expect((await begin({ amount: 3 })).status).toBe(200);
});

it('judges by the form of the start that was chosen, and begins there', async () => {
  const begin = (variables: object, elementId?: string) =>
    server.post('root', '/v2/process-instances', {
      processDefinitionId: 'several',
      variables,
      ...(elementId !== undefined && { startInstructions: [{ elementId }] }),
    });
  expect((await begin({ amount: 11 }, 'phone')).status).toBe(400);
  const elementsOf = async (started: Response) => {
    const { processInstanceKey } = (await started.json()) as { processInstanceKey: string };
    const found = { instance_key: Number(processInstanceKey), state: 'CREATED' };
    return (await server.store.find('user_tasks', found))?.element_id;
  };
  expect(await elementsOf(await begin({ amount: 3 }, 'phone'))).toBe('call');
  expect(await elementsOf(await begin({}))).toBe('work');
  const nowhere = await begin({}, 'work');
  expect(nowhere.status).toBe(404);
  expect(((await nowhere.json()) as { detail: string }).detail).toContain('inicio work en several');
});
