// Incidents: what stopped and waits for a person, with its mark on the instance and the element instance.
import { canonicalJson } from '../canonical.ts';
import type { Statement } from '../writeSet.ts';
import type { Projection } from './projection.ts';

const table = {
  name: 'cauce_incidents',
  key: ['key'],
  columns: [
    'key',
    'tenant_id',
    'instance_key',
    'root_key',
    'definition_key',
    'process_id',
    'element_id',
    'element_instance_key',
    'code',
    'values',
    'job_key',
    'state',
    'created_at',
    'resolved_at',
  ],
} as const;

/** Others of the same instance or element may be open still, so the marks are asked for anew. */
const markInstances: Statement = {
  order: 1,
  sql: ({ among }) =>
    `UPDATE cauce_process_instances AS p SET has_incident = CASE WHEN EXISTS
     (SELECT 1 FROM cauce_incidents AS i WHERE i.instance_key = p.key AND i.state = 'ACTIVE') THEN 1 ELSE 0 END
     WHERE p.key ${among('number')}`,
};
const markElements: Statement = {
  order: 1,
  sql: ({ among }) =>
    `UPDATE cauce_element_instances AS e SET incident_key =
     (SELECT max(i.key) FROM cauce_incidents AS i
      WHERE i.instance_key = e.instance_key AND i.element_instance_key = e.key AND i.state = 'ACTIVE')
     WHERE e.key IN (SELECT element_instance_key FROM cauce_incidents WHERE key ${among('number')})`,
};

export const incidents: Projection = {
  tables: [table],
  on: {
    incidentRaised(event, { tenant, instance, at }, writes) {
      writes.insert(table, {
        key: event.key,
        tenant_id: tenant,
        instance_key: instance.instanceKey,
        root_key: instance.rootKey,
        definition_key: instance.definitionKey,
        process_id: instance.processId,
        element_id: event.element,
        element_instance_key: event.owner,
        code: event.code,
        values: canonicalJson(event.values),
        job_key: event.job ?? null,
        state: 'ACTIVE',
        created_at: at,
        resolved_at: null,
      });
      writes.run(markInstances, instance.instanceKey, instance.instanceKey);
      writes.run(markElements, event.key, event.key);
    },
    instanceMigrated(event, { instance }, writes) {
      const of = { definition_key: instance.definitionKey, process_id: instance.processId };
      for (const [key, id] of event.incidents) writes.update(table, key, { ...of, element_id: id });
    },
    incidentResolved(event, { instance, at }, writes) {
      writes.update(table, event.key, { state: 'RESOLVED', resolved_at: at });
      writes.run(markInstances, instance.instanceKey, instance.instanceKey);
      writes.run(markElements, event.key, event.key);
    },
  },
};
