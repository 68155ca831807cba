// From a job to the call that it asks for: task headers first (a text that begins with `=` is FEEL), else its variables.
import { validateHeaderName, validateHeaderValue } from 'node:http';
import type { Json, Variables } from '../../core/json.ts';
import type { ActivatedJobLike, ConnectorServices } from '../connector.ts';
import type { JobProblem } from '../problems.ts';
import { jobProblem } from '../problems.ts';
import type { HttpCall } from './callHttp.ts';
import { CLIENT_CREDENTIALS, oauthToken } from './oauthToken.ts';
import type { SecretReader } from './secrets.ts';

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']);
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}$/;
/** Ours to say, or none of a drawing's business. */
const OWN = new Set(['host', 'content-length', 'transfer-encoding', 'connection', 'expect', 'upgrade', 'te']);
const MOST_BODY = 4 * 1024 * 1024;
const MOST_ANSWER = 512 * 1024;
const MOST_SECONDS = 25;

type Asked =
  /** `forget`: what it was authenticated with is no longer good. */
  { call: HttpCall; forget?: () => void } | { problem: JobProblem; retry?: boolean };

export async function httpRequest(
  job: ActivatedJobLike,
  services: ConnectorServices,
  secrets: SecretReader,
): Promise<Asked> {
  const ask = (name: string) => asked(name, job, services, secrets);
  const url = await ask('url');
  if (typeof url !== 'string' || !URL.canParse(url) || !/^https?:/i.test(url)) return wrong('url');
  const method = String((await ask('method')) ?? 'POST').toUpperCase();
  if (!METHODS.has(method)) return wrong('method');
  const headers = await headersOf(job, services, secrets);
  if (headers === undefined) return wrong('headers');
  const target = new URL(url);
  if (!goDown(target, Object.hasOwn(job.headers, 'path') ? await ask('path') : null)) return wrong('path');
  const query = await ask('queryParameters');
  if (isContext(query))
    for (const [name, value] of Object.entries(query)) target.searchParams.append(name, plainText(value));
  const authentication = await ask('authentication');
  const isOauth = isContext(authentication) && authentication.type === CLIENT_CREDENTIALS;
  const credentials = isOauth ? {} : authenticate(authentication, secrets, target);
  if (credentials === undefined) return wrong('authentication');
  Object.assign(headers, credentials);
  const body = bodyOf(method, await ask('body'), headers);
  if (body && body.length > MOST_BODY) return wrong('body');
  const missing = secrets.missing();
  if (missing) return { problem: missing };
  if (method !== 'GET' && method !== 'HEAD') headers['idempotency-key'] ??= `cauce-${job.key}`;
  const timeoutMs = timeoutOf(await ask('timeout'), await ask('readTimeoutInSeconds'));
  const call = { method, url: target, headers, body, timeoutMs, mostBytes: MOST_ANSWER };
  return isOauth ? withToken(call, authentication, services, secrets) : { call };
}

async function withToken(
  call: HttpCall,
  given: Variables,
  { settings, now, signal }: ConnectorServices,
  secrets: SecretReader,
): Promise<Asked> {
  const text = (name: string) => secrets.computed(plainText(given[name] ?? ''));
  const hosts = settings.httpHosts ?? { public: [], private: [] };
  // All are read before the first is missed.
  for (const name of Object.keys(given)) text(name);
  const missing = secrets.missing();
  if (missing) return { problem: missing };
  const found = await oauthToken(text, hosts, now(), signal);
  if ('problem' in found) return found;
  secrets.learn(found.token);
  const headers = { ...call.headers, authorization: `Bearer ${found.token}` };
  return { call: { ...call, headers }, forget: found.forget };
}

/** The drawn `path` below the address, whatever is in it: no name in data leads elsewhere. */
function goDown(url: URL, path: Json): boolean {
  if (path === null || path === '') return true;
  const names = typeof path === 'string' ? path.replace(/^\/+/, '').split('/') : path;
  if (!Array.isArray(names)) return false;
  const texts = names.map(plainText);
  if (texts.some((text) => /^\.{0,2}$/.test(text))) return false;
  url.pathname = `${url.pathname.replace(/\/+$/, '')}/${texts.map(encodeURIComponent).join('/')}`;
  return true;
}

function wrong(part: string): Asked {
  return { problem: jobProblem('HTTP_REQUEST_INVALID', { part }) };
}

async function asked(
  name: string,
  { headers, variables, definitionKey }: ActivatedJobLike,
  services: ConnectorServices,
  secrets: SecretReader,
): Promise<Json> {
  const drawn = Object.hasOwn(headers, name) ? headers[name] : undefined;
  if (drawn !== undefined && !drawn.startsWith('=')) return secrets.drawn(drawn);
  const computed =
    drawn === undefined
      ? inputOf(name, headers, variables)
      : await services.evaluate(definitionKey, drawn.slice(1), variables);
  return typeof computed === 'string' ? secrets.computed(computed) : computed;
}

/** Inputs as the Camunda connector has them; where the address is drawn, no variable that is so called by chance. */
function inputOf(name: string, headers: ActivatedJobLike['headers'], variables: Variables): Json {
  if (Object.hasOwn(headers, 'url') || !Object.hasOwn(variables, name)) return null;
  return variables[name] ?? null;
}

/** Task headers named `header:NAME`, beside a context in the variable `headers`. */
async function headersOf(
  job: ActivatedJobLike,
  services: ConnectorServices,
  secrets: SecretReader,
): Promise<{ [name: string]: string } | undefined> {
  const found: { [name: string]: string } = {
    accept: 'application/json, text/plain;q=0.8, */*;q=0.5',
    'accept-encoding': 'identity',
    'user-agent': 'Cauce',
  };
  const given = await asked('headers', job, services, secrets);
  const entries = isContext(given) ? Object.entries(given) : [];
  for (const [name, value] of entries) found[name.toLowerCase()] = secrets.computed(plainText(value));
  for (const key of Object.keys(job.headers).filter((each) => each.startsWith('header:')))
    found[key.slice('header:'.length).toLowerCase()] = plainText(await asked(key, job, services, secrets));
  const isFine = Object.entries(found).every(([name, value]) => !OWN.has(name) && isHeader(name, value));
  return isFine ? found : undefined;
}

function isHeader(name: string, value: string): boolean {
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
    return true;
  } catch {
    return false;
  }
}

/** As the Camunda connector says it: type, and token, username and password, or name and value. */
function authenticate(given: Json, secrets: SecretReader, url: URL): { [name: string]: string } | undefined {
  if (!isContext(given)) return given === null || given === '' ? {} : undefined;
  const text = (name: string) => secrets.computed(plainText(given[name] ?? ''));
  switch (given.type) {
    case 'noAuth':
      return {};
    case 'bearer':
      return { authorization: `Bearer ${text('token')}` };
    case 'basic': {
      const pair = Buffer.from(`${text('username')}:${text('password')}`).toString('base64');
      return { authorization: `Basic ${pair}` };
    }
    case 'apiKey': {
      const name = plainText(given.name ?? '');
      if (!TOKEN.test(name) || OWN.has(name.toLowerCase())) return undefined;
      if (given.apiKeyLocation !== 'query') return { [name.toLowerCase()]: text('value') };
      url.searchParams.set(name, text('value'));
      return {};
    }
    default:
      return undefined;
  }
}

function bodyOf(method: string, body: Json, headers: { [name: string]: string }): Buffer | undefined {
  if (method === 'GET' || method === 'HEAD' || body === null) return undefined;
  const isForm = headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false;
  if (isForm && isContext(body)) {
    const pairs = Object.entries(body).map(([name, value]): [string, string] => [name, plainText(value)]);
    return Buffer.from(new URLSearchParams(pairs).toString());
  }
  if (typeof body === 'string') {
    headers['content-type'] ??= 'text/plain; charset=utf-8';
    return Buffer.from(body);
  }
  headers['content-type'] ??= 'application/json';
  return Buffer.from(JSON.stringify(body));
}

/** Less than a connector may run. */
function timeoutOf(timeout: Json, seconds: Json): number {
  const iso = typeof timeout === 'string' ? /^PT(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?$/.exec(timeout) : null;
  const asked = iso ? Number(iso[1] ?? 0) * 60 + Number(iso[2] ?? 0) : Number(timeout ?? seconds ?? 20);
  return Math.min(asked > 0 ? asked : 20, MOST_SECONDS) * 1000;
}

export function isContext(value: Json | undefined): value is Variables {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function plainText(value: Json): string {
  return typeof value === 'string' ? value : value === null ? '' : JSON.stringify(value);
}
