// Reads who a request says it is from: a session cookie, a bearer token, or a token given as a Basic password.
import type { IncomingMessage } from 'node:http';

export type Credentials =
  | { kind: 'none' }
  | { kind: 'session'; id: string }
  /** `username` is there where the token came as a Basic password, and must then be the token's own. */
  | { kind: 'token'; token: string; username?: string };

const plainName = 'cauce_session';
/** The prefix makes the browser refuse the cookie unless it is secure, for this host alone, and for every path. */
const secureName = '__Host-cauce_session';

export function sessionCookieName(secure: boolean): string {
  return secure ? secureName : plainName;
}

export function cookieValue(header: string | undefined, name: string): string | undefined {
  for (const part of (header ?? '').split(';')) {
    const equals = part.indexOf('=');
    if (equals > 0 && part.slice(0, equals).trim() === name) return part.slice(equals + 1).trim();
  }
  return undefined;
}

function basicToken(encoded: string): Credentials {
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  if (colon < 0) return { kind: 'token', token: '' };
  return { kind: 'token', token: text.slice(colon + 1), username: text.slice(0, colon) };
}

/** An Authorization header wins: a request that carries one does not depend on what the browser adds by itself. */
export function readCredentials(request: Pick<IncomingMessage, 'headers'>, secure: boolean): Credentials {
  const authorization = request.headers.authorization;
  if (authorization !== undefined) {
    const space = authorization.indexOf(' ');
    const scheme = authorization.slice(0, Math.max(space, 0)).toLowerCase();
    const rest = authorization.slice(space + 1).trim();
    if (scheme === 'bearer') return { kind: 'token', token: rest };
    if (scheme === 'basic') return basicToken(rest);
    return { kind: 'token', token: '' };
  }
  const id = cookieValue(request.headers.cookie, sessionCookieName(secure));
  return id ? { kind: 'session', id } : { kind: 'none' };
}
