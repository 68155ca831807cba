// Servers that take the connection and never answer: who works in the case reads so on its page and repeats it there,
// and the case goes on where its drawing says so.
import { createServer as createHttpServer, type Server } from 'node:http';
import { type AddressInfo, connect, createServer, type Server as NetServer, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { system } from '../../../engine/runtime/submission.ts';
import { type Mailbox, openMailbox, until } from '../../engine/jobs/harness.ts';
import { filesOf } from '../../processes/shipped.ts';
import { fileRequest } from '../harness/pqrs.ts';
import { type Product, startProduct } from '../harness/product.ts';
import { createVisitor, fromHtml } from '../harness/visitor.ts';

const sockets = new Set<Socket>();
let silentMail: NetServer;
let helix: Server;
let isSilent = true;
let mailbox: Mailbox;
let isMailSilent = true;
let product: Product;

beforeAll(async () => {
  mailbox = await openMailbox();
  silentMail = createServer((socket) => {
    sockets.add(socket.on('error', () => {}));
    if (!isMailSilent) socket.pipe(connect(mailbox.port, '127.0.0.1')).pipe(socket);
  });
  helix = createHttpServer((request, response) => {
    request.resume();
    if (!isSilent) response.setHeader('content-type', 'application/json').end('{"incident_id": "HLX-1"}');
  });
  const listening = (server: NetServer | Server) =>
    new Promise<number>((resolve) =>
      server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)),
    );
  const host = `127.0.0.1:${await listening(helix)}`;
  product = await startProduct({
    smtp: `smtp://127.0.0.1:${await listening(silentMail)}?timeout=1`,
    httpPrivateHosts: host,
    secrets: { HELIX_URL: `http://${host}/`, HELIX_AUTHORIZATION: 'Bearer x' },
    log: () => {},
  });
});

afterAll(async () => {
  helix.closeAllConnections();
  await product?.close();
  for (const socket of sockets) socket.destroy();
  silentMail.close();
  await mailbox?.close();
  await new Promise((resolve) => helix.close(resolve));
});

test('a mail server that never answers holds no case; the mail is given up on its page and sent from there', async () => {
  const { number } = await fileRequest(createVisitor(product.url));
  const { reader, write } = product.cauce.engine.store;
  const mail = () => reader('cauce_mails').orderBy('created_at').first();
  await until(async () => (await mail())?.error !== null && (await mail())?.claimed_by === null);
  const { root_key: key } = await mail();
  const staff = createVisitor(product.url);
  await staff.signIn('adriana');
  expect((await staff.get(`/casos/${key}`)).text).toContain('Clasificar solicitud');

  // Its last attempt, some hours later.
  await write((db) => db('cauce_mails').update({ attempts: 5, next_attempt_at: 0 }));
  await fileRequest(createVisitor(product.url));
  await until(async () => (await mail()).state === 'FAILED');
  const page = await staff.get(`/casos/${key}`);
  expect(page.text).toContain(number);
  expect(page.text).toContain('ETIMEDOUT');
  isMailSilent = false;
  const action = /action="([^"]*\/correos\/\d+\/reintentar)"/.exec(page.text)?.[1] ?? '';
  expect((await staff.post(page, action, {})).text).toContain('Se intentará enviar de nuevo enseguida');
  await until(async () => (await mail()).state === 'SENT');
  expect(mailbox.received[0]?.email.subject).toContain(number);
});

test('a Helix that never answers is tried again, then an incident that staff repeat', async () => {
  const { engine } = product.cauce;
  const url = '<zeebe:header key="url" value="{{secrets.HELIX_URL}}" />';
  const quick = `${url}<zeebe:header key="timeout" value="PT0.2S" /><zeebe:header key="retryBackoff" value="PT0S" />`;
  const files = (await filesOf('incident')).map(({ name, content }) => ({
    name,
    content: Buffer.from(content.toString('utf8').replace(url, quick)),
  }));
  expect(await engine.deploy(files, system)).toMatchObject({ ok: true });
  const begun = await engine.publishMessage({
    name: 'case_reported',
    correlationKey: '',
    variables: { client_nit: '900100004' },
    principal: system,
  });
  if (!begun.ok || begun.instanceKey === undefined) throw new Error(JSON.stringify(begun));
  const key = begun.instanceKey;
  const completed = async (element: string, variables: Record<string, string | number | boolean>) => {
    const where = { instance_key: key, element_id: element, state: 'CREATED' };
    const task = await vi.waitFor(
      async () => (await engine.store.find('user_tasks', where)) ?? Promise.reject(new Error(element)),
      { timeout: 20_000, interval: 10 },
    );
    const done = await engine.completeUserTask(Number(task.key), variables, { principal: system });
    expect(done).toMatchObject({ ok: true });
  };
  const description = 'No salen los pagos.';
  await completed('j01_register_case', {
    product_channel: 'pagos',
    typology: 'indisponibilidad',
    segment: 'corporativo',
    client_impact: 5,
    description,
  });
  await completed('j08_solve_specialised', { actions_taken: 'Se confirmó.', is_tech_failure: true });
  const active = { instance_key: key, state: 'ACTIVE' };
  await until(async () => (await engine.store.find('incidents', active)) !== undefined);

  const angela = createVisitor(product.url);
  await angela.signIn('angela');
  const page = await angela.get(`/casos/${key}`);
  expect(page.text).toContain('Crear incidente en Helix vía API');
  expect(page.text).toMatch(
    /Se esperaba una respuesta de 127\.0\.0\.1:\d+ en 0[.,]2 segundos, pero no llegó/,
  );
  const incident = /reintentar\?incidente=(\d+)/.exec(fromHtml(page.text))?.[1] ?? '';
  const told = await angela.send('GET', `/v2/incidents/${incident}`);
  expect(told.text).toMatch(/"errorMessage":"Se esperaba una respuesta de 127\.0\.0\.1:\d+ en 0\.2 seg/);
  const retry = await angela.get(`/casos/${key}/reintentar?incidente=${incident}`);
  isSilent = false;
  const passed = await angela.post(retry, `/casos/${key}/reintentar`, { reason: 'Ya responde' });
  expect(passed.text).not.toContain('volvió a fallar');
  await until(async () => (await engine.visibleVariables(key)).helix_incident_id === 'HLX-1');
});

test('a drawing that catches silence goes on by itself after the last try', async () => {
  const { engine } = product.cauce;
  const catches = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="urn:t">
  <bpmn:error id="silence" name="Silencio" errorCode="SILENCIO" />
  <bpmn:process id="catches" isExecutable="true">
    <bpmn:startEvent id="s" /><bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="ask" />
    <bpmn:serviceTask id="ask" name="Preguntar"><bpmn:extensionElements>
      <zeebe:taskDefinition type="cauce:http" />
      <zeebe:taskHeaders><zeebe:header key="url" value="{{secrets.HELIX_URL}}" />
        <zeebe:header key="timeout" value="PT0.2S" /><zeebe:header key="retryBackoff" value="PT0S" />
        <zeebe:header key="errorExpression" value="=if error.code = &quot;HTTP_TIMED_OUT&quot; then {code: &quot;SILENCIO&quot;, message: error.message} else null" />
      </zeebe:taskHeaders></bpmn:extensionElements></bpmn:serviceTask>
    <bpmn:boundaryEvent id="late" attachedToRef="ask"><bpmn:errorEventDefinition errorRef="silence" /></bpmn:boundaryEvent>
    <bpmn:sequenceFlow id="f2" sourceRef="ask" targetRef="e" /><bpmn:endEvent id="e" />
    <bpmn:sequenceFlow id="f3" sourceRef="late" targetRef="by_hand" /><bpmn:userTask id="by_hand" name="Llamar" />
  </bpmn:process>
</bpmn:definitions>`;
  isSilent = true;
  const made = await engine.deploy([{ name: 'catches.bpmn', content: Buffer.from(catches) }], system);
  expect(made).toMatchObject({ ok: true });
  const started = await engine.start({ principal: system, processId: 'catches', variables: {} });
  if (!started.ok) throw new Error(started.rejection.code);
  const where = { instance_key: started.instanceKey };
  await until(async () => (await engine.store.find('user_tasks', where))?.element_id === 'by_hand');
  expect(await engine.store.find('incidents', where)).toBeUndefined();
});
