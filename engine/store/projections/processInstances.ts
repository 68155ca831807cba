// Process instances: one row each, from creation to their end.

import type { WriteSet } from '../writeSet.ts';
import type { Place, Projection } from './projection.ts';

export const processInstanceTable = {
  name: 'cauce_process_instances',
  key: ['key'],
  columns: [
    'key',
    'tenant_id',
    'process_id',
    'process_name',
    'definition_key',
    'version',
    'version_tag',
    'root_key',
    'parent_key',
    'parent_element_key',
    'business_key',
    'state',
    'has_incident',
    'started_at',
    'ended_at',
    'started_by',
  ],
  later: ['version_tag', 'parent_key', 'parent_element_key', 'business_key', 'ended_at'],
} as const;

export const processInstances: Projection = {
  tables: [processInstanceTable],
  on: {
    instanceCreated(event, { instance, tenant, at }, writes) {
      writes.insert(processInstanceTable, {
        key: event.key,
        tenant_id: tenant,
        process_id: instance.processId,
        process_name: instance.processName,
        definition_key: instance.definitionKey,
        version: instance.version,
        version_tag: instance.versionTag ?? null,
        root_key: event.rootKey,
        parent_key: event.parent?.instanceKey ?? null,
        parent_element_key: event.parent?.elementInstanceKey ?? null,
        business_key: event.businessKey ?? null,
        state: 'ACTIVE',
        has_incident: 0,
        started_at: at,
        ended_at: null,
        started_by: instance.startedBy,
      });
    },
    instanceMigrated(_, { instance }, writes) {
      writes.update(processInstanceTable, instance.instanceKey, {
        process_id: instance.processId,
        process_name: instance.processName,
        definition_key: instance.definitionKey,
        version: instance.version,
        version_tag: instance.versionTag ?? null,
      });
    },
    instanceReopened: (_, { instance }, writes) =>
      writes.update(processInstanceTable, instance.instanceKey, { state: 'ACTIVE', ended_at: null }),
    instanceCompleted: (_, place, writes) => end(place, writes, 'COMPLETED'),
    instanceTerminated: (_, place, writes) => end(place, writes, 'TERMINATED'),
  },
};

function end({ instance, at }: Place, writes: WriteSet, state: string): void {
  writes.update(processInstanceTable, instance.instanceKey, { state, ended_at: at });
}
