// The command ids of messages and signals: what a repeated request is answered with.
import type { Json } from '../core/index.ts';
import { isDuplicate } from '../store/dialects/postgresErrors.ts';
import type { OpenStore } from '../store/openStore.ts';
import type { Db } from '../store/store.ts';
import type { Refused, Submission } from './engine.ts';
import { otherBody } from './repetition.ts';
import { hashOf } from './submission.ts';

export interface Publication {
  key: number;
  /** The instance that a message reached or started. */
  instanceKey?: number;
}

export interface Publications {
  /** What the same request gave before, or that the id was used for another. */
  seen(kind: string, submission: Submission, body: Json): Promise<Publication | Refused | undefined>;
  /** In the transaction that publishes. */
  remember(db: Db, kind: string, submission: Submission, body: Json, publication: Publication): Promise<void>;
}

/** The same request at another node at the same time: it was faster, and its answer is there now. */
export async function onceAmongNodes<T>(publish: () => Promise<T>): Promise<T> {
  try {
    return await publish();
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    return publish();
  }
}

/** The name under which a publication is remembered is `kind:key:instance key`. */
export function createPublications(store: OpenStore, now: () => number): Publications {
  return {
    async seen(kind, { principal, commandId }, body) {
      if (commandId === undefined) return undefined;
      const row = await store.findCommand(principal.username, commandId);
      if (!row) return undefined;
      const [made, key, instanceKey] = row.stream.split(':');
      if (made !== kind || row.bodyHash !== hashOf(body)) return otherBody(commandId);
      return { key: Number(key), ...(instanceKey && { instanceKey: Number(instanceKey) }) };
    },
    async remember(db, kind, { principal, commandId }, body, { key, instanceKey }) {
      if (commandId === undefined) return;
      await db('cauce_commands').insert({
        tenant_id: store.tenant,
        principal: principal.username,
        id: commandId,
        body_hash: hashOf(body),
        stream: `${kind}:${key}:${instanceKey ?? ''}`,
        sequence: 0,
        at: now(),
      });
    },
  };
}
