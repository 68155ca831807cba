// The incident flow with its neighbors: Helix is called, tells back what changed once or more, and monitoring alerts.
import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Variables } from '../../engine/core/index.ts';
import { type Cauce, createCauce, type Principal } from '../../engine/index.ts';
import { stopWorker } from '../../engine/model/index.ts';
import { processesFolder } from './facts.ts';

const by: Principal = { username: 'helix', kind: 'service', groups: [], roles: ['admin'] };
const folder = mkdtempSync(join(tmpdir(), 'cauce-helix-'));
const asked: { authorization: string | undefined; body: Variables }[] = [];
const failures: unknown[] = [];
let helix: Server;
let cauce: Cauce;
let url: string;

beforeAll(async () => {
  helix = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { authorization } = request.headers;
    asked.push({ authorization, body: JSON.parse(Buffer.concat(chunks).toString('utf8')) });
    response.setHeader('content-type', 'application/json').end('{"incident_id": "HLX-9"}');
  });
  await new Promise<void>((resolve) => helix.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(helix.address() as AddressInfo).port}`;
  cauce = await createCauce({
    database: join(folder, 'cauce.db'),
    httpPrivateHosts: host,
    secrets: {
      HELIX_URL: `http://${host}/incidents`,
      HELIX_AUTHORIZATION: 'Bearer of-the-bank',
      HELIX_WEBHOOK: 'shared with Helix',
      ALERT_WEBHOOK: 'shared with monitoring',
    },
    log: (error) => void failures.push(error),
  });
  expect(await cauce.deployFolder(join(processesFolder, 'incident'))).toMatchObject({ ok: true });
  ({ url } = await cauce.listen(0));
});
afterAll(async () => {
  await cauce.close();
  await stopWorker();
  helix.close();
  rmSync(folder, { recursive: true });
  expect(failures).toEqual([]);
});

async function complete(instance: number, element: string, variables: Variables): Promise<void> {
  const row = await vi.waitFor(
    async () => {
      const where = { instance_key: instance, element_id: element, state: 'CREATED' };
      const found = await cauce.engine.store.find('user_tasks', where);
      if (!found) throw new Error(`Expected ${element} to wait in ${instance}.`);
      return found;
    },
    { timeout: 20_000, interval: 20 },
  );
  const done = await cauce.engine.completeUserTask(Number(row.key), variables, { principal: by });
  expect(done).toMatchObject({ ok: true });
}

async function tell(name: string, body: object, headers: Record<string, string>): Promise<Variables> {
  const response = await fetch(`${url}/webhooks/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  expect(response.status).toBe(200);
  return (await response.json()) as Variables;
}

test('an incident is created in Helix under the case’s number, and what Helix tells twice counts once', async () => {
  const report = { name: 'case_reported', correlationKey: '', variables: { client_nit: '900100004' } };
  const begun = await cauce.engine.publishMessage({ ...report, principal: by });
  if (!begun.ok || begun.instanceKey === undefined) throw new Error(JSON.stringify(begun));
  const instance = begun.instanceKey;
  await complete(instance, 'j01_register_case', {
    segment: 'corporativo',
    product_channel: 'pagos',
    typology: 'indisponibilidad',
    client_impact: 5,
    description: 'No salen los pagos.',
  });
  await complete(instance, 'j08_solve_specialised', { actions_taken: 'Se confirmó.', is_tech_failure: true });
  await complete(instance, 'j11_resolve_ti', { criticality: 'alta', diagnosis: 'Nodo.', fix: 'Reinicio.' });
  const { case_number, helix_incidents } = await cauce.engine.visibleVariables(instance);
  expect(helix_incidents).toMatchObject([{ incident_id: 'HLX-9', case_id: case_number }]);
  expect(asked).toMatchObject([
    {
      authorization: 'Bearer of-the-bank',
      body: { case_id: case_number, client_nit: '900100004', product: 'pagos', priority: 'P1' },
    },
  ]);

  const told = { incident_id: 'HLX-9', status: 'Resolved', resolution: 'Nodo reiniciado.' };
  const signature = createHmac('sha256', 'shared with Helix').update(JSON.stringify(told)).digest('hex');
  const headers = { 'x-helix-signature': `sha256=${signature}` };
  expect((await tell('helix-status', told, headers)).repeated).toBe(false);
  await complete(instance, 'j13_validate_solution', { solution_effective: true });
  expect((await tell('helix-status', told, headers)).repeated).toBe(true);
  expect(await cauce.engine.visibleVariables(instance)).toMatchObject({
    helix_status: 'Resolved',
    helix_resolution: 'Nodo reiniciado.',
  });
  const validations = await cauce.engine.store.search('user_tasks', {
    where: [{ column: 'element_id', op: 'eq', value: 'j13_validate_solution' }],
  });
  expect(validations.total).toBe(1);
});

test('an alert begins its own flow, and only a real one asks for people', async () => {
  const headers = { authorization: 'Bearer shared with monitoring' };
  const alert = (samples: number[]) =>
    tell('early-alert', { indicator: 'tasa_rechazo_pagos', samples }, headers);
  const [calm, real] = [await alert([9, 2, 4]), await alert([2, 6, 7])];
  await complete(Number(real.processInstanceKey), 'k03_impact_360', {
    affected_clients: ['900100003', '900100004'],
    affected_products: ['pagos'],
    already_visible: true,
  });
  const { reader } = cauce.engine.store;
  await vi.waitFor(
    async () => {
      const cases = await reader('cauce_cases').where({ process_id: 'incident_tobe', state: 'ACTIVE' });
      expect(cases).toHaveLength(3);
      const row = await cauce.engine.store.find('process_instances', {
        key: Number(calm.processInstanceKey),
      });
      expect(row?.state).toBe('COMPLETED');
    },
    { timeout: 20_000, interval: 20 },
  );
});
