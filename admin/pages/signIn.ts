// Signing in and out, and changing the password, which a one-time password demands first.
import { minPasswordLength, sessionCookieName } from '../engine.ts';
import { readKept, showKept } from '../keptPost.ts';
import { get, type PageRoute, post } from '../route.ts';
import type { Visit } from '../visit.ts';

export function keepSession(visit: Visit, session: { id: string; expiresAt: number }): void {
  const { request, response } = visit;
  response.cookie(sessionCookieName(request.secure), session.id, {
    httpOnly: true,
    sameSite: 'lax',
    secure: request.secure,
    path: '/',
    expires: new Date(session.expiresAt),
  });
}

/** Only a page of ours: never an address that a link could smuggle in. */
export function safeNext(next: string | undefined): string {
  const isOurs = next !== undefined && /^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(next);
  return isOurs && !next.startsWith('/entrar') && !next.startsWith('/salir') ? next : '/inicio';
}

function showSignIn(
  visit: Visit,
  view: { wrong?: string; username?: string; next: string; kept?: string },
  status = 200,
): void {
  visit.show('signIn', { title: visit.t('signIn.title'), ...view }, status);
}

function tooMany(visit: Visit, retryAfterMs: number): string {
  visit.response.setHeader('Retry-After', String(Math.ceil(retryAfterMs / 1000)));
  return visit.t('signIn.tooMany', { count: Math.max(1, Math.ceil(retryAfterMs / 60_000)) });
}

async function signIn(visit: Visit): Promise<void> {
  const { access, request } = visit;
  const username = visit.field('username').trim();
  const next = safeNext(visit.field('next'));
  // What was typed before the session ended goes along until its writer is in.
  const kept = readKept(visit.field('kept')) ? { kept: visit.field('kept') } : {};
  const outcome = await access.signIn({
    username,
    password: visit.field('password'),
    address: request.ip ?? '',
    agent: request.headers['user-agent'],
    ...(visit.identity?.session && { previous: visit.identity.session.id }),
  });
  if (outcome.ok) {
    keepSession(visit, outcome.session);
    if (kept.kept !== undefined && !outcome.mustChangePassword)
      return showKept(visit, kept.kept, next, outcome.session.csrf);
    return visit.go(outcome.mustChangePassword ? '/clave' : next);
  }
  if (outcome.code === 'TOO_MANY_ATTEMPTS') {
    return showSignIn(visit, { wrong: tooMany(visit, outcome.retryAfterMs), username, next, ...kept }, 429);
  }
  showSignIn(visit, { wrong: visit.t('signIn.wrong'), username, next, ...kept }, 401);
}

async function signOut(visit: Visit): Promise<void> {
  const { identity, request, response } = visit;
  if (identity?.session) await visit.access.signOut(identity.session.id);
  response.clearCookie(sessionCookieName(request.secure), { path: '/', secure: request.secure });
  visit.go('/');
}

function showPassword(visit: Visit, wrong?: string, status = 200): void {
  visit.show(
    'password',
    {
      title: visit.t('password.title'),
      must: visit.identity?.mustChangePassword,
      rule: visit.t('password.rule', { count: minPasswordLength }),
      minLength: minPasswordLength,
      wrong: visit.identity?.fromHost ? visit.t('password.outside') : wrong,
    },
    status,
  );
}

const wrongPassword = {
  SIGN_IN_REFUSED: 'password.wrong',
  PASSWORD_TOO_SHORT: 'password.short',
  PASSWORD_TOO_LONG: 'password.long',
  PASSWORD_UNCHANGED: 'password.same',
} as const;

async function changePassword(visit: Visit): Promise<void> {
  if (visit.identity?.fromHost) return showPassword(visit, undefined, 400);
  if (visit.field('password') !== visit.field('again')) {
    return showPassword(visit, visit.t('password.different'), 400);
  }
  const outcome = await visit.access.changePassword({
    username: visit.principal.username,
    current: visit.field('current'),
    next: visit.field('password'),
    address: visit.request.ip ?? '',
    agent: visit.request.headers['user-agent'],
  });
  if (outcome.ok) {
    keepSession(visit, outcome.session);
    return visit.go('/inicio?notice=password');
  }
  if (outcome.code === 'TOO_MANY_ATTEMPTS')
    return showPassword(visit, tooMany(visit, outcome.retryAfterMs), 429);
  showPassword(visit, visit.t(wrongPassword[outcome.code], { count: minPasswordLength }), 400);
}

export const signInPages: PageRoute[] = [
  get('/entrar', 'public', (visit) => {
    const next = safeNext(visit.query('next'));
    if (visit.identity) return visit.go(next);
    showSignIn(visit, { next });
  }),
  post('/entrar', 'public', signIn),
  post('/salir', 'public', signOut),
  get('/clave', 'signedIn', (visit) => showPassword(visit)),
  post('/clave', 'signedIn', changePassword),
];
