// Element instances: every execution of every element, the process itself included; the facts that metrics start from.
import type { WriteSet } from '../writeSet.ts';
import type { Place, Projection } from './projection.ts';

export const elementInstanceTable = {
  name: 'cauce_element_instances',
  key: ['key'],
  columns: [
    'key',
    'tenant_id',
    'instance_key',
    'element_id',
    'element_name',
    'element_type',
    'scope_key',
    'state',
    'started_at',
    'ended_at',
    'incident_key',
  ],
  later: ['ended_at', 'incident_key'],
} as const;

export const elementInstances: Projection = {
  tables: [elementInstanceTable],
  on: {
    instanceCreated(event, place, writes) {
      const { processId, processName } = place.instance;
      start(place, writes, { key: event.key, id: processId, name: processName, type: 'process', scope: 0 });
    },
    elementActivated(event, place, writes) {
      const element = place.elements.get(event.element);
      start(place, writes, {
        key: event.key,
        id: event.element,
        name: element?.name ?? '',
        type: (element?.triggeredByEvent ? 'eventSubProcess' : element?.type) ?? '',
        scope: event.scope,
      });
    },
    instanceMigrated({ elements }, { instance, elements: models }, writes) {
      for (const [key, id] of elements) {
        const name = key === instance.instanceKey ? instance.processName : models.get(id)?.name;
        writes.update(elementInstanceTable, key, { element_id: id, element_name: name ?? '' });
      }
    },
    elementCompleted: (event, place, writes) => end(place, writes, event.key, 'COMPLETED'),
    /** A completed subprocess is undone: it runs until nothing is left to undo. */
    elementRestored: ({ key }, _, writes) =>
      writes.update(elementInstanceTable, key, { state: 'ACTIVE', ended_at: null }),
    elementCompensated: (event, place, writes) => end(place, writes, event.key, 'COMPLETED'),
    elementTerminated: (event, place, writes) => end(place, writes, event.key, 'TERMINATED'),
    instanceReopened: ({ key }, _, writes) =>
      writes.update(elementInstanceTable, key, { state: 'ACTIVE', ended_at: null }),
    instanceCompleted: (_, place, writes) => end(place, writes, place.instance.instanceKey, 'COMPLETED'),
    instanceTerminated: (_, place, writes) => end(place, writes, place.instance.instanceKey, 'TERMINATED'),
  },
};

function start(
  { tenant, instance, at }: Place,
  writes: WriteSet,
  element: { key: number; id: string; name: string; type: string; scope: number },
): void {
  writes.insert(elementInstanceTable, {
    key: element.key,
    tenant_id: tenant,
    instance_key: instance.instanceKey,
    element_id: element.id,
    element_name: element.name,
    element_type: element.type,
    scope_key: element.scope,
    state: 'ACTIVE',
    started_at: at,
    ended_at: null,
    incident_key: null,
  });
}

function end({ at }: Place, writes: WriteSet, key: number, state: string): void {
  writes.update(elementInstanceTable, key, { state, ended_at: at });
}
