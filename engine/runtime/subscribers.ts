// Who waits for a message or a signal: instances, and start events of the latest version of each process.
import type { OpenStore } from '../store/openStore.ts';
import type { Definition, Definitions } from './definitions.ts';

export interface Subscribers {
  /** Oldest first. Signals have no correlation key. */
  waiting(
    kind: 'message' | 'signal',
    name: string,
    correlationKey?: string,
  ): Promise<{ key: number; instance_key: number; created_at: number }[]>;
  starts(
    kind: 'message' | 'signal',
    name: string,
  ): Promise<{ definition: Definition; startElement: string }[]>;
}

export function createSubscribers(store: OpenStore, definitions: Definitions): Subscribers {
  const { reader, tenant } = store;
  return {
    waiting: (kind, name, correlationKey) =>
      reader('cauce_message_subscriptions')
        .where({ tenant_id: tenant, kind, name })
        .where(correlationKey === undefined ? {} : { correlation_key: correlationKey })
        .orderBy(['created_at', 'key'])
        .select('key', 'instance_key', 'created_at'),
    async starts(kind, name) {
      const rows = await reader('cauce_start_subscriptions')
        .where({ tenant_id: tenant, kind, name })
        .orderBy('definition_key')
        .select('definition_key', 'element_id');
      const found: { definition: Definition; startElement: string }[] = [];
      for (const { definition_key, element_id } of rows) {
        const definition = await definitions.byKey(definition_key);
        if (definition) found.push({ definition, startElement: element_id });
      }
      return found;
    },
  };
}
