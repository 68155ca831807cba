// Running instances changed by hand through Camunda's own client: elements begin, are moved and end; versions change.
import type { CamundaClient } from '@camunda8/orchestration-cluster-api';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { stopWorker } from '../../../engine/model/index.ts';
import { drawing, flow } from '../model/drawing.ts';
import { atOnce, openServer, type ServerUnderTest } from './openServer.ts';

let server: ServerUnderTest;
let service: CamundaClient;

const gateway = (id: string) => `<bpmn:parallelGateway id="${id}"/>`;
const task = (id: string) => `<bpmn:userTask id="${id}" name="${id}"/>`;
const forked = drawing(
  `<bpmn:startEvent id="s"/>${flow('f1', 's', 'split')}${gateway('split')}` +
    `${flow('f2', 'split', 'a')}${flow('f3', 'split', 'b')}${task('a')}${task('b')}` +
    `${flow('f4', 'a', 'join')}${flow('f5', 'b', 'join')}${gateway('join')}${flow('f6', 'join', 'c')}${task('c')}`,
).replace('id="P"', 'id="forked"');

beforeAll(async () => {
  server = await openServer();
  service = server.client('worker');
  await service.createDeployment({ resources: [new File([forked], 'forked.bpmn')] });
});
afterAll(async () => {
  await server.close();
  await stopWorker();
});

async function started() {
  const { processInstanceKey } = await service.createProcessInstance({
    processDefinitionId: 'forked' as never,
  });
  return processInstanceKey;
}

async function open(processInstanceKey: unknown) {
  const { items } = await service.searchUserTasks(
    { filter: { processInstanceKey: processInstanceKey as never, state: 'CREATED' } },
    atOnce,
  );
  return items.map(({ elementId }) => elementId).sort();
}

it('elements begin, are moved and end by the instructions of the Camunda API', async () => {
  const processInstanceKey = await started();
  await service.modifyProcessInstance({
    processInstanceKey,
    activateInstructions: [
      {
        elementId: 'c' as never,
        ancestorElementInstanceKey: '-1' as never,
        variableInstructions: [{ variables: { why: 'urgent' } }, { variables: { own: 1 }, scopeId: 'c' }],
      },
    ],
    moveInstructions: [
      {
        sourceElementInstruction: { sourceType: 'byId', sourceElementId: 'a' as never },
        targetElementId: 'c' as never,
        ancestorScopeInstruction: { ancestorScopeType: 'inferred' },
      },
    ],
    terminateInstructions: [{ elementId: 'b' as never }],
  });
  expect(await open(processInstanceKey)).toEqual(['c', 'c']);
  const variables = await service.searchVariables(
    { filter: { processInstanceKey: processInstanceKey as never } },
    atOnce,
  );
  expect(variables.items.map(({ name }) => name).sort()).toEqual(['own', 'why']);
});

it('what cannot be is refused as a whole', async () => {
  const processInstanceKey = await started();
  const terminateInstructions = [{ elementId: 'a' as never }];
  const activateInstructions = [{ elementId: 's' as never }];
  await expect(
    service.modifyProcessInstance({ processInstanceKey, activateInstructions, terminateInstructions }),
  ).rejects.toMatchObject({ status: 400 });
  expect(await open(processInstanceKey)).toEqual(['a', 'b']);
});

it('says which joins will starve, and keeps in the journal who changed it and why', async () => {
  const processInstanceKey = await started();
  const path = `/v2/process-instances/${processInstanceKey}/modification`;
  const body = { terminateInstructions: [{ elementId: 'b' }], reason: 'b no longer works here' };
  expect((await server.post('ana', path, body)).status).toBe(403);
  const answer = await server.post('worker', path, body);
  expect(await answer.json()).toEqual({ warnings: [{ code: 'JOIN_STARVED', elementIds: ['join'] }] });
  const history = await server.engine.history(Number(processInstanceKey));
  expect(history.at(-1)).toMatchObject({
    actor: 'worker',
    commands: [{ type: 'modifyInstance', reason: 'b no longer works here' }],
    events: expect.arrayContaining([expect.objectContaining({ type: 'instanceModified' })]),
  });
});

it('an instance with nothing left is terminated', async () => {
  const processInstanceKey = await started();
  await service.modifyProcessInstance({
    processInstanceKey,
    terminateInstructions: [{ elementId: 'a' as never }, { elementId: 'b' as never }],
  });
  const instance = await service.getProcessInstance({ processInstanceKey }, atOnce);
  expect(instance.state).toBe('TERMINATED');
});

it('goes on in another version of the process', async () => {
  const processInstanceKey = await started();
  const { processes } = await service.createDeployment({
    resources: [new File([forked.replaceAll('"c"', '"last"')], 'forked.bpmn')],
  });
  const targetProcessDefinitionKey = processes[0]!.processDefinitionKey;
  const migrate = (targetElementId: string) =>
    service.migrateProcessInstance({
      processInstanceKey,
      targetProcessDefinitionKey,
      mappingInstructions: [{ sourceElementId: 'a' as never, targetElementId: targetElementId as never }],
    });
  await expect(migrate('join')).rejects.toMatchObject({ status: 409 });
  await migrate('a');
  const instance = await service.getProcessInstance({ processInstanceKey }, atOnce);
  expect(instance).toMatchObject({
    processDefinitionVersion: 2,
    processDefinitionKey: targetProcessDefinitionKey,
  });
  const { items } = await service.searchUserTasks(
    { filter: { processInstanceKey, state: 'CREATED' } },
    atOnce,
  );
  for (const { userTaskKey } of items) await service.completeUserTask({ userTaskKey });
  expect(await open(processInstanceKey)).toEqual(['last']);
});
