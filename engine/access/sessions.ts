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

/** From where a session is opened. */
export interface SessionOrigin {
  address?: string | undefined;
  /** The header User-Agent. */
  agent?: string | undefined;
}

/** A live session as people see it: neither its secret nor its token. */
export interface OpenSession {
  /** Names the session, and opens nothing: the hash of its secret. */
  handle: string;
  username: string;
  openedAt: number;
  seenAt: number;
  expiresAt: number;
  address: string | null;
  agent: string | null;
}

interface SessionRow {
  id_hash: string;
  username: string;
  csrf: string;
  created_at: number | string;
  seen_at: number | string;
  expires_at: number | string;
  address: string | null;
  agent: string | null;
}

/** Seen times are written at most this often: a page of ten requests must not be ten writes. */
const seenEveryMs = 60_000;
const hourMs = 3_600_000;
const longestAgent = 200;

/** What a list of sessions is limited to. */
export interface SessionList {
  username?: string | undefined;
  limit: number;
}

export interface Sessions {
  open(username: string, origin?: SessionOrigin): Promise<NewSession>;
  find(id: string): Promise<Session | undefined>;
  close(id: string): Promise<string | undefined>;
  /** Ends all sessions of a user; used when the password or the roles change. */
  closeAll(username: string): Promise<void>;
  /** Those that live, the last used first. */
  list(list: SessionList): Promise<OpenSession[]>;
  /** Ends one by its handle, of that user where one is named; resolves to whose it was. */
  end(handle: string, username?: string): Promise<string | undefined>;
  /** The handle of the session that a cookie's secret opens. */
  handleOf(id: string): string;
}

export function createSessions(store: Store, limits: SessionLimits, now: () => number): Sessions {
  const mine = { tenant_id: store.tenant };
  const known = createMemory<SessionRow>(store);

  return {
    async open(username, origin = {}) {
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
          address: origin.address ?? null,
          agent: origin.agent?.slice(0, longestAgent) ?? null,
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

    async list({ username, limit }) {
      const at = now();
      const rows: SessionRow[] = await store
        .reader('cauce_sessions')
        .where({ ...mine, ...(username !== undefined && { username }) })
        .where('expires_at', '>', at)
        .where('seen_at', '>', at - limits.idleMs)
        .orderBy([{ column: 'seen_at', order: 'desc' }, 'id_hash'])
        .limit(limit);
      return rows.map(openSession);
    },

    end(handle, username) {
      return store.write(async (db) => {
        const key = { ...mine, id_hash: handle, ...(username !== undefined && { username }) };
        const row: SessionRow | undefined = await db('cauce_sessions').where(key).first('username');
        if (row) await db('cauce_sessions').where(key).del();
        return row?.username;
      });
    },

    handleOf: hashSecret,
  };
}

function openSession(row: SessionRow): OpenSession {
  return {
    handle: row.id_hash,
    username: row.username,
    openedAt: Number(row.created_at),
    seenAt: Number(row.seen_at),
    expiresAt: Number(row.expires_at),
    address: row.address,
    agent: row.agent,
  };
}
