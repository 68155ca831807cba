// Messages that are kept for a late receiver, or so that their ids are not used again within their time to live.
import type { Variables } from '../core/index.ts';
import { canonicalJson } from '../store/canonical.ts';
import type { OpenStore } from '../store/openStore.ts';
import type { Db } from '../store/store.ts';

export interface KeptMessage {
  key: number;
  name: string;
  correlationKey: string;
  messageId?: string;
  variables: Variables;
  timeToLive?: number;
}

export interface KeptMessages {
  /** Writes nothing of a message that need not be kept. */
  keep(db: Db, message: KeptMessage, takenBy: number | undefined): Promise<void>;
  wasSeen(name: string, correlationKey: string, messageId: string, db?: Db): Promise<boolean>;
}

/** While somebody may come late, or while its id must not be used again. */
export function isKept({ messageId, timeToLive = 0 }: KeptMessage): boolean {
  return timeToLive > 0 || messageId !== undefined;
}

export function createKeptMessages(store: OpenStore, now: () => number): KeptMessages {
  const { tenant } = store;
  return {
    async keep(db, message, takenBy) {
      const { key, name, correlationKey, messageId, variables, timeToLive = 0 } = message;
      if (!isKept(message)) return;
      await db('cauce_messages').insert({
        key,
        tenant_id: tenant,
        name,
        correlation_key: correlationKey,
        message_id: messageId ?? null,
        variables:
          takenBy === undefined
            ? await store.seal(`message.${key}`, 'variables', canonicalJson(variables))
            : '{}',
        published_at: now(),
        expires_at: now() + timeToLive,
        correlated_to: takenBy ?? null,
      });
    },
    async wasSeen(name, correlationKey, messageId, db = store.reader) {
      const row = await db('cauce_messages')
        .where({ tenant_id: tenant, name, correlation_key: correlationKey, message_id: messageId })
        .where('expires_at', '>=', now())
        .first('key');
      return row !== undefined;
    },
  };
}
