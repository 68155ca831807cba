// Calls of other systems: who is let in, what becomes of their bodies, and that the same event counts once.
import { createHmac } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Cauce, createCauce } from '../../../engine/index.ts';
import { system } from '../../../engine/runtime/submission.ts';
import { databaseIn } from '../../harness/testDatabase.ts';

const folder = mkdtempSync(join(tmpdir(), 'cauce-webhooks-'));
const helix = new URL('../../../processes/incident/webhooks/helix-status.json', import.meta.url);
const secret = 'secreto compartido';
let cauce: Cauce;
let url: string;

const bpmn = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="urn:t">
  <bpmn:message id="begin" name="chat_came" />
  <bpmn:message id="status" name="helix_status_changed">
    <bpmn:extensionElements><zeebe:subscription correlationKey="=incident" /></bpmn:extensionElements>
  </bpmn:message>
  <bpmn:process id="tickets" isExecutable="true">
    <bpmn:startEvent id="start" />
    <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="wait" />
    <bpmn:startEvent id="chat"><bpmn:messageEventDefinition messageRef="begin" /></bpmn:startEvent>
    <bpmn:sequenceFlow id="f2" sourceRef="chat" targetRef="wait" />
    <bpmn:receiveTask id="wait" messageRef="status" />
    <bpmn:sequenceFlow id="f3" sourceRef="wait" targetRef="again" />
    <bpmn:receiveTask id="again" messageRef="status" />
  </bpmn:process>
</bpmn:definitions>`;

const chat = {
  authentication: { type: 'token', secret: 'CHAT', header: 'X-Token', prefix: '' },
  message: 'chat_came',
  id: '=body.id',
  variables: {
    incident: '=body.incident',
    channel: 'whatsapp',
    agent: '=headers.x_agent',
    from: '=query.from',
  },
  verifyToken: 'CHAT',
};

beforeAll(async () => {
  cauce = await createCauce({
    database: await databaseIn(folder),
    secrets: { HELIX_WEBHOOK: secret, CHAT: 'ficha' },
    log: () => {},
  });
  const files = [
    { name: 'tickets.bpmn', content: Buffer.from(bpmn) },
    { name: 'webhooks/helix-status.json', content: readFileSync(helix) },
    { name: 'webhooks/chat.json', content: Buffer.from(JSON.stringify(chat)) },
    {
      name: 'webhooks/other.json',
      content: Buffer.from(JSON.stringify({ ...chat, authentication: { type: 'token', secret: 'NONE' } })),
    },
  ];
  expect(await cauce.engine.deploy(files, system)).toMatchObject({ ok: true });
  ({ url } = await cauce.listen(0));
});

afterAll(async () => {
  await cauce?.close();
  rmSync(folder, { recursive: true });
});

async function post(name: string, body: string, headers: { [name: string]: string } = {}) {
  const answer = await fetch(`${url}/webhooks/${name}`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
  });
  return { status: answer.status, body: (await answer.json()) as { [name: string]: unknown } };
}

function status(body: unknown) {
  const text = JSON.stringify(body);
  return post('helix-status', text, {
    'x-helix-signature': `sha256=${createHmac('sha256', secret).update(text).digest('hex')}`,
  });
}

const started = async (incident: string) => {
  const outcome = await cauce.engine.start({
    principal: system,
    processId: 'tickets',
    startElement: 'start',
    variables: { incident },
  });
  if (!outcome.ok) throw new Error(outcome.rejection.code);
  return outcome.instanceKey;
};

const waiting = async (key: number) =>
  (
    await cauce.engine.store.search('message_subscriptions', {
      where: [{ column: 'instance_key', op: 'eq', value: key }],
    })
  ).rows.map(({ element_id }) => element_id);

it('tells a case of its incident once for each status, however often and with whatever else the call comes', async () => {
  const key = await started('INC-1');
  const changed = { incident_id: 'INC-1', status: 'Resolved', resolution: 'Se reinició.' };
  expect(await status(changed)).toMatchObject({
    status: 200,
    body: { processInstanceKey: String(key), repeated: false },
  });
  expect(await waiting(key)).toEqual(['again']);
  expect(await status(changed)).toMatchObject({ body: { processInstanceKey: String(key), repeated: true } });
  expect(await status({ ...changed, sent_at: 'later' })).toMatchObject({
    status: 200,
    body: { repeated: true },
  });
  expect(await waiting(key)).toEqual(['again']);
  expect(await cauce.engine.visibleVariables(key)).toMatchObject({
    helix_status: 'Resolved',
    helix_resolution: 'Se reinició.',
  });
  expect(await status({ incident_id: 'INC-1', status: 'In progress' })).toMatchObject({
    status: 200,
    body: { messageKey: null },
  });
  expect(await status({ ...changed, status: 'Closed' })).toMatchObject({ body: { repeated: false } });
  expect(await waiting(key)).toEqual([]);
});

it('is one event where many calls of it arrive at once, and keeps it for who begins to wait later', async () => {
  const early = { incident_id: 'INC-2', status: 'Resolved', resolution: 'x' };
  const answers = await Promise.all([1, 2, 3, 4].map((at) => status({ ...early, at })));
  expect(answers.filter(({ body }) => body.repeated === false)).toHaveLength(1);
  const key = await started('INC-2');
  await cauce.engine.settle(2_000);
  expect(await waiting(key)).toEqual(['again']);
});

it('lets in nobody without the secret, and says what is wrong with the rest', async () => {
  const body = JSON.stringify({ incident_id: 'INC-3', status: 'Resolved' });
  const wrong = createHmac('sha256', 'otro').update(body).digest('hex');
  for (const signature of [undefined, '', 'sha256=', `sha256=${wrong}`, wrong])
    expect(
      await post('helix-status', body, signature === undefined ? {} : { 'x-helix-signature': signature }),
    ).toMatchObject({
      status: 401,
      body: { code: 'WEBHOOK_SIGNATURE_WRONG' },
    });
  expect(await post('nada', body)).toMatchObject({ status: 404, body: { code: 'WEBHOOK_NOT_FOUND' } });
  expect(await post('other', body)).toMatchObject({ status: 503, body: { code: 'WEBHOOK_NOT_CONFIGURED' } });
  const token = { 'x-token': 'ficha' };
  expect(await post('chat', '{"id": 1', token)).toMatchObject({
    status: 400,
    body: { code: 'INVALID_JSON' },
  });
  expect(await post('chat', '{"__proto__": {"id": 1}}', token)).toMatchObject({
    status: 400,
    body: { code: 'JSON_KEY_FORBIDDEN' },
  });
  expect(await post('chat', '{}', token)).toMatchObject({
    status: 400,
    body: { code: 'WEBHOOK_VALUE_MISSING', values: { what: 'id' } },
  });
  expect(await post('chat', `"${'x'.repeat(1_100_000)}"`, token)).toMatchObject({ status: 413 });
  const bad = [{ name: 'webhooks/bad.json', content: Buffer.from('{"message": "x"}') }];
  expect(await cauce.engine.deploy(bad, system)).toMatchObject({
    ok: false,
    problems: [{ code: 'WEBHOOK_MALFORMED', values: { place: 'authentication' } }],
  });
});

it('begins a case from a chat, and answers the challenge of who asks first', async () => {
  const body = JSON.stringify({ id: 'm1', incident: 'INC-9' });
  const headers = { 'x-token': 'ficha', 'x-agent': 'bot' };
  const answer = await post('chat?from=57300', body, headers);
  const key = Number(answer.body.processInstanceKey);
  expect(await cauce.engine.visibleVariables(key)).toMatchObject({
    incident: 'INC-9',
    channel: 'whatsapp',
    agent: 'bot',
    from: '57300',
  });
  expect(await post('chat?from=57300', body, headers)).toMatchObject({
    body: { processInstanceKey: String(key), repeated: true },
  });
  const ask = async (token: string) => {
    const query = new URLSearchParams({
      'hub.mode': 'subscribe',
      'hub.verify_token': token,
      'hub.challenge': '4711',
    });
    const got = await fetch(`${url}/webhooks/chat?${query}`);
    return [got.status, await got.text()];
  };
  expect(await ask('ficha')).toEqual([200, '4711']);
  expect((await ask('otra'))[0]).toBe(401);
});
