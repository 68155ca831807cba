// Calls to other systems against a real HTTP server: what is sent, what is mapped, what is refused, what is tried again.
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Variables } from '../../../engine/core/json.ts';
import { isAddressAllowed, reachOf } from '../../../engine/jobs/http/allowedHosts.ts';
import { connectors, createWorker } from '../../../engine/jobs/index.ts';
import { type Bench, job, jobQueue, openBench, until } from './harness.ts';

interface Seen {
  method: string;
  url: string;
  headers: IncomingMessage['headers'];
  body: string;
}

const http = connectors['cauce:http'];
let server: Server;
let bench: Bench;
let base: string;
let seen: Seen[] = [];
let failing = 0;
let takenBack = false;

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      seen.push({ method, url, headers, body: Buffer.concat(chunks).toString() });
      const path = url.split('?')[0];
      if (path === '/never') return;
      if (path === '/elsewhere') return response.writeHead(302, { location: `${base}/ok` }).end();
      if (path === '/large') return response.end(Buffer.alloc(600 * 1024, 'x'));
      if (path === '/missing') return json(404, { error: 'no such incident' });
      if (path === '/polluted')
        return response.setHeader('content-type', 'application/json').end('{"__proto__": {"admin": true}}');
      if (path === '/token') return json(200, { access_token: 'ficha-de-una-hora', expires_in: 3600 });
      if (path === '/guarded') return json(takenBack ? 401 : 200, { saw: headers.authorization });
      if (path === '/echo') return json(200, { saw: headers.authorization });
      if (path === '/sometimes' && failing-- > 0)
        return response.writeHead(503, { 'retry-after': '0.02' }).end();
      json(201, { id: 'INC-7', links: [{ rel: 'self' }] });
      function json(status: number, body: unknown) {
        response
          .writeHead(status, { 'content-type': 'application/json; charset=utf-8' })
          .end(JSON.stringify(body));
      }
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  base = `http://127.0.0.1:${port}`;
  bench = await openBench({
    httpHosts: { private: [`127.0.0.1:${port}`], public: [`localhost:${port}`, '[::1]:443'] },
    secrets: new Map([['HELIX_TOKEN', 'muy-secreto-123']]),
  });
});

beforeEach(() => {
  seen = [];
});

afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await bench.close();
});

const call = (headers: { [name: string]: string }, variables: Variables = {}) =>
  http.run({ ...job(1_048_600, variables, headers), type: 'cauce:http' }, bench.services);

it('sends what the drawing says with a secret by reference, and maps the answer', async () => {
  const outcome = await call(
    {
      method: 'POST',
      url: `="${base}/incidents?case=" + case_number`,
      'header:Authorization': 'Bearer {{secrets.HELIX_TOKEN}}',
      'header:X-Note': '="{{secrets.HELIX_TOKEN}} " + case_number',
      body: '={summary: description, priority: 2}',
      resultVariable: 'helix',
      resultExpression: '={helix_incident_id: response.body.id, first: body.links[1].rel}',
    },
    { case_number: 'C-1', description: 'Caído {{secrets.HELIX_TOKEN}}', headers: { 'x-chance': 'no' } },
  );
  expect(seen).toMatchObject([
    {
      method: 'POST',
      url: '/incidents?case=C-1',
      headers: {
        authorization: 'Bearer muy-secreto-123',
        'x-note': '{{secrets.HELIX_TOKEN}} C-1',
        'content-type': 'application/json',
        'idempotency-key': 'cauce-1048600',
      },
      body: JSON.stringify({ summary: 'Caído {{secrets.HELIX_TOKEN}}', priority: 2 }),
    },
  ]);
  expect(seen[0]?.headers).not.toHaveProperty('x-chance');
  expect(outcome).toEqual({
    variables: {
      helix: {
        status: 201,
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body: { id: 'INC-7', links: [{ rel: 'self' }] },
      },
      helix_incident_id: 'INC-7',
      first: 'self',
    },
  });
});

it('takes the inputs of the Camunda connector, and keeps no secret that the other side repeats', async () => {
  const outcome = await connectors['io.camunda:http-json:1'].run(
    job(
      1,
      {
        url: `${base}/echo`,
        method: 'GET',
        queryParameters: { q: 'á b' },
        headers: { 'X-Case': 'C-1' },
        authentication: { type: 'bearer', token: '{{secrets.HELIX_TOKEN}}' },
      },
      { resultVariable: 'answer' },
    ),
    bench.services,
  );
  expect(seen).toMatchObject([
    { url: '/echo?q=%C3%A1+b', headers: { 'x-case': 'C-1', authorization: 'Bearer muy-secreto-123' } },
  ]);
  expect(seen[0]?.headers).not.toHaveProperty('idempotency-key');
  expect(outcome).toMatchObject({ variables: { answer: { body: { saw: 'Bearer ***' } } } });
  expect(JSON.stringify(outcome)).not.toContain('secreto');
});

it('asks for a token where the drawing says so, keeps it, and asks anew when it was taken back', async () => {
  const given = {
    url: `${base}/guarded`,
    method: 'POST',
    authentication: `={type: "oauth-client-credentials-flow", oauthTokenEndpoint: "${base}/token", clientId: "cauce", clientSecret: "{{secrets.HELIX_TOKEN}}", scopes: "casos"}`,
    body: '={a: 1}',
    resultVariable: 'answer',
  };
  for (let times = 0; times < 2; times++)
    expect(await call(given)).toMatchObject({ variables: { answer: { body: { saw: 'Bearer ***' } } } });
  expect(seen.map(({ url }) => url)).toEqual(['/token', '/guarded', '/guarded']);
  expect(seen[0]?.body).toBe(
    'grant_type=client_credentials&scope=casos&client_id=cauce&client_secret=muy-secreto-123',
  );
  takenBack = true;
  expect(await call(given)).toMatchObject({ error: { values: { status: 401 } }, retry: true });
  takenBack = false;
  expect(await call(given)).toMatchObject({ variables: { answer: { status: 200 } } });
  expect(seen.map(({ url }) => url).slice(3)).toEqual(['/guarded', '/token', '/guarded']);
  const refused = { ...given, authentication: given.authentication.replace('/token', '/missing') };
  expect(await call(refused)).toEqual({
    error: { code: 'HTTP_TOKEN_REFUSED', values: { host: new URL(base).host, status: 404 } },
    retry: false,
  });
  const elsewhere = { ...given, authentication: given.authentication.replace(base, 'https://evil.example') };
  expect(await call(elsewhere)).toMatchObject({ error: { code: 'HTTP_HOST_NOT_ALLOWED' } });
});

it('goes below an address by what data says, never beside it', async () => {
  const below = (path: string, variables: Variables = {}) =>
    call({ url: `${base}/api/`, method: 'GET', path }, variables);
  await below('=["Case", number]', { number: 'C/1?x' });
  await below('/a/b');
  expect(seen.map(({ url }) => url)).toEqual(['/api/Case/C%2F1%3Fx', '/api/a/b']);
  for (const path of ['=["..", "admin"]', 'a/../b', '=["a", null]', '={a: 1}'])
    expect(await below(path)).toMatchObject({
      error: { code: 'HTTP_REQUEST_INVALID', values: { part: 'path' } },
    });
});

it('throws into the drawing what its author expects, and fails for what nobody does', async () => {
  const url = `${base}/missing`;
  const errorExpression = '=if status = 404 then {code: "NO_INCIDENT", message: body.error} else null';
  expect(await call({ url, method: 'GET', errorExpression })).toEqual({
    bpmnError: { code: 'NO_INCIDENT', message: 'no such incident', variables: {} },
  });
  expect(await call({ url })).toMatchObject({
    error: { code: 'HTTP_STATUS', values: { status: 404 } },
    retry: false,
  });
  expect(await call({ url: `${base}/ok`, resultExpression: '=1' })).toMatchObject({
    error: { code: 'HTTP_RESULT_NOT_A_CONTEXT' },
  });
});

it('gives an answer that never comes, is too large, leads elsewhere or is dangerous its own name', async () => {
  expect(await call({ url: `${base}/never`, timeout: 'PT0.2S' })).toMatchObject({
    error: { code: 'HTTP_TIMED_OUT', values: { seconds: 0.2 } },
    retry: true,
  });
  expect(await call({ url: `${base}/large` })).toMatchObject({
    error: { code: 'HTTP_ANSWER_TOO_LARGE' },
    retry: false,
  });
  expect(await call({ url: `${base}/elsewhere` })).toMatchObject({
    error: { code: 'HTTP_REDIRECTED' },
    retry: false,
  });
  expect(await call({ url: `${base}/polluted` })).toMatchObject({ error: { code: 'HTTP_ANSWER_NOT_JSON' } });
  expect(seen.map(({ url }) => url)).toEqual(['/never', '/large', '/elsewhere', '/polluted']);
});

it('calls nobody who is not allowed, however the address is written', async () => {
  const { port } = new URL(base);
  const others = ['localhost', '[::ffff:127.0.0.1]', 'user@127.0.0.1', '127.0.0.1.nip.io', '169.254.169.254'];
  for (const host of others)
    expect(await call({ url: `http://${host}:${port}/ok` }), host).toMatchObject({
      error: { code: 'HTTP_HOST_NOT_ALLOWED' },
      retry: false,
    });
  // Allowed by name, but the name leads inside.
  expect(await call({ url: `https://localhost:${port}/ok` })).toMatchObject({
    error: { code: 'HTTP_ADDRESS_REFUSED' },
  });
  expect(await call({ url: 'https://[::1]/ok' })).toMatchObject({ error: { code: 'HTTP_ADDRESS_REFUSED' } });
  for (const url of ['file:///etc/passwd', 'ftp://127.0.0.1/', 'no es', ''])
    expect(await call({ url })).toMatchObject({
      error: { code: 'HTTP_REQUEST_INVALID', values: { part: 'url' } },
    });
  expect(await call({ url: `${base}/ok`, 'header:X': 'a\r\nHost: evil' })).toMatchObject({
    error: { code: 'HTTP_REQUEST_INVALID', values: { part: 'headers' } },
  });
  expect(await call({ url: `${base}/ok`, 'header:Authorization': '{{secrets.OTHER}}' })).toMatchObject({
    error: { code: 'SECRET_NOT_CONFIGURED', values: { name: 'OTHER' } },
  });
  expect(seen).toEqual([]);
});

it('knows which addresses lie inside', () => {
  const inside = [
    '10.1.2.3',
    '172.31.0.1',
    '192.168.1.1',
    '127.9.9.9',
    '100.64.0.1',
    '::1',
    'fd12::1',
    '::ffff:10.0.0.1',
    '::ffff:a00:1',
  ];
  for (const address of inside) {
    expect(isAddressAllowed(address, 'public'), address).toBe(false);
    expect(isAddressAllowed(address, 'private'), address).toBe(true);
  }
  for (const address of [
    '169.254.169.254',
    '0.0.0.0',
    '224.0.0.1',
    'fe80::1',
    '::',
    '::ffff:169.254.169.254',
    'x',
  ])
    expect(isAddressAllowed(address, 'private'), address).toBe(false);
  for (const address of ['8.8.8.8', '2606:4700::1111'])
    expect(isAddressAllowed(address, 'public')).toBe(true);
  const hosts = { public: ['*.example.co', 'api.co:8443'], private: ['helix:8080'] };
  const reach = (url: string) => reachOf(new URL(url), hosts);
  expect(['https://a.b.example.co/x', 'https://api.co:8443', 'http://helix:8080'].map(reach)).toEqual([
    'public',
    'public',
    'private',
  ]);
  expect(
    [
      'https://example.co',
      'https://evil-example.co',
      'http://a.example.co',
      'https://api.co',
      'http://helix',
    ].map(reach),
  ).toEqual(Array(5).fill(undefined));
});

it('tries again while the other side has no time, then leaves it to people', async () => {
  const queue = jobQueue();
  failing = 2;
  const headers = { url: `${base}/sometimes`, resultVariable: 'answer', template: '' };
  queue.add({ ...job(7, {}, headers), type: 'cauce:http' });
  queue.add({
    ...job(8, {}, { url: `${base}/never`, timeout: 'PT0.05S', template: '' }),
    type: 'cauce:http',
  });
  const worker = createWorker({
    source: queue,
    submission: { principal: 'test' },
    services: bench.services,
    connectors: [http],
    backOff: () => 20,
    pollMs: 50,
  });
  await until(() => queue.jobs.every(({ state }) => state !== 'CREATED'));
  await worker.close();
  expect(queue.jobs[0]).toMatchObject({
    state: 'COMPLETED',
    failures: [{ retries: 2, retryBackOff: 20 }, { retries: 1 }],
  });
  expect(queue.jobs[1]).toMatchObject({
    state: 'FAILED',
    retries: 0,
    message: expect.stringContaining('HTTP_TIMED_OUT'),
  });
  const keys = seen.filter(({ url }) => url === '/never').map((each) => each.headers['idempotency-key']);
  expect(keys).toEqual(['cauce-8', 'cauce-8', 'cauce-8']);
});
