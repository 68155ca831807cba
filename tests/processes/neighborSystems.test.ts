// The shipped flows beside Salesforce, Helix and Almera, each a real server here: told where it is configured, left out
// or done by people where it is not, and no case waits for a mirror that does not answer.
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { Variables } from '../../engine/core/index.ts';
import { type Cauce, createCauce, type Principal } from '../../engine/index.ts';
import { stopWorker } from '../../engine/model/index.ts';
import { writtenBy } from '../engine/jobs/drawnTemplate.ts';
import { databaseIn } from '../harness/testDatabase.ts';
import { filesOf } from './shipped.ts';

const by: Principal = { username: 'neighbors', kind: 'service', groups: [], roles: ['admin'] };
const folder = mkdtempSync(join(tmpdir(), 'cauce-neighbors-'));
let server: Server;
let cauce: Cauce;
let seen: { method: string; url: string; authorization: string | undefined; body: Variables }[] = [];
/** What was sent to be given a token. */
const tokens: string[] = [];
let answer: (response: ServerResponse) => void;

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { method = '', url = '', headers } = request;
    if (url === '/services/oauth2/token') {
      tokens.push(Buffer.concat(chunks).toString('utf8'));
      return says(200, { access_token: 'of-the-crm', token_type: 'Bearer' })(response);
    }
    const body = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    seen.push({ method, url, authorization: headers.authorization, body });
    answer(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  cauce = await createCauce({
    database: await databaseIn(folder),
    httpPrivateHosts: host,
    secrets: {
      SALESFORCE_URL: `http://${host}/services/data/v60.0/`,
      SALESFORCE_TOKEN_URL: `http://${host}/services/oauth2/token`,
      SALESFORCE_CLIENT_ID: 'cauce',
      SALESFORCE_CLIENT_SECRET: 'secreto-del-crm',
      ALMERA_URL: `http://${host}/almera`,
      ALMERA_AUTHORIZATION: 'Bearer of-almera',
    },
    log: () => {},
  });
  const quick =
    '<zeebe:header key="timeout" value="PT0.2S" /><zeebe:header key="retryBackoff" value="PT0S" />';
  await deploy('incident', (xml) => xml.replaceAll('<zeebe:header key="timeout" value="PT10S" />', quick));
  const almera = writtenBy('almera-request', {});
  await deploy('pqrs', (xml) =>
    xml.replace(
      /<zeebe:taskDefinition type="cauce:almera" \/>([\s\S]*?)(<\/zeebe:ioMapping>)/,
      (_, inside, end) => almera.definition + inside + almera.outputs + end + almera.headers,
    ),
  );
});

/** A folder as its owner changed a drawing of it. */
async function deploy(name: string, change: (xml: string) => string): Promise<void> {
  const files = (await filesOf(name)).map((file) =>
    file.name === 'to-be.bpmn'
      ? { ...file, content: Buffer.from(change(file.content.toString('utf8'))) }
      : file,
  );
  expect(await cauce.engine.deploy(files, by)).toMatchObject({ ok: true });
}

beforeEach(() => {
  seen = [];
  answer = says(201, { id: '500-1', success: true, created: true });
});

afterAll(async () => {
  server.closeAllConnections();
  await cauce.close();
  await stopWorker();
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true });
});

function says(status: number, body: unknown) {
  return (response: ServerResponse) =>
    void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function begin(name: string, variables: Variables): Promise<number> {
  const begun = await cauce.engine.publishMessage({ name, correlationKey: '', variables, principal: by });
  if (!begun.ok || begun.instanceKey === undefined) throw new Error(JSON.stringify(begun));
  return begun.instanceKey;
}

async function complete(instance: number, element: string, variables: Variables): Promise<void> {
  const where = { instance_key: instance, element_id: element, state: 'CREATED' };
  const row = await vi.waitFor(
    async () => {
      const found = await cauce.engine.store.find('user_tasks', where);
      if (!found) throw new Error(`Expected ${element} to wait in ${instance}.`);
      return found;
    },
    { timeout: 20_000, interval: 10 },
  );
  const done = await cauce.engine.completeUserTask(Number(row.key), variables, { principal: by });
  expect(done).toMatchObject({ ok: true });
}

async function reported(): Promise<number> {
  const instance = await begin('case_reported', { client_nit: '900100004', channel: 'correo' });
  await complete(instance, 'j01_register_case', {
    segment: 'corporativo',
    product_channel: 'pagos',
    typology: 'clave',
    client_impact: 5,
    description: 'No salen los pagos.',
  });
  return instance;
}

const variablesOf = (instance: number) => cauce.engine.visibleVariables(instance);

test('a case is created in Salesforce under its own number, and closed there when the client is answered', async () => {
  const instance = await reported();
  await complete(instance, 'j06_solve_n1', { kb_article_used: 'GUIA-001', solution: 'Listo.', solved: true });
  answer = says(200, { id: '500-1', success: true, created: false });
  await complete(instance, 'j15_inform_client', { message: 'Ya puede pagar.' });
  await vi.waitFor(() => expect(seen).toHaveLength(2), { timeout: 20_000 });
  const { case_number, crm_case_id, crm_pending } = await variablesOf(instance);
  const url = `/services/data/v60.0/sobjects/Case/Cauce_Number__c/${case_number}`;
  expect(seen).toMatchObject([
    {
      method: 'PATCH',
      url,
      authorization: 'Bearer of-the-crm',
      body: { Subject: `${case_number} pagos`, Priority: 'High', Status: 'Working', Origin: 'correo' },
    },
    { method: 'PATCH', url, body: { Status: 'Closed', Comments: 'Ya puede pagar.' } },
  ]);
  expect(tokens).toEqual(['grant_type=client_credentials&client_id=cauce&client_secret=secreto-del-crm']);
  expect({ crm_case_id, crm_pending }).toEqual({ crm_case_id: '500-1', crm_pending: false });
});

test('a Salesforce that never answers is tried three times; the case goes on and says so', async () => {
  answer = () => {};
  const instance = await reported();
  await complete(instance, 'j06_solve_n1', {
    kb_article_used: 'GUIA-001',
    solution: 'Listo.',
    solved: false,
  });
  expect(seen).toHaveLength(3);
  expect(await variablesOf(instance)).toMatchObject({ crm_pending: true });
});

test('what Salesforce refuses is an incident, for somebody has to correct it', async () => {
  answer = says(400, [{ errorCode: 'INVALID_FIELD' }]);
  const instance = await reported();
  const where = { instance_key: instance, state: 'ACTIVE' };
  const incident = await vi.waitFor(
    async () => {
      const found = await cauce.engine.store.find('incidents', where);
      if (!found) throw new Error('Expected an incident.');
      return found;
    },
    { timeout: 20_000, interval: 10 },
  );
  expect(incident).toMatchObject({ element_id: 'j03_assign_sla', code: 'JOB_FAILED' });
  answer = says(204, null);
  expect(await cauce.engine.resolveIncident(Number(incident.key), { principal: by })).toMatchObject({
    ok: true,
  });
  await complete(instance, 'j06_solve_n1', {
    kb_article_used: 'GUIA-001',
    solution: 'Listo.',
    solved: false,
  });
  expect(seen).toHaveLength(2);
});

test('Helix without an address is work for its lane, though other hosts may be called', async () => {
  const instance = await reported();
  await complete(instance, 'j06_solve_n1', { kb_article_used: 'GUIA-001', solution: '-', solved: false });
  await complete(instance, 'j08_solve_specialised', { actions_taken: 'Se confirmó.', is_tech_failure: true });
  await complete(instance, 'j10_create_helix', { helix_incident_id: 'HLX-77' });
  expect(await variablesOf(instance)).toMatchObject({ helix_incident_id: 'HLX-77' });
  expect(seen).toHaveLength(1);
  await complete(instance, 'j11_resolve_ti', { criticality: 'alta', diagnosis: 'Nodo.', fix: 'Reinicio.' });
  const told = { helix_status: 'Resolved', helix_resolution: 'Nodo reiniciado.' };
  const [name, correlationKey] = ['helix_status_changed', 'HLX-77'];
  await cauce.engine.publishMessage({ name, correlationKey, variables: told, principal: by });
  await complete(instance, 'j13_validate_solution', { solution_effective: true });
  expect(seen[1]?.body).toEqual({ Status: 'Working', Comments: 'Nodo reiniciado.' });
});

test('a closed petition is registered in Almera by its template, without anything personal', async () => {
  answer = says(201, { id: 4711 });
  const instance = await begin('pqrs_received', {});
  await complete(instance, 'p01_file_pqrs', {
    channel: 'pagina_web',
    requester_name: 'Marta Ríos',
    contact_email: 'marta@example.com',
    description: 'Gracias por la atención.',
  });
  await complete(instance, 'p03_classify', {
    request_type: 'felicitacion',
    service: 'subsidio',
    is_ssf: false,
    is_competent: true,
    is_complete: true,
  });
  await complete(instance, 'p13_share_recognition', { observation: '-', notified_documenters: ['servicio'] });
  await vi.waitFor(
    async () => expect(await variablesOf(instance)).toMatchObject({ almera_case_id: '4711' }),
    { timeout: 20_000 },
  );
  const { case_number } = await variablesOf(instance);
  expect(seen).toMatchObject([
    {
      method: 'POST',
      url: '/almera',
      authorization: 'Bearer of-almera',
      body: { case_number, request_type: 'felicitacion', closing_state: 'cerrado' },
    },
  ]);
  expect(JSON.stringify(seen)).not.toMatch(/Marta|marta@|Gracias/);
});
