// Ad-hoc subprocesses through Camunda's own client: activities begun by the API, and by a worker's result.
import type { CamundaClient } from '@camunda8/orchestration-cluster-api';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { stopWorker } from '../../../engine/model/index.ts';
import { drawing, flow } from '../model/drawing.ts';
import { atOnce, openServer, type ServerUnderTest } from './openServer.ts';

let server: ServerUnderTest;
let service: CamundaClient;

const inside = '<bpmn:userTask id="call" name="Llamar"/><bpmn:userTask id="visit" name="Visitar"/>';
const process = (id: string, extension: string) =>
  drawing(
    `<bpmn:startEvent id="s"/>${flow('f1', 's', 'hoc')}<bpmn:adHocSubProcess id="hoc" name="Gestionar">` +
      `<bpmn:extensionElements>${extension}</bpmn:extensionElements>${inside}</bpmn:adHocSubProcess>`,
  ).replace('id="P"', `id="${id}"`);

beforeAll(async () => {
  server = await openServer();
  service = server.client('worker');
  const resources = [
    new File([process('listed', '<zeebe:adHoc activeElementsCollection="=first"/>')], 'listed.bpmn'),
    new File([process('agent', '<zeebe:taskDefinition type="agent"/>')], 'agent.bpmn'),
  ];
  await service.createDeployment({ resources });
});
afterAll(async () => {
  await server.close();
  await stopWorker();
});

async function started(processDefinitionId: string) {
  const { processInstanceKey } = await service.createProcessInstance({
    processDefinitionId: processDefinitionId as never,
    variables: { first: ['call'] },
  });
  const found = await service.searchElementInstances(
    { filter: { processInstanceKey, elementId: 'hoc' as never } },
    atOnce,
  );
  return { processInstanceKey, hoc: found.items[0]! };
}

async function open(processInstanceKey: unknown) {
  const { items } = await service.searchUserTasks(
    { filter: { processInstanceKey: processInstanceKey as never, state: 'CREATED' } },
    atOnce,
  );
  return items.map(({ elementId }) => elementId).sort();
}

it('activities are begun by the API beside those that were listed', async () => {
  const { processInstanceKey, hoc } = await started('listed');
  expect(hoc.type).toBe('AD_HOC_SUB_PROCESS');
  expect(await open(processInstanceKey)).toEqual(['call']);
  const adHocSubProcessInstanceKey = hoc.elementInstanceKey;
  await service.activateAdHocSubProcessActivities({
    adHocSubProcessInstanceKey,
    elements: [{ elementId: 'visit' as never, variables: { where: 'Cali' } }, { elementId: 'call' as never }],
  });
  expect(await open(processInstanceKey)).toEqual(['call', 'call', 'visit']);
  await expect(
    service.activateAdHocSubProcessActivities({
      adHocSubProcessInstanceKey,
      elements: [{ elementId: 'nothing' as never }],
    }),
  ).rejects.toMatchObject({ status: 400 });
  await service.activateAdHocSubProcessActivities({
    adHocSubProcessInstanceKey,
    elements: [{ elementId: 'visit' as never }],
    cancelRemainingInstances: true,
  });
  expect(await open(processInstanceKey)).toEqual(['visit']);
});

it('a worker decides what begins and when it is done', async () => {
  const { processInstanceKey } = await started('agent');
  const take = async () => {
    const { jobs } = await service.activateJobs({
      type: 'agent',
      timeout: 60_000,
      maxJobsToActivate: 1,
      worker: 'agent',
    });
    return jobs[0]!;
  };
  const job = await take();
  expect(job.variables.adHocSubProcessElements).toEqual([
    { elementId: 'call', elementName: 'Llamar' },
    { elementId: 'visit', elementName: 'Visitar' },
  ]);
  await service.completeJob({
    jobKey: job.jobKey,
    result: { type: 'adHocSubProcess', activateElements: [{ elementId: 'visit' as never }] },
  });
  const { items } = await service.searchUserTasks({ filter: { processInstanceKey } }, atOnce);
  expect(items.map(({ elementId }) => elementId)).toEqual(['visit']);
  await service.completeUserTask({ userTaskKey: items[0]!.userTaskKey });
  await service.completeJob({
    jobKey: (await take()).jobKey,
    result: { type: 'adHocSubProcess', isCompletionConditionFulfilled: true },
  });
  expect(await service.getProcessInstance({ processInstanceKey }, atOnce)).toMatchObject({
    state: 'COMPLETED',
  });
});
