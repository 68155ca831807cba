// Who waits for a message or a signal: instances, and start events of the latest version of each process.
import type { OpenStore } from '../store/openStore.ts';
import type { Db } from '../store/store.ts';
import type { Definition, Definitions } from './definitions.ts';

export interface Waiter {
  key: number;
  instance_key: number;
  process_id: string;
  element_id: string;
  created_at: number;
}

export interface Start {
  definition: Definition;
  /** As `createInstance` takes it. */
  at: { startElement: string; startDefinition?: number };
}

export interface Subscribers {
  /** Oldest first. Signals have no correlation key. */
  waiting(kind: 'message' | 'signal', name: string, correlationKey?: string, db?: Db): Promise<Waiter[]>;
  /**
   * Whom a message between pools may mean beside its case: the one instance that was started apart, all alone in its case,
   * and waits for that name without a key of its own. Nobody where the sender's case has such an instance already.
   */
  apart(name: string, senderCase: number): Promise<Waiter | undefined>;
  /** Conditions have the empty name. */
  starts(kind: 'message' | 'signal' | 'condition', name: string): Promise<Start[]>;
}

export function createSubscribers(store: OpenStore, definitions: Definitions): Subscribers {
  const { reader, tenant } = store;
  return {
    waiting: (kind, name, correlationKey, db = reader) =>
      db('cauce_message_subscriptions')
        .where({ tenant_id: tenant, kind, name })
        .where(correlationKey === undefined ? {} : { correlation_key: correlationKey })
        .orderBy(['created_at', 'key'])
        .select('key', 'instance_key', 'process_id', 'element_id', 'created_at'),
    async apart(name, senderCase) {
      const rows: Waiter[] = await reader('cauce_message_subscriptions as s')
        .join('cauce_process_instances as p', 'p.key', 's.instance_key')
        .where({ 's.tenant_id': tenant, 's.kind': 'message', 's.name': name })
        .whereRaw('s.correlation_key = coalesce(p.business_key, cast(p.root_key as text))')
        .whereNotExists(
          reader('cauce_process_instances as o')
            .whereRaw('o.root_key = p.root_key')
            .whereRaw('o.key <> p.key')
            .select('o.key'),
        )
        .whereNotExists(
          reader('cauce_process_instances as h')
            .where('h.root_key', senderCase)
            .whereRaw('h.process_id = p.process_id')
            .select('h.key'),
        )
        .limit(2)
        .select('s.key', 's.instance_key', 's.process_id', 's.element_id', 's.created_at');
      return rows.length === 1 ? rows[0] : undefined;
    },
    async starts(kind, name) {
      const rows = await reader('cauce_start_subscriptions')
        .where({ tenant_id: tenant, kind, name })
        .orderBy(['definition_key', 'element_id', 'part'])
        .select('definition_key', 'element_id', 'part');
      const found: Start[] = [];
      for (const { definition_key, element_id, part } of rows) {
        const definition = await definitions.byKey(definition_key);
        const at = { startElement: element_id, ...(part >= 0 && { startDefinition: part }) };
        if (definition) found.push({ definition, at });
      }
      return found;
    },
  };
}
