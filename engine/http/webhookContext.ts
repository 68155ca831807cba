// What the expressions of a webhook see of a call, and what they make of it.
import { createHash } from 'node:crypto';
import type { Request } from 'express';
import type { Json, Variables } from '../core/json.ts';
import type { Webhook } from '../jobs/index.ts';
import { inspectJson } from './jsonGuard.ts';
import type { HttpOptions } from './options.ts';
import { type Refusal, refusal } from './problem.ts';

const KEPT_HEADERS = /^(content-type|user-agent|x-[a-z0-9-]+)$/;

/** What the expressions see; headers as `x_request_id`, for FEEL takes a hyphen as a minus. The sender's proof is no part of it. */
export function contextOf(
  request: Request,
  options: HttpOptions,
  { authentication }: Webhook,
  bytes: Buffer,
): { seen: Variables } | { refused: Refusal } {
  const body = bodyOf(bytes, request.get('content-type') ?? '');
  if (body === undefined) return { refused: refusal('INVALID_JSON') };
  const own = authentication.header.toLowerCase();
  const headers: Variables = {};
  for (const [name, value] of Object.entries(request.headers))
    if (KEPT_HEADERS.test(name) && name !== own && typeof value === 'string')
      headers[name.replaceAll('-', '_')] = value;
  const query: Variables = {};
  for (const [name, value] of Object.entries(request.query))
    if (typeof value === 'string') query[name] = value;
  const seen = { body, headers, query, bytes: createHash('sha256').update(bytes).digest('hex') };
  const refused = inspectJson(seen, options.jsonDepth);
  return refused ? { refused } : { seen };
}

function bodyOf(bytes: Buffer, type: string): Json | undefined {
  const text = bytes.toString('utf8');
  if (type.startsWith('application/x-www-form-urlencoded'))
    return Object.fromEntries(new URLSearchParams(text)) as Json;
  try {
    return text === '' ? null : (JSON.parse(text) as Json);
  } catch {
    return /[/+]json\b/.test(type) ? undefined : text;
  }
}

type Evaluate = (expression: string, variables: Variables) => Json;

/** A text that begins with `=` is FEEL; any other stands for itself. */
export function tellOf(webhook: Webhook, context: Variables, evaluate: Evaluate) {
  const value = (text: string): Json => (text.startsWith('=') ? evaluate(text.slice(1), context) : text);
  const { when, correlationKey, id, variables } = webhook;
  return {
    isMeant: when === undefined || value(when) === true,
    correlationKey: correlationKey === undefined ? '' : named(value(correlationKey)),
    id: id === undefined ? String(context.bytes) : named(value(id)),
    variables: Object.fromEntries(Object.entries(variables).map(([name, text]) => [name, value(text)])),
  };
}

/** A name is a text that says something, or a number. */
function named(value: Json): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}
