// User tasks: what people see in their work lists, and who may take each.
import type { Cell, WriteSet } from '../writeSet.ts';
import type { Place, Projection } from './projection.ts';

export const userTaskTable = {
  name: 'cauce_user_tasks',
  key: ['key'],
  columns: [
    'key',
    'tenant_id',
    'instance_key',
    'root_key',
    'definition_key',
    'process_id',
    'process_name',
    'version',
    'element_id',
    'element_name',
    'element_instance_key',
    'state',
    'assignee',
    'candidate_groups',
    'candidate_users',
    'due_at',
    'follow_up_at',
    'priority',
    'form_id',
    'external_form',
    'asks',
    'because',
    'created_at',
    'claimed_at',
    'completed_at',
    'completed_by',
  ],
  later: [
    'assignee',
    'follow_up_at',
    'external_form',
    'because',
    'claimed_at',
    'completed_at',
    'completed_by',
  ],
} as const;

export const userTasks: Projection = {
  tables: [userTaskTable],
  on: {
    userTaskCreated(event, { tenant, instance, at, elements }, writes) {
      writes.insert(userTaskTable, {
        key: event.key,
        tenant_id: tenant,
        instance_key: instance.instanceKey,
        root_key: instance.rootKey,
        definition_key: instance.definitionKey,
        process_id: instance.processId,
        process_name: instance.processName,
        version: instance.version,
        element_id: event.element,
        element_name: elements.get(event.element)?.name ?? '',
        element_instance_key: event.owner,
        state: 'CREATED',
        assignee: event.assignee ?? null,
        candidate_groups: JSON.stringify(event.candidateGroups),
        candidate_users: JSON.stringify(event.candidateUsers),
        due_at: event.dueAt ?? null,
        follow_up_at: event.followUpAt ?? null,
        priority: event.priority,
        form_id: event.formId ?? null,
        external_form: event.externalForm ?? null,
        asks: JSON.stringify(event.asks ?? []),
        because: event.because ?? null,
        created_at: at,
        claimed_at: event.assignee === undefined ? null : at,
        completed_at: null,
        completed_by: null,
      });
    },
    userTaskAssigned(event, { at }, writes) {
      writes.update(userTaskTable, event.key, {
        assignee: event.assignee,
        claimed_at: event.assignee === null ? null : at,
      });
    },
    userTaskUpdated({ key, changes }, _, writes) {
      const row: { [C in (typeof userTaskTable)['columns'][number]]?: Cell } = {};
      if (changes.dueAt !== undefined) row.due_at = changes.dueAt;
      if (changes.followUpAt !== undefined) row.follow_up_at = changes.followUpAt;
      if (changes.priority !== undefined) row.priority = changes.priority;
      if (changes.candidateGroups) row.candidate_groups = JSON.stringify(changes.candidateGroups);
      if (changes.candidateUsers) row.candidate_users = JSON.stringify(changes.candidateUsers);
      if (Object.keys(row).length > 0) writes.update(userTaskTable, key, row);
    },
    userTaskTransitionStarted({ key, transition }, _, writes) {
      writes.update(userTaskTable, key, { state: transition.event.toUpperCase() });
    },
    userTaskTransitionEnded({ key }, _, writes) {
      writes.update(userTaskTable, key, { state: 'CREATED' });
    },
    instanceMigrated(event, { instance, elements }, writes) {
      for (const [key, id] of event.userTasks)
        writes.update(userTaskTable, key, {
          definition_key: instance.definitionKey,
          process_id: instance.processId,
          process_name: instance.processName,
          version: instance.version,
          element_id: id,
          element_name: elements.get(id)?.name ?? '',
        });
    },
    userTaskCompleted: (event, place, writes) => end(place, writes, event.key, 'COMPLETED', place.actor),
    userTaskCanceled: (event, place, writes) => end(place, writes, event.key, 'CANCELED', null),
  },
};

function end({ at }: Place, writes: WriteSet, key: number, state: string, by: string | null): void {
  writes.update(userTaskTable, key, { state, completed_at: at, completed_by: by });
}
