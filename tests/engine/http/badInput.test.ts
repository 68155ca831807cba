import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { parseHttpOptions } from '../../../engine/http/options.ts';
import { route } from '../../../engine/http/route.ts';
import { stopWorker } from '../../../engine/model/index.ts';
import { file, openServer, type ServerUnderTest } from './openServer.ts';

interface Problem {
  status: number;
  code: string;
  title: string;
  detail: string;
  instance: string;
  values: Record<string, unknown>;
  violations?: { path: string; message: string }[];
  problems?: { code: string; severity: string; message: string; elementId: string | null }[];
}

let server: ServerUnderTest;
const logged: string[] = [];

beforeAll(async () => {
  const broken = route({
    method: 'post',
    path: '/broken',
    policy: { action: 'public' },
    request: z.looseObject({}),
    response: z.void(),
    summary: 'Throws what a bug throws',
    async handler() {
      throw new Error('secret detail of /etc/passwd');
    },
  });
  server = await openServer({ bodyLimit: 200_000, resourceLimit: 100_000, deploymentLimit: 300_000 }, [
    broken,
  ]);
});
afterAll(async () => {
  await server.close();
  await stopWorker();
});

const path = '/v2/messages/publication';

async function refused(response: Response): Promise<Problem> {
  expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  const problem = (await response.json()) as Problem;
  expect(problem.status).toBe(response.status);
  return problem;
}

const raw = (body: string | Buffer, headers: Record<string, string> = {}) =>
  server.fetch('worker', path, {
    method: 'POST',
    body: body as never,
    headers: { 'content-type': 'application/json', ...headers },
  });

describe('a body of JSON', () => {
  it.each([
    ['{"name":"a","variables":{"__proto__":{"isAdmin":true}}}', 'JSON_KEY_FORBIDDEN'],
    ['{"name":"a","variables":{"constructor":{"prototype":{"x":1}}}}', 'JSON_KEY_FORBIDDEN'],
    ['{"name":"a","variables":{"a":[{"prototype":1}]}}', 'JSON_KEY_FORBIDDEN'],
    ['{"__proto__":{"name":"a"}}', 'JSON_KEY_FORBIDDEN'],
    ['{"name":"a","variables":{"n":9007199254740993}}', 'JSON_NUMBER_TOO_LARGE'],
    ['{"name":"a","variables":{"n":1e400}}', 'JSON_NUMBER_TOO_LARGE'],
    ['{"name":"a","variables":{"t":"\\u0000"}}', 'JSON_TEXT_INVALID'],
    ['{"name":"a","variables":{"t":"\\ud800"}}', 'JSON_TEXT_INVALID'],
    ['{"name":"a"', 'INVALID_JSON'],
    ['"text"', 'INVALID_JSON'],
    ['[]', 'INVALID_ARGUMENT'],
    ['{}', 'INVALID_ARGUMENT'],
    ['{"name":{"$ne":1}}', 'INVALID_ARGUMENT'],
    ['{"name":"a","tenantId":"other"}', 'INVALID_ARGUMENT'],
    ['{"name":"a","isAdmin":true}', 'INVALID_ARGUMENT'],
  ])('%s is refused as %s', async (body, code) => {
    const response = await raw(body);
    expect(response.status).toBe(400);
    expect(await refused(response)).toMatchObject({ code, title: 'INVALID_ARGUMENT', instance: path });
  });

  it('nests as deep as the limit says, and a hostile one does not overflow the stack', async () => {
    const nested = (depth: number) =>
      `{"name":"a","variables":{"v":${'['.repeat(depth)}${']'.repeat(depth)}}}`;
    expect((await raw(nested(62))).status).toBe(200);
    expect(await refused(await raw(nested(63)))).toMatchObject({
      code: 'JSON_TOO_DEEP',
      values: { limit: 64 },
    });
    expect(await refused(await raw(nested(49_000)))).toMatchObject({ code: 'JSON_TOO_DEEP' });
  });

  it('is bounded, of a known encoding and of the right type', async () => {
    const long = await raw(JSON.stringify({ name: 'a', variables: { t: 'x'.repeat(300_000) } }));
    expect(await refused(long)).toMatchObject({ status: 413, code: 'BODY_TOO_LARGE' });
    const encoded = await raw('{}', { 'content-encoding': 'nonsense' });
    expect(await refused(encoded)).toMatchObject({ status: 415, code: 'UNSUPPORTED_MEDIA_TYPE' });
    const typed = await raw('name=a', { 'content-type': 'application/x-www-form-urlencoded' });
    expect(await refused(typed)).toMatchObject({ status: 415, code: 'UNSUPPORTED_MEDIA_TYPE' });
  });

  it('is not read at all of strangers', async () => {
    const response = await server.fetch('', path, {
      method: 'POST',
      body: '{"name":',
      headers: { 'content-type': 'application/json' },
    });
    expect(await refused(response)).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
  });

  it('leaves nothing on Object.prototype', async () => {
    await raw('{"name":"a","variables":{"__proto__":{"polluted":true}}}');
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});

describe('a search', () => {
  const search = (body: object) => server.post('worker', '/v2/process-instances/search', body);

  it.each([
    [{ sort: [{ field: 'started_at; drop table cauce_users' }] }],
    [{ sort: [{ field: 'started_at' }] }],
    [{ sort: [{ field: 'startDate', order: 'ASC', nulls: 'first; create table pwned(x int); --' }] }],
    [{ sort: [{ field: 'startDate', order: 'asc nulls first' }] }],
    [{ filter: { 'pw as name': 'x' } }],
    [{ filter: { state: { '= 1 OR 1=1 --': 'x' } } }],
    [{ filter: { state: { $in: [{ a: 1 }] } } }],
    [{ filter: { processInstanceKey: '1 OR 1=1' } }],
    [{ filter: { processInstanceKey: ['1'] } }],
    [{ filter: { startDate: { $gt: 'yesterday' } } }],
    [{ filter: { hasIncident: 'true' } }],
    [{ filter: { $or: [{ state: 'ACTIVE' }] } }],
    [{ page: { limit: -1 } }],
    [{ page: { limit: 1e6 } }],
    [{ page: { after: 'bm90IGEgY3Vyc29y' } }],
    [{ page: { after: 'W3siYSI6MX1d' } }],
  ])('%j is refused', async (body) => {
    const response = await search(body);
    expect(response.status).toBe(400);
    await refused(response);
    expect(await server.store.reader.schema.hasTable('cauce_users')).toBe(true);
    expect(await server.store.reader.schema.hasTable('pwned')).toBe(false);
  });

  it('takes keys and texts as plain values, whatever they hold', async () => {
    const response = await search({
      filter: {
        processDefinitionId: { $like: "%' OR 1=1 --" },
        processInstanceKey: '9999999999999999999999999',
        tenantId: '<default>',
      },
    });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ items: [], page: { totalItems: 0 } });
  });
});

describe('paths and headers', () => {
  it('name keys of digits', async () => {
    for (const key of ['abc', '-1', '1e3', '%00', '9'.repeat(26)]) {
      const response = await server.fetch('worker', `/v2/user-tasks/${key}`);
      expect(response.status, key).toBe(400);
      expect(await refused(response)).toMatchObject({ code: 'INVALID_KEY', values: { name: 'userTaskKey' } });
    }
    expect((await server.fetch('worker', '/v2/user-tasks/99999999999999999999')).status).toBe(404);
    expect((await server.fetch('worker', '/v2/users/%E0%A4%A')).status).toBe(404);
  });

  it('carry an idempotency key that can be printed', async () => {
    const response = await raw('{"name":"a"}', { 'idempotency-key': 'x'.repeat(256) });
    expect(await refused(response)).toMatchObject({ status: 400, code: 'IDEMPOTENCY_KEY_INVALID' });
  });

  it('too large are answered by Node before they reach us', async () => {
    const status = await new Promise((resolve, reject) => {
      const url = new URL(server.url);
      const sent = httpRequest(
        { host: '127.0.0.1', port: url.port, path: '/v2/status', headers: { 'x-long': 'x'.repeat(20_000) } },
        (response) => resolve(response.statusCode),
      );
      sent.on('error', reject);
      sent.end();
    });
    expect(status).toBe(431);
  });
});

describe('a deployment', () => {
  async function deploy(...files: [name: string, content: string | Buffer][]) {
    const form = new FormData();
    for (const [name, content] of files) form.append('resources', new Blob([content as never]), name);
    return server.fetch('worker', '/v2/deployments', { method: 'POST', body: form });
  }

  it('is refused whole, with every problem at once, in the language of the reader', async () => {
    const drawing = file('review.bpmn').content.toString('utf8');
    const bad = drawing
      .replace('targetRef="decide"', 'targetRef="nowhere"')
      .replace('=subject', '=subject +');
    const response = await deploy(['bad.bpmn', bad], ['price.dmn', file('price.dmn').content]);
    const problem = await refused(response);
    expect(problem).toMatchObject({ status: 400, code: 'DEPLOYMENT_REFUSED' });
    const errors = problem.problems?.filter(({ severity }) => severity === 'error') ?? [];
    expect(errors.length).toBeGreaterThanOrEqual(2);
    expect(errors.every(({ message }) => message.length > 20)).toBe(true);
    const { items } = (await (await server.post('worker', '/v2/decision-definitions/search', {})).json()) as {
      items: [];
    };
    expect(items).toEqual([]);
  });

  it('needs files of plain names and bounded sizes', async () => {
    expect(await refused(await deploy())).toMatchObject({ code: 'FILES_MISSING' });
    for (const name of ['../out.bpmn', '/etc/passwd', 'a\\b.bpmn', 'a//b.bpmn', './a.bpmn']) {
      expect(await refused(await deploy([name, 'x'])), name).toMatchObject({ code: 'RESOURCE_NAME_INVALID' });
    }
    expect(await refused(await deploy(['big.bpmn', 'x'.repeat(150_000)]))).toMatchObject({ status: 413 });
    expect(await refused(await deploy(['huge.bpmn', 'x'.repeat(400_000)]))).toMatchObject({ status: 413 });
    const json = await server.post('worker', '/v2/deployments', {});
    expect(await refused(json)).toMatchObject({ status: 415 });
    const broken = await server.fetch('worker', '/v2/deployments', {
      method: 'POST',
      body: '--x\r\nContent-Disposition: form-data; name="resources"; filename="a"\r\n\r\nno end',
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
    });
    expect(await refused(broken)).toMatchObject({ status: 400 });
  });

  it('takes no names of fields that could reach a prototype', async () => {
    const form = new FormData();
    form.append('__proto__[polluted]', 'yes');
    form.append('resources', new Blob(['x']), 'x.bpmn');
    const response = await server.fetch('worker', '/v2/deployments', { method: 'POST', body: form });
    expect(response.status).toBe(400);
    expect(({} as { polluted?: string }).polluted).toBeUndefined();
  });
});

describe('our own mistakes', () => {
  it('tell the client an id and nothing else', async () => {
    const response = await server.post('', '/v2/broken', {}, { 'accept-language': 'en' });
    const problem = await refused(response);
    expect(problem).toMatchObject({ status: 500, code: 'INTERNAL_ERROR', title: 'INTERNAL_ERROR' });
    expect(problem.detail).toContain(String(problem.values.id));
    expect(JSON.stringify(problem)).not.toMatch(/passwd|\.ts|node_modules/);
    expect(logged).toEqual([]);
  });

  it('are told in the reader’s language, Spanish first', async () => {
    const detail = async (language: Record<string, string>) =>
      (await refused(await server.post('', path, {}, language))).detail;
    expect(await detail({})).toMatch(/^Se esperaba/);
    expect(await detail({ 'accept-language': 'es-CO, en;q=0.5' })).toMatch(/^Se esperaba/);
    expect(await detail({ 'accept-language': 'en-US' })).toMatch(/^Expected/);
  });
});

describe('options', () => {
  it('that cannot be read keep the server from starting, all complaints at once', () => {
    expect(() => parseHttpOptions({ bodyLimit: Number.NaN, jsonDepth: 0 })).toThrow(
      /bodyLimit[\s\S]*jsonDepth/,
    );
    expect(() => parseHttpOptions({ trustProxy: true as unknown as number })).toThrow(/trustProxy/);
    expect(() => parseHttpOptions({ limit: '1mb' } as object)).toThrow(/limit/);
  });
});
