// Messages to other systems from a drawing to the wire: by the shipped templates, without a secret in the history, and
// through an incident that staff repeat.
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Cauce, createCauce } from '../../../engine/index.ts';
import { system } from '../../../engine/runtime/submission.ts';
import { databaseIn } from '../../harness/testDatabase.ts';
import { drawn } from './drawnTemplate.ts';
import { until } from './harness.ts';

const folder = mkdtempSync(join(tmpdir(), 'cauce-message-out-'));
let server: Server;
let cauce: Cauce;
let base: string;
let broken = false;
let seen: { url: string; authorization: string | undefined; key: unknown; body: unknown }[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
    request.on('end', () => {
      const { url = '', headers } = request;
      seen.push({
        url,
        authorization: headers.authorization,
        key: headers['idempotency-key'],
        body: JSON.parse(text),
      });
      response.writeHead(broken ? 500 : 200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ messages: [{ id: 'wamid.1' }], received: headers.authorization }));
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  base = `http://127.0.0.1:${port}`;
  cauce = await createCauce({
    database: await databaseIn(folder),
    httpPrivateHosts: `127.0.0.1:${port}`,
    secrets: { TEAMS_WEBHOOK: `${base}/canal/clave-del-canal`, WHATSAPP_TOKEN: 'ficha-muy-secreta' },
    log: () => {},
  });
});

beforeEach(() => {
  seen = [];
});

afterAll(async () => {
  await cauce?.close();
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true });
});

async function start(id: string, task: string): Promise<number> {
  const bpmn = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="urn:t">
  <bpmn:process id="${id}" isExecutable="true">
    <bpmn:startEvent id="start" /><bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="send" />
    ${task}<bpmn:sequenceFlow id="f2" sourceRef="send" targetRef="end" /><bpmn:endEvent id="end" />
  </bpmn:process>
</bpmn:definitions>`;
  const deployed = await cauce.engine.deploy([{ name: `${id}.bpmn`, content: Buffer.from(bpmn) }], system);
  expect(deployed).toMatchObject({ ok: true });
  const started = await cauce.engine.start({
    principal: system,
    processId: id,
    variables: { case_number: 'C-1', phone: '573001' },
  });
  if (!started.ok) throw new Error(started.rejection.code);
  return started.instanceKey;
}

const stateOf = async (key: number) => (await cauce.engine.store.find('process_instances', { key }))?.state;

it('writes to Teams and WhatsApp by their templates; no secret is left in the history', async () => {
  const teams = await start(
    'teams',
    drawn('teams-message', { text: '="Caso " + case_number + " escalado"' }),
  );
  await until(async () => (await stateOf(teams)) === 'COMPLETED');
  const filled = { url: `${base}/v21.0/1/messages`, to: '=phone', text: 'Hola', result: 'sent' };
  const whatsapp = await start('whatsapp', drawn('whatsapp-message', filled));
  await until(async () => (await stateOf(whatsapp)) === 'COMPLETED');
  expect(seen).toMatchObject([
    {
      url: '/canal/clave-del-canal',
      body: {
        type: 'message',
        attachments: [{ content: { body: [{ type: 'TextBlock', text: 'Caso C-1 escalado' }] } }],
      },
    },
    {
      url: '/v21.0/1/messages',
      authorization: 'Bearer ficha-muy-secreta',
      body: { messaging_product: 'whatsapp', to: '573001', text: { body: 'Hola' } },
    },
  ]);
  expect(await cauce.engine.visibleVariables(whatsapp)).toMatchObject({
    sent: { body: { received: 'Bearer ***' } },
  });
  const journal = await cauce.engine.store.reader('cauce_journal').select('payload');
  const variables = await cauce.engine.store.reader('cauce_variables').select('value');
  expect(JSON.stringify([journal, variables])).not.toMatch(/clave-del-canal|ficha-muy-secreta/);
});

it('becomes an incident when the other side keeps failing, which staff see and repeat', async () => {
  broken = true;
  const filled = { url: `${base}/v21.0/2/messages`, to: '=phone', text: 'Hola' };
  const key = await start('failing', drawn('whatsapp-message', filled));
  const incidents = async () =>
    (
      await cauce.engine.store.search('incidents', {
        where: [
          { column: 'instance_key', op: 'eq', value: key },
          { column: 'state', op: 'eq', value: 'ACTIVE' },
        ],
      })
    ).rows;
  await until(async () => (await incidents()).length === 1);
  const [incident] = await incidents();
  expect(incident).toMatchObject({ element_id: 'send', code: 'JOB_FAILED' });
  expect(String(incident?.values)).toContain('HTTP_STATUS');
  expect(seen).toHaveLength(3);
  broken = false;
  expect(await cauce.engine.resolveIncident(Number(incident?.key), { principal: system })).toMatchObject({
    ok: true,
  });
  await until(async () => (await stateOf(key)) === 'COMPLETED');
  expect(new Set(seen.map((each) => each.key)).size).toBe(1);
});
