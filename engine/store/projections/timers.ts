// Timers that wait: a row lives exactly as long as its subscription.
import type { Projection } from './projection.ts';

export const timerTable = {
  name: 'cauce_timers',
  key: ['key'],
  columns: [
    'key',
    'tenant_id',
    'instance_key',
    'element_id',
    'element_instance_key',
    'due_at',
    'repetitions',
  ],
} as const;

export const timers: Projection = {
  tables: [timerTable],
  on: {
    subscriptionOpened(event, { tenant, instance }, writes) {
      if (event.kind !== 'timer') return;
      writes.insert(timerTable, {
        key: event.key,
        tenant_id: tenant,
        instance_key: instance.instanceKey,
        element_id: event.element,
        element_instance_key: event.owner,
        due_at: event.dueAt ?? 0,
        repetitions: event.repetitions ?? null,
      });
    },
    subscriptionTriggered(event, _, writes) {
      const { next } = event;
      if (next) writes.update(timerTable, event.key, { due_at: next.dueAt, repetitions: next.repetitions });
      else writes.remove(timerTable, event.key);
    },
    /** Those of another kind have no row here. */
    instanceMigrated(event, _, writes) {
      for (const [key, id] of event.subscriptions) writes.update(timerTable, key, { element_id: id });
    },
    subscriptionClosed(event, _, writes) {
      writes.remove(timerTable, event.key);
    },
  },
};
