// Server-side sessions: the cookie holds an opaque secret, the table its hash, so ending one is deleting a row.
import type { Store } from '../store/store.ts';
import { isDisk } from '../store/storeError.ts';
import { createMemory } from './memory.ts';
import { hashSecret, newSecret } from './secret.ts';

export interface SessionLimits {
  /** Unused for this long, a session ends. */
  idleMs: number;
  /** However busy, a session ends this long after sign-in. */
  maxMs: number;
}

export interface Session {
  username: string;
  /** What forms and scripts send back to prove that the page was ours. */
  csrf: string;
  expiresAt: number;
}

export interface NewSession extends Session {
  /** The secret for the cookie; it is kept nowhere else. */
  id: string;
}

interface SessionRow {
  id_hash: string;
  username: string;
  csrf: string;
  seen_at: number | string;
  expires_at: number | string;
}

/** Seen times are written at most this often: a page of ten requests must not be ten writes. */
const seenEveryMs = 60_000;
const hourMs = 3_600_000;

export interface Sessions {
  open(username: string): Promise<NewSession>;
  find(id: string): Promise<Session | undefined>;
  close(id: string): Promise<string | undefined>;
  /** Ends all sessions of a user; used when the password or the roles change. */
  closeAll(username: string): Promise<void>;
}

export function createSessions(store: Store, limits: SessionLimits, now: () => number): Sessions {
  const mine = { tenant_id: store.tenant };
  const known = createMemory<SessionRow>(store);

  return {
    async open(username) {
      const at = now();
      const session = { id: newSecret(), username, csrf: newSecret(), expiresAt: at + limits.maxMs };
      await store.write(async (db) => {
        await db('cauce_sessions').where(mine).where('expires_at', '<=', at).del();
        await db('cauce_sessions').insert({
          ...mine,
          id_hash: hashSecret(session.id),
          username,
          csrf: session.csrf,
          created_at: at,
          seen_at: at,
          expires_at: session.expiresAt,
        });
      });
      return session;
    },

    async find(id) {
      const idHash = hashSecret(id);
      const row = await known.get(idHash, () =>
        store
          .reader('cauce_sessions')
          .where({ ...mine, id_hash: idHash })
          .first(),
      );
      if (!row) return undefined;
      const at = now();
      const seenAt = Number(row.seen_at);
      const expiresAt = Number(row.expires_at);
      if (expiresAt <= at || seenAt + limits.idleMs <= at) return undefined;
      // Opened while the clock was ahead: it would live for as long as that was.
      if (expiresAt > at + limits.maxMs + hourMs) return undefined;
      if (seenAt + Math.min(seenEveryMs, limits.idleMs / 2) <= at) {
        const seen = store.write((db) =>
          db('cauce_sessions')
            .where({ ...mine, id_hash: idHash })
            .update({ seen_at: at }),
        );
        // A disk that takes no more keeps nobody from reading; how long the session was idle is written later.
        await seen.catch((error: unknown) => {
          if (!isDisk(error)) throw error;
        });
      }
      return { username: row.username, csrf: row.csrf, expiresAt };
    },

    close(id) {
      return store.write(async (db) => {
        const key = { ...mine, id_hash: hashSecret(id) };
        const row: SessionRow | undefined = await db('cauce_sessions').where(key).first();
        await db('cauce_sessions').where(key).del();
        return row?.username;
      });
    },

    async closeAll(username) {
      await store.write((db) =>
        db('cauce_sessions')
          .where({ ...mine, username })
          .del(),
      );
    },
  };
}
