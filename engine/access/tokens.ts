// Bearer tokens for programs that call `/v2`: created by an administrator, shown once, kept as a hash.
import type { Store } from '../store/store.ts';
import { logAccess } from './accessLog.ts';
import { createMemory } from './memory.ts';
import { hashSecret, newSecret } from './secret.ts';

export interface Tokens {
  /** Resolves to the token's text, which is shown this one time. */
  create(username: string, name: string, actor: string, expiresAt?: number): Promise<string>;
  /** Name of the user whom a valid token stands for. */
  find(token: string): Promise<string | undefined>;
  /** Revokes the tokens of this name; resolves to how many there were. */
  revoke(username: string, name: string, actor: string): Promise<number>;
}

/** Lets secret scanners and people recognize a token that leaked. */
const prefix = 'cauce_';

interface TokenRow {
  username: string;
  expires_at: number | string | null;
}

export function createTokens(store: Store, now: () => number): Tokens {
  const tenant = store.tenant;
  const known = createMemory<TokenRow>(store);
  return {
    async create(username, name, actor, expiresAt) {
      const token = prefix + newSecret();
      const at = now();
      await store.write(async (db) => {
        await db('cauce_tokens').insert({
          token_hash: hashSecret(token),
          tenant_id: tenant,
          username,
          name,
          created_at: at,
          expires_at: expiresAt ?? null,
        });
        await logAccess(db, tenant, at, { username, event: 'tokenCreated', actor });
      });
      return token;
    },

    async find(token) {
      if (!token.startsWith(prefix)) return undefined;
      const hash = hashSecret(token);
      const row = await known.get(hash, () =>
        store.reader('cauce_tokens').where({ tenant_id: tenant, token_hash: hash }).first(),
      );
      if (!row || (row.expires_at !== null && Number(row.expires_at) <= now())) return undefined;
      return row.username;
    },

    revoke(username, name, actor) {
      return store.write(async (db) => {
        const gone = await db('cauce_tokens').where({ tenant_id: tenant, username, name }).del();
        if (gone > 0) await logAccess(db, tenant, now(), { username, event: 'tokenRevoked', actor });
        return gone;
      });
    },
  };
}
