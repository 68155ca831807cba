// Runs one route: who calls, may they, what did they send, what is answered; the same steps for every route.
import type { Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import { authorize } from '../access/policy.ts';
import type { Row } from '../store/store.ts';
import { type CallWithoutRow, callOf } from './call.ts';
import { identityOf, isGenuine, localeOf } from './caller.ts';
import { inspectJson } from './jsonGuard.ts';
import { type Refusal, refusal, sendProblem } from './problem.ts';
import { type Call, type HttpContext, isReply, type Route } from './route.ts';

const errorMaps = { es: z.locales.es().localeError, en: z.locales.en().localeError };

/** Who may call at all; asked before the body is read, so that strangers cannot make us parse. */
export function admit(context: HttpContext, spec: Route): RequestHandler {
  return (request, response, next) => {
    const identity = identityOf(request);
    const { action } = spec.policy;
    const refused = (code: string) => sendProblem(response, refusal(code), localeOf(request));
    if (!identity && action !== 'public') return refused('UNAUTHENTICATED');
    if (!authorize(identity?.principal ?? null, action)) return refused('FORBIDDEN');
    const confined = identity?.mustChangePassword && action !== 'public' && action !== 'signedIn';
    if (confined) return refused('PASSWORD_CHANGE_REQUIRED');
    if (!isGenuine(request, context.options, request.headers['x-csrf-token'])) return refused('CSRF_REFUSED');
    next();
  };
}

function commandId(request: Request): string | undefined | Refusal {
  const given = request.headers['idempotency-key'];
  if (given === undefined) return undefined;
  return typeof given === 'string' && /^[\x21-\x7e]{1,255}$/.test(given)
    ? given
    : refusal('IDEMPOTENCY_KEY_INVALID');
}

/** Keys stay below 2^53; longer ones are well formed but name nothing. */
function keysOf(request: Request): Map<string, number> | Refusal {
  const keys = new Map<string, number>();
  for (const [name, value] of Object.entries(request.params)) {
    if (!name.endsWith('Key')) continue;
    if (typeof value !== 'string' || !/^\d{1,25}$/.test(value)) return refusal('INVALID_KEY', { name });
    const key = Number(value);
    keys.set(name, Number.isSafeInteger(key) ? key : -1);
  }
  return keys;
}

function bodyOf(context: HttpContext, spec: Route, request: Request): { body: unknown } | Refusal {
  if (spec.raw) return { body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0) };
  if (!spec.request) return { body: undefined };
  const isEmpty = request.body === undefined;
  const hasLength =
    Number(request.headers['content-length'] ?? 0) > 0 || 'transfer-encoding' in request.headers;
  if (isEmpty && hasLength) {
    return refusal('UNSUPPORTED_MEDIA_TYPE', {
      expected: spec.multipart ? 'multipart/form-data' : 'application/json',
    });
  }
  const unsafe = inspectJson(request.body, context.options.jsonDepth);
  if (unsafe) return unsafe;
  const parsed = spec.request.safeParse(request.body ?? {}, { error: errorMaps[localeOf(request)] });
  if (parsed.success) return { body: parsed.data };
  const violations = parsed.error.issues.map((issue) => ({
    path: issue.path.join('.'),
    message: issue.message,
  }));
  return refusal('INVALID_ARGUMENT', {}, { violations });
}

type Found = { row: Row } | { refused: Refusal };

/** Finds what the policy is about, and asks whether this caller may do this to it. */
async function load(spec: Route, call: CallWithoutRow): Promise<Found> {
  const { action, on, recorded = action.endsWith(':read') || action.endsWith(':history') } = spec.policy;
  if (!on) return { row: {} };
  const loaded = await on(call);
  if (!loaded) return { refused: refusal('NOT_FOUND') };
  const { facts } = loaded;
  if (!authorize(call.principal, action, facts)) {
    // What somebody may not even read is not told apart from what does not exist.
    const isHidden = facts && !authorize(call.principal, `${facts.kind}:read`, facts);
    return { refused: refusal(isHidden ? 'NOT_FOUND' : 'FORBIDDEN') };
  }
  if (recorded && loaded.caseKey !== undefined) await call.recordReads([loaded.caseKey]);
  return { row: loaded.row };
}

function send(context: HttpContext, spec: Route, response: Response, answer: unknown): void {
  const { status, body, headers } = isReply(answer)
    ? answer
    : { status: spec.status ?? (answer === undefined ? 204 : 200), body: answer, headers: undefined };
  for (const name in headers) response.setHeader(name, headers[name] as string);
  response.statusCode = status;
  if (body === undefined) response.end();
  else if (Buffer.isBuffer(body) || typeof body === 'string') response.send(body);
  else {
    if (context.options.checkAnswers && !isReply(answer)) spec.response.parse(body);
    sendJson(response, body);
  }
}

/** What was changed is asked for once: no hash of it is needed, as `response.json` makes for whoever may ask again. */
function sendJson(response: Response, body: unknown): void {
  if (response.req.method === 'GET') {
    response.json(body);
    return;
  }
  // As text it leaves in one piece with the headers.
  const text = JSON.stringify(body);
  response.setHeader('Content-Type', 'application/json; charset=utf-8');
  response.setHeader('Content-Length', Buffer.byteLength(text));
  response.end(text);
}

/** The rest, once the body is read. */
export function serve(
  context: HttpContext,
  spec: Route,
): (request: Request, response: Response) => Promise<void> {
  return async (request, response) => {
    const refused = (given: Refusal) => sendProblem(response, given, localeOf(request));
    const keys = keysOf(request);
    if (!(keys instanceof Map)) return refused(keys);
    const id = commandId(request);
    if (typeof id === 'object') return refused(id);
    const given = bodyOf(context, spec, request);
    if ('code' in given) return refused(given);
    const call = callOf(context, request, {
      action: spec.policy.action,
      body: given.body,
      keys,
      commandId: id,
    });
    const found = await load(spec, call);
    if ('refused' in found) return refused(found.refused);
    call.row = found.row;
    const answer = await spec.handler(call as Call<never>);
    if (isReply(answer) && answer.refusal) return refused(answer.refusal);
    send(context, spec, response, answer);
  };
}
