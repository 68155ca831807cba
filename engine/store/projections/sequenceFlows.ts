// Sequence flows: how many tokens each has carried, per instance.
import type { Projection } from './projection.ts';

const table = {
  name: 'cauce_sequence_flows',
  key: ['instance_key', 'flow_id'],
  columns: ['instance_key', 'flow_id', 'tenant_id', 'count'],
  conflict: { add: 'count' },
} as const;

export const sequenceFlows: Projection = {
  tables: [table],
  on: {
    elementCompleted(event, { tenant, instance }, writes) {
      for (const flow of event.taken ?? []) {
        writes.insert(table, {
          instance_key: instance.instanceKey,
          flow_id: flow,
          tenant_id: tenant,
          count: 1,
        });
      }
    },
  },
};
