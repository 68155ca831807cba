// When clocks stood still and went on: a row for each change, for a clock that is paused for two reasons goes on once.
import type { Projection } from './projection.ts';

const table = {
  name: 'cauce_sla_pauses',
  key: ['clock_key', 'sequence', 'index'],
  columns: ['clock_key', 'sequence', 'index', 'tenant_id', 'root_key', 'at', 'paused'],
} as const;

export const slaPauses: Projection = {
  tables: [table],
  on: {
    clockEntered({ key, entry, paused }, { tenant, instance, sequence, index }, writes) {
      const isChange = entry.kind === 'paused' || entry.kind === 'resumed';
      if (!isChange || paused) return;
      writes.insert(table, {
        clock_key: key,
        sequence,
        index,
        tenant_id: tenant,
        root_key: instance.rootKey,
        at: entry.at,
        paused: entry.kind === 'paused' ? 1 : 0,
      });
    },
  },
};
