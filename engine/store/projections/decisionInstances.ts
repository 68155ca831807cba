// Decision instances: what each decision was given, which rules matched and what it answered.
import { canonicalJson } from '../canonical.ts';
import type { Projection } from './projection.ts';

const table = {
  name: 'cauce_decision_instances',
  key: ['instance_key', 'sequence', 'index'],
  columns: [
    'instance_key',
    'sequence',
    'index',
    'tenant_id',
    'element_instance_key',
    'element_id',
    'decision_id',
    'decision_name',
    'record',
    'evaluated_at',
  ],
} as const;

export const decisionInstances: Projection = {
  tables: [table],
  on: {
    decisionEvaluated(event, { tenant, instance, sequence, index, at }, writes) {
      const { inputs, matched, result } = event;
      writes.insert(table, {
        instance_key: instance.instanceKey,
        sequence,
        index,
        tenant_id: tenant,
        element_instance_key: event.owner,
        element_id: event.element,
        decision_id: event.decisionId,
        decision_name: event.decisionName,
        record: canonicalJson({ inputs, matched, result }),
        evaluated_at: at,
      });
    },
  },
};
