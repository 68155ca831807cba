// Drives the server with Camunda's own client, its schema validation on strict for requests and answers.
import type { CamundaClient } from '@camunda8/orchestration-cluster-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stopWorker } from '../../../engine/model/index.ts';
import { atOnce, file, openServer, reviewFiles, type ServerUnderTest } from './openServer.ts';

let server: ServerUnderTest;
let service: CamundaClient;
let office: CamundaClient;
let legal: CamundaClient;

beforeAll(async () => {
  server = await openServer();
  service = server.client('worker');
  office = server.client('ana');
  legal = server.client('eva');
  const resources = reviewFiles.map((name) => new File([new Uint8Array(file(name).content)], name));
  await service.createDeployment({ resources });
});
afterAll(async () => {
  await server.close();
  await stopWorker();
});

const start = (subject: string) =>
  service.createProcessInstance({
    processDefinitionId: 'review' as never,
    variables: { subject, origin: 'letter' },
    businessId: `B-${subject}` as never,
  });

async function openTask(client: CamundaClient, processInstanceKey: unknown) {
  const { items } = await client.searchUserTasks(
    { filter: { processInstanceKey: processInstanceKey as never, state: 'CREATED' } },
    atOnce,
  );
  expect(items).toHaveLength(1);
  return items[0]!;
}

describe('a process instance', () => {
  it('runs from the form through job and message to its end', async () => {
    const created = await start('ten');
    const { processInstanceKey } = created;
    expect(created).toMatchObject({
      processDefinitionId: 'review',
      processDefinitionVersion: 1,
      businessId: 'B-ten',
    });

    const task = await openTask(office, processInstanceKey);
    expect(task).toMatchObject({
      name: 'Register the request',
      candidateGroups: ['Oficina'],
      assignee: null,
    });
    const form = await office.getUserTaskForm({ userTaskKey: task.userTaskKey }, atOnce);
    expect(form).toMatchObject({ formId: 'register', formKey: task.formKey });

    await office.assignUserTask({ userTaskKey: task.userTaskKey, assignee: 'ana' });
    const { items: seen } = await office.searchUserTaskVariables({ userTaskKey: task.userTaskKey }, atOnce);
    expect(seen.map(({ name, value }) => [name, value]).sort()).toEqual([
      ['origin', '"letter"'],
      ['subject', '"ten"'],
    ]);
    await office.completeUserTask({
      userTaskKey: task.userTaskKey,
      variables: { subject: 'ten', amount: 5 },
    });
    expect(await office.getUserTask({ userTaskKey: task.userTaskKey }, atOnce)).toMatchObject({
      state: 'COMPLETED',
      assignee: 'ana',
    });

    const decision = await openTask(legal, processInstanceKey);
    await legal.completeUserTask({ userTaskKey: decision.userTaskKey });

    const { jobs } = await service.activateJobs({
      type: 'print',
      timeout: 60_000,
      maxJobsToActivate: 5,
      worker: 'w',
    });
    const [job] = jobs.filter((one) => one.processInstanceKey === processInstanceKey);
    expect(job).toMatchObject({ customHeaders: { paper: 'A4' }, retries: 2, variables: { amount: 5 } });
    await service.completeJob({ jobKey: job!.jobKey, variables: { pages: 3 } });

    const correlated = await service.correlateMessage({
      name: 'answered',
      correlationKey: 'ten',
      variables: {},
    });
    expect(correlated.processInstanceKey).toBe(processInstanceKey);

    const ended = await service.getProcessInstance({ processInstanceKey }, atOnce);
    expect(ended).toMatchObject({ state: 'COMPLETED', hasIncident: false, businessId: 'B-ten' });
    const { items: variables } = await service.searchVariables({ filter: { processInstanceKey } }, atOnce);
    const pages = variables.find(({ name }) => name === 'pages');
    expect(await service.getVariable({ variableKey: pages!.variableKey }, atOnce)).toMatchObject({
      value: '3',
    });
    const { items: elements } = await service.searchElementInstances(
      { filter: { processInstanceKey }, sort: [{ field: 'elementInstanceKey', order: 'ASC' }] },
      atOnce,
    );
    expect(elements.map(({ elementId, type }) => [elementId, type])).toContainEqual([
      'register',
      'USER_TASK',
    ]);
    expect(elements.every(({ state }) => state === 'COMPLETED')).toBe(true);
    const { elementInstanceKey } = elements[0]!;
    expect(await service.getElementInstance({ elementInstanceKey }, atOnce)).toMatchObject({
      elementInstanceKey,
    });
    const { items: flows } = await service.getProcessInstanceSequenceFlows({ processInstanceKey }, atOnce);
    expect(flows.map(({ elementId }) => elementId).sort()).toEqual(['f1', 'f2', 'f3', 'f4', 'f5']);
    const { items: counts } = await service.getProcessInstanceStatistics({ processInstanceKey }, atOnce);
    expect(counts.find(({ elementId }) => elementId === 'print')).toEqual({
      elementId: 'print',
      active: 0,
      canceled: 0,
      incidents: 0,
      completed: 1,
    });
  });

  it('is canceled, and its task with it', async () => {
    const { processInstanceKey } = await start('cancel');
    const { userTaskKey } = await openTask(office, processInstanceKey);
    await service.cancelProcessInstance({ processInstanceKey });
    expect(await service.getProcessInstance({ processInstanceKey }, atOnce)).toMatchObject({
      state: 'TERMINATED',
    });
    expect(await service.getUserTask({ userTaskKey }, atOnce)).toMatchObject({ state: 'CANCELED' });
  });

  it('takes variables from outside, and is found by state, business id and time', async () => {
    const { processInstanceKey } = await start('find');
    await service.createElementInstanceVariables({
      elementInstanceKey: processInstanceKey as never,
      variables: { note: 'from outside' },
    });
    const { items } = await service.searchVariables(
      { filter: { processInstanceKey, name: { $like: 'no*' } } },
      atOnce,
    );
    expect(items.map(({ value }) => value)).toEqual(['"from outside"']);
    const found = await service.searchProcessInstances(
      {
        filter: {
          businessId: 'B-find',
          state: { $in: ['ACTIVE'] },
          startDate: { $gt: new Date(Date.now() - 60_000).toISOString() },
          processInstanceKey: { $in: [processInstanceKey] },
        },
        sort: [{ field: 'startDate', order: 'DESC' }],
      },
      atOnce,
    );
    expect(found.items.map((one) => one.processInstanceKey)).toEqual([processInstanceKey]);
  });

  it('answers at its end with its variables when asked to', async () => {
    const done = await service.createProcessInstance({
      processDefinitionId: 'automatic' as never,
      variables: { size: 'L' },
      awaitCompletion: true,
    });
    expect(done.variables).toMatchObject({ size: 'L', price: 20 });
    const { items } = await service.searchDecisionInstances(
      { filter: { processInstanceKey: done.processInstanceKey } },
      atOnce,
    );
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({ decisionDefinitionId: 'price', result: '20', state: 'EVALUATED' });
  });
});

describe('pages of a search', () => {
  it('follow each other by cursor, forth and back', async () => {
    // On strict requests the client itself drops cursors: of its kinds of pages the first one fits, and has none.
    const paging = server.client('worker', 'req:none,res:strict');
    for (const subject of ['p1', 'p2', 'p3', 'p4', 'p5']) await start(subject);
    const search = (page: object) =>
      paging.searchProcessInstances(
        {
          filter: { businessId: { $like: 'B-p?' } },
          sort: [{ field: 'businessId', order: 'ASC' }],
          page,
        } as never,
        atOnce,
      );
    const first = await search({ limit: 2 });
    expect(first.page).toMatchObject({ totalItems: 5, hasMoreTotalItems: false });
    expect(first.items.map(({ businessId }) => businessId)).toEqual(['B-p1', 'B-p2']);
    const second = await search({ limit: 2, after: first.page.endCursor });
    expect(second.items.map(({ businessId }) => businessId)).toEqual(['B-p3', 'B-p4']);
    const back = await search({ limit: 2, before: second.page.startCursor });
    expect(back.items.map(({ businessId }) => businessId)).toEqual(['B-p1', 'B-p2']);
    const rest = await search({ from: 4, limit: 10 });
    expect(rest.items.map(({ businessId }) => businessId)).toEqual(['B-p5']);
  });
});

describe('jobs', () => {
  async function jobOf(subject: string) {
    const { processInstanceKey } = await start(subject);
    const task = await openTask(office, processInstanceKey);
    await office.completeUserTask({ userTaskKey: task.userTaskKey, variables: { subject } });
    const decision = await openTask(legal, processInstanceKey);
    await legal.completeUserTask({ userTaskKey: decision.userTaskKey });
    const { items } = await service.searchJobs({ filter: { processInstanceKey, state: 'CREATED' } }, atOnce);
    return { processInstanceKey, jobKey: items[0]!.jobKey };
  }

  it('fail into an incident that goes on once it was put right', async () => {
    const { processInstanceKey, jobKey } = await jobOf('fail');
    await service.failJob({ jobKey, retries: 0, errorMessage: 'no paper' });
    const { items } = await service.searchIncidents(
      { filter: { processInstanceKey, state: 'ACTIVE' } },
      atOnce,
    );
    expect(items).toHaveLength(1);
    const { incidentKey } = items[0]!;
    expect(items[0]).toMatchObject({ errorType: 'JOB_NO_RETRIES', elementId: 'print', jobKey });
    expect(await service.getIncident({ incidentKey }, atOnce)).toEqual(items[0]);
    const ofInstance = await service.searchProcessInstanceIncidents({ processInstanceKey }, atOnce);
    expect(ofInstance.items.map((one) => one.incidentKey)).toEqual([incidentKey]);
    await service.updateJob({ jobKey, changeset: { retries: 1 } });
    await service.resolveIncident({ incidentKey });
    expect(await service.getIncident({ incidentKey }, atOnce)).toMatchObject({ state: 'RESOLVED' });
    expect(await service.getProcessInstance({ processInstanceKey }, atOnce)).toMatchObject({
      hasIncident: false,
    });
  });

  it('throw errors that nobody catches into an incident', async () => {
    const { processInstanceKey, jobKey } = await jobOf('error');
    await service.throwJobError({ jobKey, errorCode: 'PAPER', errorMessage: 'jam' });
    const { items } = await service.searchIncidents({ filter: { processInstanceKey } }, atOnce);
    expect(items[0]).toMatchObject({ errorType: 'UNHANDLED_ERROR_EVENT', state: 'ACTIVE' });
  });

  it('reach a worker that was waiting before there were any', async () => {
    const waiting = service.activateJobs({
      type: 'print',
      timeout: 60_000,
      maxJobsToActivate: 100,
      requestTimeout: 20_000,
    });
    const { jobKey } = await jobOf('poll');
    const { jobs } = await waiting;
    expect(jobs.length).toBeGreaterThan(0);
    expect((await service.searchJobs({ filter: { jobKey } }, atOnce)).items).toHaveLength(1);
  });
});
