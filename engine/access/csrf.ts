// Tells a request that our own page made from one that another site made the browser send.
import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

export function isSafeMethod(method: string | undefined): boolean {
  return safeMethods.has(method ?? '');
}

/**
 * False when the browser says that another site is behind the request. `ownOrigin` is e.g. `https://cauce.example`.
 * A request that says nothing of its origin passes here; the token decides.
 */
export function comesFromOwnOrigin(request: Pick<IncomingMessage, 'headers'>, ownOrigin: string): boolean {
  const site = request.headers['sec-fetch-site'];
  // `same-site` is refused too: a sibling subdomain is another party.
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  const origin = request.headers.origin;
  return origin === undefined || origin.toLowerCase() === ownOrigin.toLowerCase();
}

export function sameToken(expected: string, given: unknown): boolean {
  if (typeof given !== 'string') return false;
  const a = Buffer.from(expected);
  const b = Buffer.from(given);
  return a.length === b.length && timingSafeEqual(a, b);
}
