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

describe('the cluster', () => {
  it('describes itself, its licence and who asks', async () => {
    expect(await service.getTopology()).toMatchObject({ clusterSize: 1, partitionsCount: 1 });
    expect(await service.getLicense()).toMatchObject({ validLicense: true, isCommercial: false });
    expect(await office.getAuthentication()).toMatchObject({
      username: 'ana',
      displayName: 'Ana',
      groups: ['Oficina'],
      roles: ['staff'],
    });
    await service.getStatus();
  });
});

describe('deployments', () => {
  it('are found again as definitions, drawings, forms and resources', async () => {
    const resources = reviewFiles.map((name) => new File([new Uint8Array(file(name).content)], name));
    const again = await service.createDeployment({ resources });
    expect(
      again.deployments.map((entry) => Object.entries(entry).find(([, value]) => value !== null)?.[0]).sort(),
    ).toEqual([
      'decisionDefinition',
      'decisionRequirements',
      'form',
      'processDefinition',
      'processDefinition',
    ]);
    const { items } = await service.searchProcessDefinitions(
      { filter: { processDefinitionId: 'review', isLatestVersion: true } },
      atOnce,
    );
    expect(items).toHaveLength(1);
    const { processDefinitionKey } = items[0]!;
    expect(items[0]).toMatchObject({
      name: 'Review',
      version: 1,
      resourceName: 'review.bpmn',
      state: 'ACTIVE',
    });
    expect(await service.getProcessDefinition({ processDefinitionKey }, atOnce)).toEqual(items[0]);
    expect(await service.getProcessDefinitionXml({ processDefinitionKey }, atOnce)).toBe(
      file('review.bpmn').content.toString('utf8'),
    );
    const resource = await service.getResource({ resourceKey: processDefinitionKey as never });
    expect(resource).toMatchObject({ resourceId: 'review', resourceName: 'review.bpmn' });
  });
});

describe('messages and signals', () => {
  it('are published for a late receiver, once for each message id', async () => {
    const message = {
      name: 'later',
      correlationKey: 'k',
      timeToLive: 60_000,
      messageId: 'm-1',
      variables: {},
    };
    expect((await service.publishMessage(message)).messageKey).toMatch(/^\d+$/);
    await expect(service.publishMessage(message)).rejects.toMatchObject({ status: 409 });
  });

  it('are not correlated where nobody waits', async () => {
    await expect(
      service.correlateMessage({ name: 'answered', correlationKey: 'nobody', variables: {} }),
    ).rejects.toMatchObject({ status: 404 });
  });

  it('are broadcast', async () => {
    expect((await service.broadcastSignal({ signalName: 'fire', variables: {} })).signalKey).toMatch(/^\d+$/);
  });
});

describe('decisions', () => {
  it('are found, drawn and evaluated', async () => {
    const { items } = await service.searchDecisionDefinitions(
      { filter: { decisionDefinitionId: 'price' as never } },
      atOnce,
    );
    expect(items[0]).toMatchObject({
      name: 'Price of a size',
      version: 1,
      decisionRequirementsId: 'price_drawing',
    });
    const { decisionDefinitionKey } = items[0]!;
    expect(await service.getDecisionDefinition({ decisionDefinitionKey }, atOnce)).toEqual(items[0]);
    expect(await service.getDecisionDefinitionXml({ decisionDefinitionKey }, atOnce)).toContain(
      'price_table',
    );
    const result = await service.evaluateDecision({
      decisionDefinitionId: 'price' as never,
      variables: { size: 'S' },
    });
    expect(result).toMatchObject({ output: '10', decisionDefinitionKey });
    expect(result.evaluatedDecisions[0]?.matchedRules[0]?.evaluatedOutputs[0]).toMatchObject({
      outputValue: '10',
    });
  });
});

describe('documents', () => {
  it('come back as they were, under a name that cannot lie', async () => {
    const name = '../año\u202e.fdp.txt';
    // The client's own schema of this request takes no file, so only its answer is held to a schema.
    const uploaded = await server
      .client('ana', 'req:none,res:strict')
      .createDocument({ file: new File(['hola'], name, { type: 'text/plain' }) });
    expect(uploaded.metadata).toMatchObject({ contentType: 'text/plain', size: 4, fileName: 'año.fdp.txt' });
    const response = await server.fetch('ana', `/v2/documents/${uploaded.documentId}`);
    expect(await response.text()).toBe('hola');
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; .*a%C3%B1o\.fdp\.txt$/);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('content-security-policy')).toContain('sandbox');
    await expect(legal.getDocument({ documentId: uploaded.documentId })).rejects.toMatchObject({
      status: 404,
    });
    await office.deleteDocument({ documentId: uploaded.documentId });
    await expect(office.getDocument({ documentId: uploaded.documentId })).rejects.toMatchObject({
      status: 404,
    });
  });
});

describe('people', () => {
  it('are created, grouped, given roles and found', async () => {
    const admin = server.client('root');
    await admin.createUser({
      username: 'new' as never,
      password: 'long enough 1',
      name: 'New',
      email: 'new@example.org',
    });
    await admin.createGroup({ groupId: 'Equipo', name: 'Equipo' });
    await admin.assignUserToGroup({ groupId: 'Equipo', username: 'new' as never });
    await admin.assignRoleToUser({ roleId: 'staff', username: 'new' as never });
    expect(await admin.getUser({ username: 'new' as never }, atOnce)).toEqual({
      username: 'new',
      name: 'New',
      email: 'new@example.org',
    });
    expect((await admin.searchUsersForGroup({ groupId: 'Equipo' }, atOnce)).items).toEqual([
      { username: 'new' },
    ]);
    expect((await admin.searchUsersForRole({ roleId: 'staff' }, atOnce)).items).toContainEqual({
      username: 'new',
    });
    expect((await admin.searchUsers({ filter: { username: 'new' } }, atOnce)).page.totalItems).toBe(1);
    expect((await admin.searchGroups({ filter: { groupId: 'Equipo' } }, atOnce)).items[0]).toMatchObject({
      name: 'Equipo',
    });
    expect(await admin.getGroup({ groupId: 'Equipo' }, atOnce)).toMatchObject({ groupId: 'Equipo' });
    expect((await admin.searchRoles({}, atOnce)).items.map(({ roleId }) => roleId)).toContain('auditor');
    expect(await admin.getRole({ roleId: 'auditor' }, atOnce)).toMatchObject({ roleId: 'auditor' });
    await admin.unassignUserFromGroup({ groupId: 'Equipo', username: 'new' as never });
    expect((await admin.searchUsersForGroup({ groupId: 'Equipo' }, atOnce)).items).toEqual([]);
  });
});
