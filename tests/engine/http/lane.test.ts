// The short way of the API answers as Express does, whatever is asked: both are asked the same, byte for byte.
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openServer, type ServerUnderTest } from './openServer.ts';

let server: ServerUnderTest;
let long: Server;

beforeAll(async () => {
  server = await openServer({ bodyLimit: 2_000, jsonDepth: 8 });
  long = createServer(server.http.app);
  await new Promise<void>((resolve) => long.listen(0, '127.0.0.1', resolve));
});

afterAll(async () => {
  long.closeAllConnections();
  await new Promise((resolve) => long.close(resolve));
  await server.close();
});

interface Asked {
  line: string;
  headers?: { [name: string]: string };
  body?: string | Buffer;
  as?: string;
}

const JSON_TYPE = { 'Content-Type': 'application/json' };
const search = 'POST /v2/user-tasks/search';

const asked: { [what: string]: Asked } = {
  'a search': { line: search, headers: JSON_TYPE, body: '{}' },
  'a search without a body': { line: search },
  'an empty body': { line: search, headers: { ...JSON_TYPE, 'Content-Length': '0' } },
  'a filter that does not exist': { line: search, headers: JSON_TYPE, body: '{"filter":{"nothing":1}}' },
  'a charset': { line: search, headers: { 'Content-Type': 'application/json; charset=UTF-8' }, body: '{}' },
  'another charset': {
    line: search,
    headers: { 'Content-Type': 'application/json; charset=utf-16' },
    body: Buffer.from('{}', 'utf16le'),
  },
  'a charset that nobody has': {
    line: search,
    headers: { 'Content-Type': 'application/json; charset=klingon' },
    body: '{}',
  },
  'a vendor type': { line: search, headers: { 'Content-Type': 'application/x.y+json' }, body: '{}' },
  'no type': { line: search, body: '{}' },
  'a form': { line: search, headers: { 'Content-Type': 'application/x-www-form-urlencoded' }, body: 'a=1' },
  'broken JSON': { line: search, headers: JSON_TYPE, body: '{"filter":' },
  'a text': { line: search, headers: JSON_TYPE, body: '"text"' },
  'a number': { line: search, headers: JSON_TYPE, body: ' 1' },
  'only spaces': { line: search, headers: JSON_TYPE, body: '  ' },
  'a list': { line: search, headers: JSON_TYPE, body: '[]' },
  'a byte order mark': { line: search, headers: JSON_TYPE, body: '\ufeff{}' },
  'a body that is too long': { line: search, headers: JSON_TYPE, body: `{"a":"${'x'.repeat(3_000)}"}` },
  'a body that is too deep': { line: search, headers: JSON_TYPE, body: '['.repeat(20) + ']'.repeat(20) },
  'a compressed body': {
    line: search,
    headers: { ...JSON_TYPE, 'Content-Encoding': 'gzip' },
    body: gzipSync('{}'),
  },
  'a compression that nobody has': {
    line: search,
    headers: { ...JSON_TYPE, 'Content-Encoding': 'lzma' },
    body: '{}',
  },
  'a body in chunks': {
    line: search,
    headers: { ...JSON_TYPE, 'Transfer-Encoding': 'chunked' },
    body: '2\r\n{}\r\n0\r\n\r\n',
  },
  'a dangerous name': { line: search, headers: JSON_TYPE, body: '{"__proto__":{}}' },
  'a stranger': { line: search, headers: JSON_TYPE, body: '{}', as: '' },
  'a stranger with broken JSON': { line: search, headers: JSON_TYPE, body: '{', as: '' },
  'somebody who may not': { line: 'POST /v2/deployments', as: 'aud' },
  'a key that is none': { line: 'GET /v2/user-tasks/abc' },
  'a key of nothing': { line: 'GET /v2/user-tasks/4294967297' },
  'a key that is encoded': { line: 'GET /v2/user-tasks/%34294967297' },
  'a path that is no text': { line: 'GET /v2/user-tasks/%E0%A4%A' },
  'a name in the path': { line: 'GET /v2/users/ana' },
  'a name in the path that is encoded': { line: 'GET /v2/users/%61na' },
  'a question behind the path': { line: 'GET /v2/topology?x=1&x=2' },
  'a slash too much': { line: 'GET /v2/topology/' },
  'two slashes': { line: 'GET /v2//topology' },
  'dots in the path': { line: 'GET /v2/user-tasks/../topology' },
  'letters in another case': { line: 'GET /v2/Topology' },
  'a path that is unknown': { line: 'GET /v2/nothing' },
  'a method that is unknown here': { line: 'PUT /v2/topology' },
  'only the head': { line: 'HEAD /v2/topology' },
  'what is offered': { line: 'OPTIONS /v2/topology' },
  'a body where none is read': { line: 'GET /v2/topology', headers: JSON_TYPE, body: '{"a":1}' },
  'what was read before': { line: 'GET /v2/authentication/me', headers: { 'If-None-Match': '*' } },
  'a key that nobody could have made': {
    line: 'POST /v2/process-instances',
    headers: { ...JSON_TYPE, 'Idempotency-Key': 'two words' },
    body: '{"processDefinitionId":"nothing"}',
  },
  'a process that is unknown': {
    line: 'POST /v2/process-instances',
    headers: JSON_TYPE,
    body: '{"processDefinitionId":"nothing"}',
  },
  'another language': {
    line: search,
    headers: { ...JSON_TYPE, 'Accept-Language': 'en' },
    body: '{"page":{"limit":"x"}}',
  },
};

test.each(Object.entries(asked))('%s', async (_, request) => {
  const ways = await Promise.all([
    answerOf(request, new URL(server.url).port),
    answerOf(request, portOf(long)),
  ]);
  expect(ways[0]).toEqual(ways[1]);
  expect(ways[0]).toMatch(/^HTTP\/1\.1 \d\d\d /);
});

test('whoever goes away in the middle of a body keeps nobody else from being answered', async () => {
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  socket.write(head({ line: search, headers: { ...JSON_TYPE, 'Content-Length': '50' }, body: '{"fi' }));
  await new Promise((resolve) => setTimeout(resolve, 50));
  socket.destroy();
  expect((await server.post('root', '/v2/user-tasks/search', {})).status).toBe(200);
});

function portOf(listening: Server): string {
  return String((listening.address() as AddressInfo).port);
}

function head({ line, headers = {}, body, as = 'root' }: Asked): Buffer {
  const all: { [name: string]: string } = { Host: 'localhost', Connection: 'close', ...headers };
  if (as !== '') all.Authorization = `Bearer ${server.tokens.get(as)}`;
  const bytes = Buffer.from(body ?? '');
  if (body !== undefined && !('Transfer-Encoding' in all)) all['Content-Length'] ??= String(bytes.length);
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.concat([Buffer.from(`${line} HTTP/1.1\r\n${lines.join('')}\r\n`), bytes]);
}

/** Status, headers and body, without what is different each time and without the order of headers. */
async function answerOf(request: Asked, port: string): Promise<string> {
  const chunks: Buffer[] = [];
  const socket = connect(Number(port), '127.0.0.1');
  socket.on('data', (chunk) => chunks.push(chunk));
  socket.on('error', () => {});
  socket.write(head(request));
  await new Promise((resolve) => socket.once('close', resolve));
  const [top = '', ...rest] = Buffer.concat(chunks).toString('utf8').split('\r\n\r\n');
  const [status, ...headers] = top.split('\r\n').filter((line) => !/^(date|etag):/i.test(line));
  const body = rest.join('\r\n\r\n').replace(/"port":\d+/g, '"port":0');
  return [status, ...headers.sort(), body.replace(/"instance":"[^"]*"/, '')].join('\n');
}
