// A short way to the routes of `/v2`: plain requests with a known path reach them without the chain of Express, which
// costs more than what most of them do. Whatever is out of the ordinary goes the long way and is answered the same.
import type { IncomingMessage, RequestListener } from 'node:http';
import type { Express, NextFunction, Request, RequestHandler, Response } from 'express';
import type { AnsweredRequest } from './metrics.ts';
import type { Route } from './route.ts';

/** One route of the API, ready to be run. */
export interface LaneRoute {
  spec: Route;
  admit: RequestHandler;
  serve: (request: Request, response: Response) => Promise<void>;
}

export interface LaneParts {
  app: Express;
  routes: readonly LaneRoute[];
  /** Bytes that a body may have. */
  bodyLimit: number;
  headers: RequestHandler;
  identify: (request: Request) => Promise<void>;
  failed: (error: unknown, request: Request, response: Response, next: NextFunction) => void;
  answered?: (request: AnsweredRequest) => void;
}

interface Step {
  readonly exact: Map<string, Step>;
  parameter: Step | undefined;
  /** By method, those that end here with the names of their parameters. */
  readonly ends: Map<string, LaneRoute & { names: string[] }>;
}

const PREFIX = '/v2/';
/** Nothing encoded and nothing to be resolved. */
const PLAIN_PATH = /^\/v2((?:\/[\w~-][\w.~-]*)+)$/;
const JSON_BODY = /^application\/(?:[\w.-]+\+)?json(?: *; *charset="?utf-8"?)?$/i;

/** Listens to a server whose messages are the app's own (`messagesOf`). */
export function createLane(parts: LaneParts): RequestListener {
  const root = treeOf(parts.routes);
  return (request, response) => {
    const found = request.url?.startsWith(PREFIX) ? find(root, request, parts.bodyLimit) : undefined;
    if (!found) return parts.app(request, response);
    const [asked, answer] = [request as Request, response as Response];
    asked.res = answer;
    asked.originalUrl = request.url as string;
    asked.baseUrl = '';
    asked.params = found.params;
    answer.req = asked;
    answer.locals = Object.create(null);
    const failed = (error: unknown) => parts.failed(error, asked, answer, () => request.socket.destroy());
    const done = run(parts, found.route, asked, answer).catch(failed);
    const { answered } = parts;
    if (answered) tell(answered, done, found.route, answer);
  };
}

/** Counted until the answer was handed over to the connection. */
function tell(
  answered: NonNullable<LaneParts['answered']>,
  done: Promise<void>,
  { spec }: LaneRoute,
  response: Response,
): void {
  const began = performance.now();
  void done.then(() => {
    answered({
      kind: 'api',
      method: spec.method.toUpperCase(),
      route: `/v2${spec.path}`,
      status: response.statusCode,
      seconds: (performance.now() - began) / 1000,
    });
  });
}

async function run(parts: LaneParts, route: LaneRoute, request: Request, response: Response): Promise<void> {
  const ignored = () => {};
  parts.headers(request, response, ignored);
  await parts.identify(request);
  let admitted = false;
  route.admit(request, response, () => {
    admitted = true;
  });
  if (!admitted) return;
  if (route.spec.request) request.body = await readJson(request);
  await route.serve(request, response);
}

function treeOf(routes: readonly LaneRoute[]): Step {
  const root = newStep();
  for (const route of routes) {
    if (route.spec.multipart) continue;
    const names: string[] = [];
    let step = root;
    for (const segment of route.spec.path.slice(1).split('/')) {
      if (segment.startsWith(':')) {
        names.push(segment.slice(1));
        step.parameter ??= newStep();
        step = step.parameter;
      } else {
        const next = step.exact.get(segment) ?? newStep();
        step.exact.set(segment, next);
        step = next;
      }
    }
    const method = route.spec.method.toUpperCase();
    if (!step.ends.has(method)) step.ends.set(method, { ...route, names });
  }
  return root;
}

function newStep(): Step {
  return { exact: new Map(), parameter: undefined, ends: new Map() };
}

/** Undefined: unknown, ambiguous, or with a body that is not plain JSON of a known length. */
function find(
  root: Step,
  request: IncomingMessage,
  limit: number,
): { route: LaneRoute; params: { [name: string]: string } } | undefined {
  const url = request.url as string;
  const end = url.indexOf('?');
  const path = PLAIN_PATH.exec(end < 0 ? url : url.slice(0, end))?.[1];
  if (path === undefined) return undefined;
  const values: string[] = [];
  let step = root;
  for (const segment of path.slice(1).split('/')) {
    const exact = step.exact.get(segment);
    // Which of two was meant depends on what follows, and on which was declared first.
    if (exact && step.parameter) return undefined;
    if (!exact) values.push(segment);
    const next: Step | undefined = exact ?? step.parameter;
    if (!next) return undefined;
    step = next;
  }
  const route = step.ends.get(request.method ?? '');
  if (!route || !hasPlainBody(route.spec, request, limit)) return undefined;
  const params: { [name: string]: string } = Object.create(null);
  for (const [at, name] of route.names.entries()) params[name] = values[at] as string;
  return { route, params };
}

function hasPlainBody({ request: shape }: Route, { headers }: IncomingMessage, limit: number): boolean {
  if (headers['transfer-encoding'] !== undefined || headers['content-encoding'] !== undefined) return false;
  const length = Number(headers['content-length'] ?? 0);
  if (length === 0) return true;
  return shape !== undefined && length <= limit && JSON_BODY.test(headers['content-type'] ?? '');
}

/** As Express reads it: an object or a list, undefined where nothing was sent. Failures carry the types of its parser. */
async function readJson(request: IncomingMessage): Promise<unknown> {
  if (Number(request.headers['content-length'] ?? 0) === 0) return undefined;
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.once('end', () => {
      const text = (chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)).toString('utf8');
      try {
        if (!/^[\s\uFEFF]*[[{]/.test(text)) throw bodyProblem('entity.parse.failed');
        resolve(JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text));
      } catch {
        reject(bodyProblem('entity.parse.failed'));
      }
    });
    request.once('error', reject);
    request.once('aborted', () => reject(bodyProblem('request.aborted')));
  });
}

function bodyProblem(type: string): Error {
  return Object.assign(new Error(`Expected a JSON body, but: ${type}`), { type });
}
