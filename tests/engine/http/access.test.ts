import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { authorize } from '../../../engine/access/policy.ts';
import { parseHttpOptions } from '../../../engine/http/options.ts';
import { type Policy, type Route, route } from '../../../engine/http/route.ts';
import { apiRoutes } from '../../../engine/http/router.ts';
import { createHttp } from '../../../engine/http/server.ts';
import { stopWorker } from '../../../engine/model/index.ts';
import type { Principal } from '../../../engine/runtime/engine.ts';
import { file, openServer, people, reviewFiles, type ServerUnderTest } from './openServer.ts';

let server: ServerUnderTest;
let taskKey: number;
let caseKey: number;
const worker: Principal = { username: 'worker', kind: 'service', groups: [], roles: ['service'] };

beforeAll(async () => {
  server = await openServer();
  const outcome = await server.engine.deploy(reviewFiles.map(file), worker);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  const started = await server.engine.start({
    principal: worker,
    processId: 'review',
    variables: { subject: 'matrix' },
  });
  if (!started.ok) throw new Error(started.rejection.code);
  caseKey = started.instanceKey;
  const { rows } = await server.store.search('user_tasks', {});
  taskKey = Number(rows[0]?.key);
});
afterAll(async () => {
  await server.close();
  await stopWorker();
});

async function totalOf(response: Response): Promise<number> {
  return ((await response.json()) as { page: { totalItems: number } }).page.totalItems;
}

const routes = apiRoutes(parseHttpOptions());

function pathOf({ path }: Route): string {
  return `/v2${path.replace(/:(\w+)/g, (_, name: string) => (name.endsWith('Key') ? '1' : 'nobody'))}`;
}

async function call(username: string, spec: Route): Promise<number> {
  const body = spec.request && spec.method !== 'get' ? '{"unknown member":1}' : undefined;
  const response = await server.fetch(username, pathOf(spec), {
    method: spec.method.toUpperCase(),
    headers: { 'content-type': 'application/json' },
    ...(body && { body }),
  });
  await response.arrayBuffer();
  return response.status;
}

describe('every route', () => {
  it('answers nobody but what is public', async () => {
    for (const spec of routes) {
      const status = await call('', spec);
      if (spec.policy.action === 'public') expect(status, spec.path).toBeLessThan(400);
      else expect(status, `${spec.method} ${spec.path}`).toBe(401);
    }
  });

  it('refuses each role what its policy does not give, before anything else', async () => {
    for (const person of people.filter(({ username }) => username !== 'root')) {
      const principal: Principal = {
        username: person.username,
        kind: 'user',
        groups: person.groups ?? [],
        roles: person.roles ?? [],
      };
      for (const spec of routes.filter(({ multipart }) => !multipart)) {
        const status = await call(person.username, spec);
        const where = `${person.username} ${spec.method} ${spec.path}`;
        expect(status, where).not.toBe(401);
        expect(status, where).toBeLessThan(500);
        if (!authorize(principal, spec.policy.action)) expect(status, where).toBe(403);
      }
    }
  });

  it('needs a policy, or the server does not start', async () => {
    const open = route({
      method: 'get',
      path: '/open',
      policy: undefined as unknown as Policy,
      response: z.void(),
      summary: 'Forgotten',
      handler: async () => undefined,
    });
    const { engine, access } = server;
    expect(() => createHttp({ engine, access, routes: [open] })).toThrow(/Expected a policy on GET \/open/);
  });

  it('is found by its own path only: no tricks with slashes, case, parameters or headers', async () => {
    for (const path of [
      '/V2/users/search',
      '//v2/users/search',
      '/v2/Users/search',
      '/v2/users/search;x',
      '/v2/%2e%2e/v2/users/search/',
    ]) {
      const response = await server.post('ana', path, {});
      expect([403, 404], path).toContain(response.status);
    }
    const overridden = await server.post('aud', `/v2/users/ana`, {}, { 'x-http-method-override': 'GET' });
    expect(overridden.status).toBe(404);
    const rewritten = await server.post(
      'ana',
      '/v2/user-tasks/search',
      {},
      { 'x-original-url': '/v2/users/search' },
    );
    expect(await rewritten.json()).toHaveProperty('items.0.userTaskKey');
  });
});

describe('a task of one lane', () => {
  const complete = (username: string, variables: object = { subject: 'x' }) =>
    server.post(username, `/v2/user-tasks/${taskKey}/completion`, { variables });
  const assign = (username: string, body: object) =>
    server.post(username, `/v2/user-tasks/${taskKey}/assignment`, body);
  const seen = async (username: string) => totalOf(await server.post(username, '/v2/user-tasks/search', {}));

  it('is listed and read by that lane, its leader, auditors and services alone', async () => {
    expect(await seen('ana')).toBe(1);
    expect(await seen('lea')).toBe(1);
    expect(await seen('aud')).toBe(1);
    expect(await seen('eva')).toBe(0);
    const told = async (key: number) => {
      const response = await server.fetch('eva', `/v2/user-tasks/${key}`);
      const { instance: _, ...problem } = (await response.json()) as { instance: string };
      return problem;
    };
    // Whether it exists is no business of hers either.
    expect(await told(taskKey)).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    expect(await told(taskKey)).toEqual(await told(999_999));
    for (const below of ['form', 'variables/search', 'effective-variables/search']) {
      const method = below === 'form' ? 'GET' : 'POST';
      const response = await server.fetch('eva', `/v2/user-tasks/${taskKey}/${below}`, { method });
      expect(response.status, below).toBe(404);
    }
  });

  it('is neither completed, claimed nor changed by another lane or an auditor', async () => {
    for (const [username, status] of [
      ['eva', 404],
      ['aud', 403],
      ['dis', 403],
    ] as const) {
      expect((await complete(username)).status, username).toBe(status);
      expect((await assign(username, {})).status, username).toBe(status);
    }
    expect(
      (
        await server.fetch('ana', `/v2/user-tasks/${taskKey}`, {
          method: 'PATCH',
          body: '{"changeset":{"priority":90}}',
          headers: { 'content-type': 'application/json' },
        })
      ).status,
    ).toBe(403);
  });

  it('is claimed by staff for themselves only, and taken over by a leader only', async () => {
    expect((await assign('ana', { assignee: 'lea' })).status).toBe(403);
    expect((await assign('ana', {})).status).toBe(204);
    expect((await assign('lea', { assignee: 'lea', allowOverride: false })).status).toBe(409);
    expect((await assign('lea', { assignee: 'lea' })).status).toBe(204);
    expect((await complete('ana')).status).toBe(403);
    expect((await assign('ana', {})).status).toBe(403);
    expect(
      (await server.fetch('ana', `/v2/user-tasks/${taskKey}/assignee`, { method: 'DELETE' })).status,
    ).toBe(403);
    expect(
      (await server.fetch('lea', `/v2/user-tasks/${taskKey}/assignee`, { method: 'DELETE' })).status,
    ).toBe(204);
  });
});

describe('a case', () => {
  const status = async (username: string, path: string) => (await server.fetch(username, path)).status;
  const total = async (username: string, path: string, filter = {}) =>
    totalOf(await server.post(username, path, { filter }));

  it('is open to those with work in it, and its history to auditors', async () => {
    expect(await status('ana', `/v2/cases/${caseKey}`)).toBe(200);
    expect(await status('eva', `/v2/cases/${caseKey}`)).toBe(404);
    expect(await status('ana', `/v2/cases/${caseKey}/history`)).toBe(403);
    const response = await server.fetch('aud', `/v2/cases/${caseKey}/history`);
    const history = (await response.json()) as { items: { events: unknown[] }[] };
    expect(history.items[0]).toMatchObject({
      sequence: 1,
      actor: 'worker',
      processInstanceKey: String(caseKey),
    });
    expect(history.items[0]?.events[0]).toMatchObject({ type: 'instanceCreated' });
  });

  it('is found in lists by the same people', async () => {
    for (const path of [
      'cases',
      'process-instances',
      'element-instances',
      'variables',
      'incidents',
      'decision-instances',
    ]) {
      expect(await total('eva', `/v2/${path}/search`), path).toBe(0);
    }
    for (const path of ['cases', 'process-instances', 'element-instances', 'variables']) {
      expect(await total('ana', `/v2/${path}/search`), path).toBeGreaterThan(0);
      expect(await total('aud', `/v2/${path}/search`), path).toBeGreaterThan(0);
    }
  });

  it('keeps on record who read it, and who did not get to', async () => {
    await status('aud', `/v2/process-instances/${caseKey}`);
    await status('eva', `/v2/process-instances/${caseKey}`);
    await total('aud', '/v2/variables/search', { processInstanceKey: String(caseKey) });
    await status('worker', `/v2/process-instances/${caseKey}`);
    const reads: { username: string; action: string }[] = await server.store
      .reader('cauce_case_reads')
      .where({ case_key: caseKey })
      .distinct('username', 'action');
    expect(reads).toContainEqual({ username: 'aud', action: 'case:read' });
    expect(reads).toContainEqual({ username: 'aud', action: 'case:history' });
    expect(reads).toContainEqual({ username: 'aud', action: 'case:list' });
    expect(reads.map(({ username }) => username)).not.toContain('eva');
    expect(reads.map(({ username }) => username)).not.toContain('worker');
  });
});
