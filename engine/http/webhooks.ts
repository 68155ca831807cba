// `POST /webhooks/<name>`: another system tells of something; checked, mapped, and published as a message once.
import { createHash } from 'node:crypto';
import express, { type RequestHandler, Router } from 'express';
import { rateLimit } from 'express-rate-limit';
import { z } from 'zod';
import type { Variables } from '../core/json.ts';
import { isSame, isSigned, millisOf, readWebhook, type Webhook } from '../jobs/index.ts';
import type { Principal } from '../runtime/engine.ts';
import { localeOf } from './caller.ts';
import { type Refusal, refusal, refusalOf, sendProblem } from './problem.ts';
import { type Call, checkRoutes, type HttpContext, refuse, reply, route } from './route.ts';
import { admit, serve } from './serve.ts';
import { keyOrNull, keyShape } from './shapes.ts';
import { contextOf, tellOf } from './webhookContext.ts';

const MOST_BODY = 1024 * 1024;
/** Calls of one address in a quarter of an hour that were not let in. */
const MOST_REFUSED = 300;
const FOLDER = 'webhooks';

type Found = { webhook: Webhook } | { refused: Refusal };

const answer = z.object({
  messageKey: keyShape.nullable(),
  processInstanceKey: keyOrNull,
  repeated: z.boolean(),
});

const call = route({
  method: 'post',
  path: '/webhooks/:name',
  policy: { action: 'public' },
  raw: { limit: MOST_BODY },
  response: answer,
  summary: 'Tell of something that happened in another system',
  async handler(given) {
    const body = given.body as Buffer;
    const found = await find(given);
    if ('refused' in found) return refuse(found.refused);
    const { webhook } = found;
    const secret = given.secrets.get(webhook.authentication.secret);
    if (secret === undefined) return refuse(refusal('WEBHOOK_NOT_CONFIGURED'));
    if (!isSigned(webhook, secret, given.request.get(webhook.authentication.header), body))
      return refuse(refusal('WEBHOOK_SIGNATURE_WRONG'));
    const context = contextOf(given.request, given.options, webhook, body);
    if ('refused' in context) return refuse(context.refused);
    return publish(given, webhook, context.seen);
  },
});

/** As Meta's platforms (WhatsApp) ask before they call: who knows the token gets its challenge back. */
const verification = route({
  method: 'get',
  path: '/webhooks/:name',
  policy: { action: 'public' },
  response: z.string(),
  summary: 'Prove to another system that its calls arrive',
  async handler(given) {
    const found = await find(given);
    if ('refused' in found) return refuse(found.refused);
    const { verifyToken } = found.webhook;
    const token = verifyToken === undefined ? undefined : given.secrets.get(verifyToken);
    const challenge = given.query('hub.challenge') ?? '';
    const isRight = token !== undefined && isSame(token, given.query('hub.verify_token') ?? '');
    if (!isRight || !/^[\w-]{1,256}$/.test(challenge)) return refuse(refusal('WEBHOOK_SIGNATURE_WRONG'));
    return reply(200, challenge, { 'Content-Type': 'text/plain; charset=utf-8' });
  },
});

export const webhookRoutes = [call, verification];

/** Mounted before anybody is identified: what these callers show is no token of ours. */
export function webhookRouter(context: HttpContext): Router {
  checkRoutes(webhookRoutes);
  const router = Router({ caseSensitive: true, strict: true });
  const read = express.raw({ limit: MOST_BODY, type: () => true });
  for (const spec of webhookRoutes)
    router[spec.method](spec.path, limited, admit(context, spec), read, serve(context, spec));
  return router;
}

const limited: RequestHandler = rateLimit({
  windowMs: 15 * 60_000,
  limit: MOST_REFUSED,
  skipSuccessfulRequests: true,
  standardHeaders: false,
  legacyHeaders: false,
  handler: (request, response) =>
    sendProblem(response, refusal('TOO_MANY_ATTEMPTS', { minutes: 15 }), localeOf(request)),
});

async function find({ engine, name }: Call<unknown>): Promise<Found> {
  const asked = name('name');
  const file = `${FOLDER}/${asked}.json`;
  const content = /^[\w-]{1,64}$/.test(asked) ? await engine.resource(0, file) : undefined;
  const webhook = content && readWebhook(JSON.parse(content.toString('utf8')));
  if (!webhook || 'wrong' in webhook) return { refused: refusal('WEBHOOK_NOT_FOUND', { name: asked }) };
  return { webhook };
}

async function publish(given: Call<unknown>, webhook: Webhook, context: Variables) {
  const { engine, store, access } = given;
  const webhookName = given.name('name');
  const told = await engine.withFeel(0, (evaluate) => tellOf(webhook, context, evaluate));
  if (!told.isMeant) return { messageKey: null, processInstanceKey: null, repeated: false };
  if (told.id === undefined) return refuse(refusal('WEBHOOK_VALUE_MISSING', { what: 'id' }));
  if (told.correlationKey === undefined)
    return refuse(refusal('WEBHOOK_VALUE_MISSING', { what: 'correlationKey' }));
  const id = createHash('sha256').update(told.id).digest('base64url');
  const mine = { tenant_id: store.tenant, name: webhookName, id };
  const before = await store.reader('cauce_webhook_calls').where(mine).first('message_key', 'instance_key');
  if (before) return repeated(before);
  const principal: Principal = { username: `webhook:${webhookName}`, kind: 'system', groups: [], roles: [] };
  const outcome = await engine.publishMessage({
    principal,
    commandId: id,
    name: webhook.message,
    correlationKey: told.correlationKey,
    variables: told.variables,
    timeToLive: millisOf(webhook.timeToLive),
  });
  // The same event with other words beside it: it was published the first time.
  if (!outcome.ok && outcome.conflict === 'body')
    return { messageKey: null, processInstanceKey: null, repeated: true };
  if (!outcome.ok) return refuse(refusalOf(outcome));
  const { messageKey, instanceKey = null } = outcome;
  const row = { ...mine, message_key: messageKey, instance_key: instanceKey, at: access.now() };
  await store.write((db) =>
    db('cauce_webhook_calls').insert(row).onConflict(['tenant_id', 'name', 'id']).ignore(),
  );
  return {
    messageKey: String(messageKey),
    processInstanceKey: instanceKey === null ? null : String(instanceKey),
    repeated: false,
  };
}

function repeated({
  message_key: key,
  instance_key: instance,
}: {
  message_key: number;
  instance_key: number | null;
}) {
  return {
    messageKey: String(key),
    processInstanceKey: instance === null ? null : String(instance),
    repeated: true,
  };
}
