// Finds out who calls, once per request, and whether the request may have been forged by another site.
import type { Request } from 'express';
import type { Access, Identity } from '../access/access.ts';
import { comesFromOwnOrigin, isSafeMethod, sameToken } from '../access/csrf.ts';
import type { Principal } from '../runtime/engine.ts';
import type { HttpOptions } from './options.ts';
import type { Locale } from './problemText.ts';

// Beside the request, not on it: a property could be forged by a parser or shadowed by a host's middleware.
const identities = new WeakMap<Request, Identity | null>();

export const anonymous: Principal = { username: 'anonymous', kind: 'public', groups: [], roles: [] };

export function identityOf(request: Request): Identity | null {
  return identities.get(request) ?? null;
}

/** Once per request, however often it is asked. */
export function identify(access: Access): (request: Request) => Promise<void> {
  return async (request) => {
    if (identities.has(request)) return;
    // Only which cookie counts depends on it, and none does beside an Authorization header.
    const secure = request.headers.authorization === undefined && request.secure;
    identities.set(request, await access.identify(request, secure));
  };
}

export function localeOf(request: Request): Locale {
  // Most programs say nothing, and are asked often.
  if (request.headers['accept-language'] === undefined) return 'es';
  return request.acceptsLanguages('es', 'en') === 'en' ? 'en' : 'es';
}

export function ownOrigin(request: Request, options: HttpOptions): string {
  return options.publicUrl ? new URL(options.publicUrl).origin : `${request.protocol}://${request.host}`;
}

const localNames = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Origin of links that outlive the request: whoever sends one chooses its Host, and the link is mailed to others.
 * Undefined where nothing is configured and the request names a host that cannot be this machine.
 */
export function linkOrigin(request: Request, options: HttpOptions): string | undefined {
  const configured = options.publicUrl ?? options.linkUrl;
  if (configured !== undefined) return new URL(configured).origin;
  // Through a trusted proxy the local end of the connection says nothing of where people are.
  const isLocal =
    !request.app.get('trust proxy') && /^(::ffff:)?127\.|^::1$/.test(request.socket.localAddress ?? '');
  const own = ownOrigin(request, options);
  return URL.canParse(own) && (!isLocal || localNames.has(request.hostname))
    ? new URL(own).origin
    : undefined;
}

/**
 * True when the request is safe, comes by a token that browsers do not add, or proves that our page made it.
 * `given` is the token of the header or of the form's field.
 */
export function isGenuine(request: Request, options: HttpOptions, given: unknown): boolean {
  if (isSafeMethod(request.method)) return true;
  const identity = identityOf(request);
  if (identity && !identity.session && !(identity.fromHost && request.headers.cookie)) return true;
  if (!comesFromOwnOrigin(request, ownOrigin(request, options))) return false;
  if (identity?.session) return sameToken(identity.session.csrf, given);
  // A host's cookie: we have no token of its session, so the browser must have said where the request is from.
  const saysOrigin = request.headers.origin ?? request.headers['sec-fetch-site'];
  return !identity || saysOrigin !== undefined;
}
