// Signs a person in: limits first, then the password, then a fresh session; equal answers for unknown users.
import type { Store } from '../store/store.ts';
import { type AccessEntry, logAccess } from './accessLog.ts';
import type { Attempts } from './attempts.ts';
import { canHashNow, hashPassword, maxPasswordLength, verifyPassword } from './password.ts';
import { findUserRow } from './people.ts';
import type { NewSession, Sessions } from './sessions.ts';

export interface SignInAttempt {
  username: string;
  password: string;
  /** The client's address, as `trust proxy` lets us know it. */
  address: string;
  /** What the browser says it is. */
  agent?: string | undefined;
  /** Secret of the session that the browser holds already; it ends, so that no one can fix an id in advance. */
  previous?: string;
}

export type SignInOutcome =
  | { ok: true; session: NewSession; mustChangePassword: boolean }
  | { ok: false; code: 'SIGN_IN_REFUSED' }
  | { ok: false; code: 'TOO_MANY_ATTEMPTS'; retryAfterMs: number };

export interface PasswordChange {
  username: string;
  current: string;
  next: string;
  address: string;
  agent?: string | undefined;
}

export type PasswordOutcome =
  | { ok: true; session: NewSession }
  | { ok: false; code: 'SIGN_IN_REFUSED' | 'PASSWORD_TOO_SHORT' | 'PASSWORD_TOO_LONG' | 'PASSWORD_UNCHANGED' }
  | { ok: false; code: 'TOO_MANY_ATTEMPTS'; retryAfterMs: number };

export const minPasswordLength = 10;

export interface SignIn {
  signIn(attempt: SignInAttempt): Promise<SignInOutcome>;
  signOut(sessionId: string): Promise<void>;
  /** Ends every session of the user and opens a fresh one. */
  changePassword(change: PasswordChange): Promise<PasswordOutcome>;
}

export function createSignIn(
  store: Store,
  sessions: Sessions,
  attempts: Attempts,
  now: () => number,
): SignIn {
  const log = (entry: AccessEntry) => store.write((db) => logAccess(db, store.tenant, now(), entry));

  async function check(username: string, password: string, address: string) {
    const wait = attempts.admit(address, username);
    if (wait > 0) return { wait };
    if (!canHashNow()) return { wait: 2_000 };
    if (username.length > maxPasswordLength || password.length > maxPasswordLength) return {};
    const row = await findUserRow(store.reader, store.tenant, username);
    const hash = row?.active ? row.password_hash : null;
    return (await verifyPassword(hash, password)) && row ? { row } : {};
  }

  return {
    async signIn({ username, password, address, agent, previous }) {
      const { wait, row } = await check(username, password, address);
      if (wait !== undefined) return { ok: false, code: 'TOO_MANY_ATTEMPTS', retryAfterMs: wait };
      if (!row) {
        await log({ username: username.slice(0, 256), event: 'signInRefused', actor: '', address });
        return { ok: false, code: 'SIGN_IN_REFUSED' };
      }
      attempts.forgive(address, username);
      if (previous !== undefined) await sessions.close(previous);
      const session = await sessions.open(row.username, { address, agent });
      await log({ username, event: 'signedIn', actor: username, address });
      return { ok: true, session, mustChangePassword: Boolean(row.must_change_password) };
    },

    async signOut(sessionId) {
      const username = await sessions.close(sessionId);
      if (username !== undefined) await log({ username, event: 'signedOut', actor: username });
    },

    async changePassword({ username, current, next, address, agent }) {
      if (next.length < minPasswordLength) return { ok: false, code: 'PASSWORD_TOO_SHORT' };
      if (next.length > maxPasswordLength) return { ok: false, code: 'PASSWORD_TOO_LONG' };
      if (next === current) return { ok: false, code: 'PASSWORD_UNCHANGED' };
      const { wait, row } = await check(username, current, address);
      if (wait !== undefined) return { ok: false, code: 'TOO_MANY_ATTEMPTS', retryAfterMs: wait };
      if (!row) return { ok: false, code: 'SIGN_IN_REFUSED' };
      attempts.forgive(address, username);
      const passwordHash = await hashPassword(next);
      await store.write((db) =>
        db('cauce_users')
          .where({ tenant_id: store.tenant, username })
          .update({ password_hash: passwordHash, must_change_password: 0 }),
      );
      await log({ username, event: 'passwordChanged', actor: username, address });
      await sessions.closeAll(username);
      return { ok: true, session: await sessions.open(username, { address, agent }) };
    },
  };
}
