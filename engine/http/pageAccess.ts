// What pages need of access: who is there, sign-in and sign-out with the cookie, and protection against forged posts.
import type { Request, RequestHandler, Response } from 'express';
import type { Access, Identity } from '../access/access.ts';
import { cookieValue, sessionCookieName } from '../access/credentials.ts';
import type { PasswordOutcome, SignInOutcome } from '../access/signIn.ts';
import type { Role } from '../runtime/engine.ts';
import { identityOf, isGenuine } from './caller.ts';
import { type HttpOptionsInput, parseHttpOptions } from './options.ts';

export interface PageAccess {
  /** Null when nobody is signed in. */
  identity(request: Request): Identity | null;
  /** The value of the hidden field `_csrf`; empty when nobody is signed in. */
  csrfToken(request: Request): string;
  /** Answers 403 unless the request is genuine. Place it after the body's parser, multipart bodies included. */
  csrf: RequestHandler;
  /**
   * Lets signed-in people pass, with one of these roles where any are named (administrators always);
   * sends others to the sign-in page, and those with a one-time password to the page that changes it.
   * Without the role the answer is 404: what one may not see does not exist.
   */
  requirePerson(...roles: Role[]): RequestHandler;
  signIn(request: Request, response: Response, username: string, password: string): Promise<SignInOutcome>;
  signOut(request: Request, response: Response): Promise<void>;
  changePassword(
    request: Request,
    response: Response,
    current: string,
    next: string,
  ): Promise<PasswordOutcome>;
}

export interface PageAddresses {
  /** Default `/sign-in`; gets `?next=` with the path to come back to. */
  signIn: string;
  /** Default `/password`. */
  password: string;
}

function setCookie(request: Request, response: Response, id: string, expiresAt: number): void {
  response.cookie(sessionCookieName(request.secure), id, {
    httpOnly: true,
    sameSite: 'lax',
    secure: request.secure,
    path: '/',
    expires: new Date(expiresAt),
    // The id is url-safe base64 already.
    encode: String,
  });
}

function clearCookie(request: Request, response: Response): void {
  response.clearCookie(sessionCookieName(request.secure), {
    path: '/',
    secure: request.secure,
    httpOnly: true,
    sameSite: 'lax',
  });
}

function heldSession(request: Request): string | undefined {
  return cookieValue(request.headers.cookie, sessionCookieName(request.secure));
}

export function createPageAccess(
  access: Access,
  given: HttpOptionsInput = {},
  addresses: PageAddresses = { signIn: '/sign-in', password: '/password' },
): PageAccess {
  const options = parseHttpOptions(given);

  return {
    identity: identityOf,
    csrfToken: (request) => identityOf(request)?.session?.csrf ?? '',

    csrf(request, response, next) {
      const field: unknown = (request.body as { _csrf?: unknown } | undefined)?._csrf;
      if (isGenuine(request, options, request.headers['x-csrf-token'] ?? field)) return next();
      response.status(403).type('text/plain').send('CSRF_REFUSED');
    },

    requirePerson(...roles) {
      return (request, response, next) => {
        const identity = identityOf(request);
        // `originalUrl` begins with one slash and our own path, so it leads nowhere else.
        const next_ = encodeURIComponent(
          request.originalUrl.slice(request.baseUrl.length).replace(/^\/+/, '/'),
        );
        if (!identity) return response.redirect(303, `${request.baseUrl}${addresses.signIn}?next=${next_}`);
        if (identity.mustChangePassword && request.path !== addresses.password) {
          return response.redirect(303, `${request.baseUrl}${addresses.password}`);
        }
        const mine = identity.principal.roles;
        const allowed =
          roles.length === 0 || mine.includes('admin') || mine.some((role) => roles.includes(role));
        if (allowed) next();
        else next('router');
      };
    },

    async signIn(request, response, username, password) {
      const previous = heldSession(request);
      const address = request.ip ?? '';
      const outcome = await access.signIn({ username, password, address, ...(previous && { previous }) });
      if (outcome.ok) setCookie(request, response, outcome.session.id, outcome.session.expiresAt);
      return outcome;
    },

    async signOut(request, response) {
      const id = heldSession(request);
      if (id) await access.signOut(id);
      clearCookie(request, response);
    },

    async changePassword(request, response, current, next) {
      const username = identityOf(request)?.principal.username ?? '';
      const outcome = await access.changePassword({ username, current, next, address: request.ip ?? '' });
      if (outcome.ok) setCookie(request, response, outcome.session.id, outcome.session.expiresAt);
      return outcome;
    },
  };
}
