// OAuth 2.0 client credentials: the token is asked for once and kept in memory until it is about to end.
import { createHash } from 'node:crypto';
import type { Variables } from '../../core/json.ts';
import type { JobProblem } from '../problems.ts';
import { jobProblem } from '../problems.ts';
import type { AllowedHosts } from './allowedHosts.ts';
import { callHttp, type HttpAnswer } from './callHttp.ts';

/** As the Camunda connector names it. */
export const CLIENT_CREDENTIALS = 'oauth-client-credentials-flow';

const TIMEOUT_MS = 10_000;
const MOST_BYTES = 64 * 1024;
/** A token that is not said to end is asked for again after this. */
const USUAL_SECONDS = 600;
/** Less than a call may take. */
const SPARE_MS = 30_000;
const MOST_KEPT = 100;

interface Kept {
  token: string;
  until: number;
}

const kept = new Map<string, Kept>();

export type TokenOutcome = { token: string; forget(): void } | { problem: JobProblem; retry: boolean };

/** `text` gives a part of `authentication`, secrets resolved. */
export async function oauthToken(
  text: (name: string) => string,
  hosts: AllowedHosts,
  now: number,
  signal?: AbortSignal,
): Promise<TokenOutcome> {
  const [endpoint, id, secret] = [text('oauthTokenEndpoint'), text('clientId'), text('clientSecret')];
  const more = { audience: text('audience'), scope: text('scopes') };
  const isBasic = text('clientAuthentication') === 'basicAuthHeader';
  const invalid = jobProblem('HTTP_REQUEST_INVALID', { part: 'authentication' });
  if (!URL.canParse(endpoint) || id === '') return { problem: invalid, retry: false };
  // The secret is not kept as it is.
  const asked = JSON.stringify([endpoint, id, secret, more, isBasic]);
  const key = createHash('sha256').update(asked).digest('base64');
  const forget = () => void kept.delete(key);
  const known = kept.get(key);
  if (known && known.until > now) return { token: known.token, forget };
  const form = new URLSearchParams({ grant_type: 'client_credentials' });
  for (const [name, value] of Object.entries(more)) if (value !== '') form.set(name, value);
  if (!isBasic)
    for (const [name, value] of [
      ['client_id', id],
      ['client_secret', secret],
    ] as const)
      form.set(name, value);
  const basic = Buffer.from(`${encodeURIComponent(id)}:${encodeURIComponent(secret)}`).toString('base64');
  const call = {
    method: 'POST',
    url: new URL(endpoint),
    headers: {
      accept: 'application/json',
      'content-type': 'application/x-www-form-urlencoded',
      ...(isBasic && { authorization: `Basic ${basic}` }),
    },
    body: Buffer.from(form.toString()),
    timeoutMs: TIMEOUT_MS,
    mostBytes: MOST_BYTES,
  };
  const outcome = await callHttp(call, hosts, signal);
  if ('problem' in outcome) return outcome;
  const { host } = call.url;
  const { status } = outcome.answer;
  const given = tokenIn(outcome.answer);
  if (!given)
    return {
      problem: jobProblem('HTTP_TOKEN_REFUSED', { host, status }),
      retry: status >= 500 || status === 429,
    };
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(key, { token: given.token, until: now + given.seconds * 1000 - SPARE_MS });
  return { token: given.token, forget };
}

function tokenIn({ status, body }: HttpAnswer): { token: string; seconds: number } | undefined {
  if (status !== 200) return undefined;
  try {
    const { access_token: token, expires_in } = JSON.parse(body.toString('utf8')) as Variables;
    const seconds = Number(expires_in ?? USUAL_SECONDS);
    // A header's value.
    if (typeof token !== 'string' || !/^[\x21-\x7e]+$/.test(token)) return undefined;
    return { token, seconds: seconds > 0 ? seconds : USUAL_SECONDS };
  } catch {
    return undefined;
  }
}
