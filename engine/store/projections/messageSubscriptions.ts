// Message and signal subscriptions that wait: a row lives exactly as long as its subscription.
import type { Projection } from './projection.ts';

export const messageSubscriptionTable = {
  name: 'cauce_message_subscriptions',
  key: ['key'],
  columns: [
    'key',
    'tenant_id',
    'instance_key',
    'process_id',
    'element_id',
    'element_instance_key',
    'kind',
    'name',
    'correlation_key',
    'created_at',
  ],
} as const;

export const messageSubscriptions: Projection = {
  tables: [messageSubscriptionTable],
  on: {
    subscriptionOpened(event, { tenant, instance, at }, writes) {
      if (event.kind !== 'message' && event.kind !== 'signal') return;
      writes.insert(messageSubscriptionTable, {
        key: event.key,
        tenant_id: tenant,
        instance_key: instance.instanceKey,
        process_id: instance.processId,
        element_id: event.element,
        element_instance_key: event.owner,
        kind: event.kind,
        name: event.name ?? '',
        correlation_key: event.correlationKey ?? '',
        created_at: at,
      });
    },
    subscriptionTriggered(event, _, writes) {
      if (!event.next) writes.remove(messageSubscriptionTable, event.key);
    },
    /** Those of another kind have no row here. */
    instanceMigrated(event, { instance }, writes) {
      for (const [key, id] of event.subscriptions)
        writes.update(messageSubscriptionTable, key, { element_id: id, process_id: instance.processId });
    },
    subscriptionClosed(event, _, writes) {
      writes.remove(messageSubscriptionTable, event.key);
    },
  },
};
