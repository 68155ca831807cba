// A whole server on a real database file: runtime, access and `/v2`, with one person or service of each kind.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CamundaClient, createCamundaClient } from '@camunda8/orchestration-cluster-api';
import { type Access, createAccess } from '../../../engine/access/access.ts';
import { createPerson, type NewPerson } from '../../../engine/access/people.ts';
import type { HttpOptionsInput } from '../../../engine/http/options.ts';
import type { Route } from '../../../engine/http/route.ts';
import { createHttp, type Http } from '../../../engine/http/server.ts';
import { createDurableRuntime } from '../../../engine/runtime/durableRuntime.ts';
import type { Engine, Resource } from '../../../engine/runtime/engine.ts';
import type { RuntimeOptions } from '../../../engine/runtime/runtimeOptions.ts';
import { type OpenStore, openStore } from '../../../engine/store/openStore.ts';
import { databaseIn } from '../../harness/testDatabase.ts';

export const people: NewPerson[] = [
  { username: 'worker', roles: ['service'] },
  { username: 'root', roles: ['admin'] },
  { username: 'ana', name: 'Ana', groups: ['Oficina'], roles: ['staff'] },
  { username: 'eva', name: 'Eva', groups: ['Jurídica'], roles: ['staff'] },
  { username: 'lea', name: 'Lea', groups: ['Oficina', 'Jurídica'], roles: ['leader', 'staff'] },
  { username: 'aud', name: 'Aud', roles: ['auditor'] },
  { username: 'dis', name: 'Dis', roles: ['designer'] },
];

export interface ServerUnderTest {
  url: string;
  engine: Engine;
  store: OpenStore;
  access: Access;
  http: Http;
  tokens: Map<string, string>;
  /** The official client, every request and answer held to its schemas. */
  client(username: string, validation?: string): CamundaClient;
  /** Plain HTTP as that user; `''` is nobody. */
  fetch(username: string, path: string, init?: RequestInit): Promise<Response>;
  post(username: string, path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  close(): Promise<void>;
}

export function file(name: string): Resource {
  return { name, content: readFileSync(new URL(`./review/${name}`, import.meta.url)) };
}

export const reviewFiles = ['review.bpmn', 'automatic.bpmn', 'price.dmn', 'register.form'];

export async function openServer(
  options: HttpOptionsInput = {},
  routes: Route[] = [],
  database?: string,
  runtime: Partial<RuntimeOptions> = {},
): Promise<ServerUnderTest> {
  const folder = mkdtempSync(join(tmpdir(), 'cauce-http-'));
  const store = await openStore({ filename: database ?? (await databaseIn(folder, 'http.db')) });
  const failures: unknown[] = [];
  const engine = createDurableRuntime({
    store,
    connectors: new Set<string>(),
    checkForm: () => [],
    failed: (error) => void failures.push(error),
    ...runtime,
  });
  const access = createAccess({ store, now: Date.now });
  const tokens = new Map<string, string>();
  for (const person of people) {
    await createPerson(store, Date.now(), person, 'test');
    tokens.set(person.username, await access.tokens.create(person.username, 'test', 'test'));
  }
  const log = (id: string, error: unknown) => void failures.push(`${id} ${String(error)}`);
  const http = createHttp({ engine, access, options: { checkAnswers: true, ...options }, routes, log });
  await engine.recover();
  const { server, url } = await http.listen(0);

  const authorization = (username: string): Record<string, string> =>
    username === '' ? {} : { authorization: `Bearer ${tokens.get(username)}` };
  const call = (username: string, path: string, init: RequestInit = {}) =>
    fetch(url + path, {
      ...init,
      headers: { ...authorization(username), ...(init.headers as Record<string, string>) },
    });

  return {
    url,
    engine,
    store,
    access,
    http,
    tokens,
    client: (username, validation = 'strict') =>
      createCamundaClient({
        env: {},
        log: { level: 'silent' },
        config: {
          CAMUNDA_REST_ADDRESS: url,
          CAMUNDA_AUTH_STRATEGY: 'BASIC',
          CAMUNDA_BASIC_AUTH_USERNAME: username,
          CAMUNDA_BASIC_AUTH_PASSWORD: tokens.get(username) ?? '',
          CAMUNDA_SDK_VALIDATION: validation,
          CAMUNDA_SDK_HTTP_RETRY_MAX_ATTEMPTS: 1,
        } as never,
      }),
    fetch: call,
    post: (username, path, body, headers = {}) =>
      call(username, path, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json', ...headers },
      }),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await engine.close();
      await store.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** What the official client asks of searches: answers at once, there is nothing to wait for here. */
export const atOnce = { consistency: { waitUpToMs: 0 } };
