import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stopWorker } from '../../../engine/model/index.ts';
import type { Principal } from '../../../engine/runtime/engine.ts';
import { file, openServer, reviewFiles, type ServerUnderTest } from './openServer.ts';

let server: ServerUnderTest;
const worker: Principal = { username: 'worker', kind: 'service', groups: [], roles: ['service'] };

beforeAll(async () => {
  server = await openServer();
  const outcome = await server.engine.deploy(reviewFiles.map(file), worker);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
});
afterAll(async () => {
  await server.close();
  await stopWorker();
});

/** Key of the first task of a new instance. */
async function newTask(): Promise<{ task: string; instance: number }> {
  const variables = { subject: 'start', origin: 'letter' };
  const started = await server.engine.start({ principal: worker, processId: 'review', variables });
  if (!started.ok) throw new Error(started.rejection.code);
  const row = await server.store.find('user_tasks', { instance_key: started.instanceKey, state: 'CREATED' });
  return { task: String(row?.key), instance: started.instanceKey };
}

const complete = (username: string, task: string, variables: object, headers: Record<string, string> = {}) =>
  server.post(username, `/v2/user-tasks/${task}/completion`, { variables }, headers);

const stateOf = async (task: string) => (await server.store.find('user_tasks', { key: Number(task) }))?.state;

describe('a person', () => {
  it.each([
    [{ subject: '' }, 'subject'],
    [{ subject: 'x'.repeat(21) }, 'subject'],
    [{ subject: 5 }, 'subject'],
    [{ subject: 'ok', amount: 'many' }, 'amount'],
    [{ subject: 'ok', state: 'COMPLETED' }, 'state'],
    [{ subject: 'ok', case_number: 'PQRS-1' }, 'case_number'],
  ])('completes a task by its form alone: not with %j', async (variables, path) => {
    const { task } = await newTask();
    const response = await complete('ana', task, variables, { 'accept-language': 'en' });
    expect(response.status).toBe(400);
    const problem = (await response.json()) as {
      code: string;
      violations: { path: string; message: string }[];
    };
    expect(problem.code).toBe('FORM_INVALID');
    expect(problem.violations.map((violation) => violation.path)).toEqual([path]);
    expect(problem.violations[0]?.message).toMatch(/\w+/);
    expect(await stateOf(task)).toBe('CREATED');
  });

  it('keeps what the form only shows', async () => {
    const { task, instance } = await newTask();
    const forged = { subject: 'ok', amount: 3, origin: 'forged' };
    expect((await complete('ana', task, forged)).status).toBe(204);
    expect(await server.engine.visibleVariables(instance)).toMatchObject({
      subject: 'ok',
      amount: 3,
      origin: 'letter',
    });
  });

  it('attaches documents of their own only, and a case keeps what it took', async () => {
    const upload = async (username: string) => {
      const form = new FormData();
      form.append('file', new Blob(['proof'], { type: 'text/plain' }), 'proof.txt');
      const response = await server.fetch(username, '/v2/documents', { method: 'POST', body: form });
      return (await response.json()) as { documentId: string };
    };
    const [own, foreign] = [await upload('ana'), await upload('lea')];
    const { task, instance } = await newTask();
    expect((await complete('ana', task, { subject: 'ok', proof: [foreign] })).status).toBe(400);
    expect((await complete('ana', task, { subject: 'ok', proof: [own] })).status).toBe(204);
    expect(await server.store.find('documents', { id: own.documentId })).toMatchObject({
      case_key: instance,
    });
    const remove = await server.fetch('ana', `/v2/documents/${own.documentId}`, { method: 'DELETE' });
    expect(remove.status).toBe(403);
    expect((await server.fetch('lea', `/v2/documents/${own.documentId}`)).status).toBe(200);
    expect((await server.fetch('dis', `/v2/documents/${own.documentId}`)).status).toBe(403);
  });

  it('starts a process whose start asks nothing with what JSON may be', async () => {
    const start = (variables: string) =>
      server.fetch('ana', '/v2/process-instances', {
        method: 'POST',
        body: `{"processDefinitionId":"review","variables":${variables}}`,
        headers: { 'content-type': 'application/json' },
      });
    const started = await start('{"subject":"radicado por correo","lines":[1,{"a":null}]}');
    expect(started.status).toBe(200);
    const { processInstanceKey } = (await started.json()) as { processInstanceKey: string };
    expect(await server.engine.visibleVariables(Number(processInstanceKey))).toMatchObject({
      subject: 'radicado por correo',
      lines: [1, { a: null }],
    });
    expect((await start('{"__proto__":{"a":1}}')).status).toBe(400);
  });

  it('cannot complete a task twice', async () => {
    const { task } = await newTask();
    expect((await complete('ana', task, { subject: 'ok' })).status).toBe(204);
    const again = await complete('ana', task, { subject: 'ok' });
    expect(again.status).toBe(404);
    expect(await again.json()).toMatchObject({ code: 'USER_TASK_NOT_FOUND' });
  });
});

describe('a service', () => {
  it('completes by what JSON may be', async () => {
    const { task, instance } = await newTask();
    expect((await complete('worker', task, { anything: { goes: [1] } })).status).toBe(204);
    expect(await server.engine.visibleVariables(instance)).toMatchObject({ anything: { goes: [1] } });
  });
});

describe('the tasks that follow', () => {
  const represent = { prefer: 'return=representation' };

  it('come with the answer where they are asked for, as far as the caller may see them', async () => {
    const { task, instance } = await newTask();
    const response = await complete('lea', task, { subject: 'ok' }, represent);
    expect(response.status).toBe(200);
    expect(response.headers.get('preference-applied')).toBe('return=representation');
    const { nextTasks } = (await response.json()) as {
      nextTasks: { elementId: string; processInstanceKey: string }[];
    };
    expect(nextTasks).toMatchObject([{ elementId: 'decide', processInstanceKey: String(instance) }]);
  });

  it('of another lane stay hidden', async () => {
    const { task } = await newTask();
    const response = await complete('ana', task, { subject: 'ok' }, represent);
    expect(await response.json()).toEqual({ nextTasks: [] });
  });
});

describe('an idempotency key', () => {
  it('completes a task once, and refuses another body', async () => {
    const { task } = await newTask();
    const key = { 'idempotency-key': `complete-${task}` };
    const answers = await Promise.all([1, 2, 3].map(() => complete('ana', task, { subject: 'once' }, key)));
    for (const { status } of answers) expect([204, 409]).toContain(status);
    expect(answers.some(({ status }) => status === 204)).toBe(true);
    expect((await complete('ana', task, { subject: 'once' }, key)).status).toBe(204);
    const other = await complete('ana', task, { subject: 'other' }, key);
    expect(other.status).toBe(422);
  });

  it('starts an instance once', async () => {
    const body = { processDefinitionId: 'review', variables: { subject: 'idem' } };
    const start = (given: object) =>
      server.post('worker', '/v2/process-instances', given, { 'idempotency-key': 'start-1' });
    const first = (await (await start(body)).json()) as { processInstanceKey: string };
    const second = (await (await start(body)).json()) as { processInstanceKey: string };
    expect(second.processInstanceKey).toBe(first.processInstanceKey);
    expect((await start({ ...body, variables: { subject: 'else' } })).status).toBe(422);
  });

  it('belongs to whoever sent it', async () => {
    const body = { name: 'm', correlationKey: 'c', timeToLive: 60_000 };
    const publish = (username: string) =>
      server.post(username, '/v2/messages/publication', body, { 'idempotency-key': 'shared' });
    const one = (await (await publish('worker')).json()) as { messageKey: string };
    const two = (await (await publish('root')).json()) as { messageKey: string };
    const repeated = (await (await publish('worker')).json()) as { messageKey: string };
    expect(two.messageKey).not.toBe(one.messageKey);
    expect(repeated.messageKey).toBe(one.messageKey);
  });

  it('keeps documents, users and deployments single too', async () => {
    const upload = async (content: string) => {
      const form = new FormData();
      form.append('file', new Blob([content], { type: 'text/plain' }), 'a.txt');
      return server.fetch('ana', '/v2/documents', {
        method: 'POST',
        body: form,
        headers: { 'idempotency-key': 'doc' },
      });
    };
    const first = (await (await upload('one')).json()) as { documentId: string };
    expect(await (await upload('one')).json()).toMatchObject({ documentId: first.documentId });
    expect((await upload('two')).status).toBe(422);

    const user = { username: 'twice', password: 'long enough 1' };
    const create = () => server.post('root', '/v2/users', user, { 'idempotency-key': 'user' });
    expect((await create()).status).toBe(201);
    expect((await create()).status).toBe(201);
    expect((await server.post('root', '/v2/users', user)).status).toBe(409);

    const deploy = async () => {
      const form = new FormData();
      form.append('resources', new Blob([file('price.dmn').content as never]), 'price.dmn');
      const headers = { 'idempotency-key': 'deploy' };
      const response = await server.fetch('worker', '/v2/deployments', {
        method: 'POST',
        body: form,
        headers,
      });
      return (await response.json()) as { deploymentKey: string };
    };
    expect((await deploy()).deploymentKey).toBe((await deploy()).deploymentKey);
  });
});

it('tasks are found by the variables of their instance, all of which have to hold', async () => {
  const { task, instance } = await newTask();
  const changes = { color: 'green', size: 12 };
  await server.engine.setVariables(instance, changes, false, { principal: worker });
  const found = async (...variables: [name: string, value: unknown][]) => {
    const processInstanceVariables = variables.map(([name, value]) => ({ name, value }));
    const filter = { state: 'CREATED', processInstanceVariables };
    const response = await server.post('worker', '/v2/user-tasks/search', { filter });
    const { items } = (await response.json()) as { items: { userTaskKey: string }[] };
    return items.map(({ userTaskKey }) => userTaskKey);
  };
  expect(await found(['color', '"green"'])).toEqual([task]);
  expect(await found(['color', { $eq: '"green"' }], ['size', ' 12.0 '])).toEqual([task]);
  expect(await found(['color', '"green"'], ['size', '"12"'])).toEqual([]);
  expect(await found(['color', 'green'])).toEqual([]);
});
