// Who waits for a job or for an end and goes away takes nothing along and leaves nothing behind.
import { Agent, type ClientRequest, request } from 'node:http';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { route } from '../../../engine/http/route.ts';
import { stopWorker } from '../../../engine/model/index.ts';
import { drawing, end, serviceTask, start, userTask } from '../runtime/drawings.ts';
import { ana } from '../runtime/openRuntime.ts';
import { openServer, type ServerUnderTest } from './openServer.ts';

/** Told whether the client was gone when it asked, and how many listen to the connection. */
const asked = vi.fn<(gone: boolean, listening: number) => void>();
let server: ServerUnderTest;

const telling = route({
  method: 'get',
  path: '/telling',
  policy: { action: 'public' },
  response: z.object({}),
  summary: 'Asks whether the client is gone',
  async handler({ request, query, gone }) {
    const { socket } = request;
    if (query('wait')) await new Promise((resolve) => socket.once('close', resolve));
    asked(gone().aborted, socket.listenerCount('close'));
    return {};
  },
});

beforeAll(async () => {
  // Nobody finds anything by looking again.
  server = await openServer({}, [telling], undefined, { lookAgain: 600_000 });
  const work = drawing('work', [start(), serviceTask('s', 'do'), end()], ['start>s>end']);
  const talk = drawing('talk', [start(), userTask('t'), end()], ['start>t>end']);
  const files = [work, talk].map((xml, at) => ({ name: `p${at}.bpmn`, content: Buffer.from(xml) }));
  const outcome = await server.engine.deploy(files, ana);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
});
afterEach(() => vi.restoreAllMocks());
afterAll(async () => {
  await server.close();
  await stopWorker();
});

/** A client of its own connection, which can be cut. */
function send(method: string, path: string, body?: object): ClientRequest {
  const text = body ? JSON.stringify(body) : '';
  const headers = {
    authorization: `Bearer ${server.tokens.get('worker')}`,
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
  };
  const sent = request(server.url + path, { method, headers, agent: false });
  sent.on('error', () => {});
  sent.end(text);
  return sent;
}

const soon = { timeout: 10_000, interval: 5 };
const lease = { type: 'do', timeout: 300_000, maxJobsToActivate: 10 };

it('gives no job to a worker that died while it waited; the next one gets it at once', async () => {
  const activate = vi.spyOn(server.engine, 'activateJobs');
  const dead = send('POST', '/v2/jobs/activation', { ...lease, worker: 'dead', requestTimeout: 60_000 });
  await vi.waitFor(() => expect(activate).toHaveBeenCalledTimes(1), soon);
  dead.destroy();
  await vi.waitFor(() => expect(activate).toHaveResolvedWith([]), soon);
  await server.engine.start({ processId: 'work', variables: {}, principal: ana });
  const answer = await server.post('worker', '/v2/jobs/activation', {
    ...lease,
    worker: 'alive',
    requestTimeout: -1,
  });
  expect(await answer.json()).toMatchObject({ jobs: [{ type: 'do', worker: 'alive' }] });
  const row = await server.store.reader('cauce_jobs').first('worker', 'epoch');
  expect(row).toEqual({ worker: 'alive', epoch: 1 });
});

const start100 = (body: object) =>
  Array.from({ length: 100 }, async (_, n) => {
    const answer = await server.post('worker', '/v2/process-instances', {
      processDefinitionId: 'talk',
      variables: { n },
      awaitCompletion: true,
      ...body,
    });
    return (await answer.json()) as { processInstanceKey: string; variables: object };
  });

it('wakes a hundred clients by the commits that end their instances, each with its own variables', async () => {
  const answers = start100({ requestTimeout: 30_000, fetchVariables: ['n', 'said'] });
  await vi.waitFor(() => expect(server.engine.endings.waiting).toBe(100), soon);
  const tasks = await server.store.reader('cauce_user_tasks').where({ state: 'CREATED' });
  for (const { key } of tasks)
    expect(
      await server.engine.completeUserTask(Number(key), { said: key }, { principal: ana }),
    ).toMatchObject({ ok: true });
  const saidIn = new Map(tasks.map(({ key, instance_key }) => [String(instance_key), key]));
  for (const [n, each] of answers.entries()) {
    const { processInstanceKey, variables } = await each;
    expect(variables).toEqual({ n, said: saidIn.get(processInstanceKey) });
  }
  expect(server.engine.endings.waiting).toBe(0);
});

it('forgets a client that leaves while it waits for an end', async () => {
  const body = { processDefinitionId: 'talk', awaitCompletion: true, requestTimeout: 60_000 };
  const clients = Array.from({ length: 5 }, () => send('POST', '/v2/process-instances', body));
  await vi.waitFor(() => expect(server.engine.endings.waiting).toBe(5), soon);
  for (const client of clients.slice(1)) client.destroy();
  await vi.waitFor(() => expect(server.engine.endings.waiting).toBe(1), soon);
  clients[0]?.destroy();
  await vi.waitFor(() => expect(server.engine.endings.waiting).toBe(0), soon);
});

it('knows who had gone before it asked', async () => {
  asked.mockClear();
  const client = send('GET', '/v2/telling?wait=1');
  await new Promise((resolve) => setTimeout(resolve, 100));
  client.destroy();
  await vi.waitFor(() => expect(asked).toHaveBeenCalledTimes(1), soon);
  expect(asked.mock.calls[0]?.[0]).toBe(true);
});

it('leaves no listener on a connection that goes on', async () => {
  asked.mockClear();
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  for (let at = 0; at < 15; at++)
    await new Promise((resolve, reject) => {
      const sent = request(`${server.url}/v2/telling`, { agent }, (answer) =>
        answer.resume().on('end', () => setImmediate(resolve)),
      );
      sent.on('error', reject).end();
    });
  agent.destroy();
  expect(asked).toHaveBeenCalledTimes(15);
  const listening = asked.mock.calls.map(([, count]) => count);
  expect(new Set(listening).size).toBe(1);
});
