// Conditional starts and event subprocesses through Camunda's own client.
import type { CamundaClient } from '@camunda8/orchestration-cluster-api';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { stopWorker } from '../../../engine/model/index.ts';
import { drawing, flow } from '../model/drawing.ts';
import { atOnce, openServer, type ServerUnderTest } from './openServer.ts';

let server: ServerUnderTest;
let service: CamundaClient;

const when = (id: string, text: string) =>
  `<bpmn:conditionalEventDefinition id="${id}"><bpmn:condition xsi:type="bpmn:tFormalExpression">${text}</bpmn:condition></bpmn:conditionalEventDefinition>`;
const process = (id: string, condition: string) =>
  drawing(
    `<bpmn:startEvent id="s">${when('c1', condition)}</bpmn:startEvent>${flow('f1', 's', 'work')}<bpmn:userTask id="work"/>
<bpmn:subProcess id="handler" triggeredByEvent="true"><bpmn:startEvent id="hs">${when('c2', '=stop')}</bpmn:startEvent>${flow('f2', 'hs', 'undo')}<bpmn:userTask id="undo"/></bpmn:subProcess>`,
  ).replace('id="P"', `id="${id}"`);

beforeAll(async () => {
  server = await openServer();
  service = server.client('worker');
  const resources = [
    new File([process('low', '=balance &lt; 0')], 'low.bpmn'),
    new File([process('high', '=balance > 100')], 'high.bpmn'),
  ];
  await service.createDeployment({ resources });
});
afterAll(async () => {
  await server.close();
  await stopWorker();
});

it('the conditional starts that are true begin an instance each, with the variables that were given', async () => {
  expect((await service.evaluateConditionals({ variables: { balance: 50 } })).processInstances).toEqual([]);
  const { processInstances } = await service.evaluateConditionals({ variables: { balance: -1 } });
  expect(processInstances).toHaveLength(1);
  const [{ processInstanceKey, processDefinitionKey }] = processInstances as [
    (typeof processInstances)[number],
  ];
  const found = await service.searchProcessInstances({ filter: { processInstanceKey } }, atOnce);
  expect(found.items[0]).toMatchObject({ processDefinitionId: 'low', processDefinitionKey });
  const other = await service.evaluateConditionals({ variables: { balance: 101 }, processDefinitionKey });
  expect(other.processInstances).toEqual([]);
});

it('a variable that somebody sets begins an event subprocess, which is known as one', async () => {
  const { processInstances } = await service.evaluateConditionals({ variables: { balance: -1 } });
  const [{ processInstanceKey }] = processInstances as [(typeof processInstances)[number]];
  await service.createElementInstanceVariables({
    elementInstanceKey: String(processInstanceKey) as never,
    variables: { stop: true },
  });
  const found = await service.searchElementInstances(
    { filter: { processInstanceKey, type: 'EVENT_SUB_PROCESS' } },
    atOnce,
  );
  expect(found.items.map(({ elementId, state }) => `${elementId} ${state}`)).toEqual(['handler ACTIVE']);
  const { items } = await service.searchUserTasks(
    { filter: { processInstanceKey, state: 'CREATED' } },
    atOnce,
  );
  expect(items.map(({ elementId }) => elementId)).toEqual(['undo']);
});
