// Open user tasks as rows, out of the instances in memory: whoever completes one after another need not read them back.
import { executableOf, lookUp } from '../core/index.ts';
import type { UserTask } from '../core/state.ts';
import type { OpenStore } from '../store/openStore.ts';
import type { Row } from '../store/store.ts';
import type { Engine } from './engine.ts';
import type { InstanceCache, LiveInstance } from './instanceCache.ts';
import { instanceKeyOf } from './instanceKeys.ts';

export type OpenTasks = Pick<Engine, 'openTask' | 'openedTasks'>;

export function createOpenTasks(store: OpenStore, cache: InstanceCache): OpenTasks {
  return {
    openTask(key) {
      // Another node may have given the task to somebody else since.
      if (store.shared) return undefined;
      const live = cache.peek(instanceKeyOf(key));
      const task = live && lookUp(live.state.userTasks, key);
      return task && rowOf(store.tenant, live, task);
    },
    openedTasks({ instanceKey, events, at, routed }) {
      if (at === undefined || routed) return undefined;
      const opened = events.filter((event) => event.type === 'userTaskCreated');
      if (opened.length === 0) return [];
      const live = cache.peek(instanceKey);
      if (!live) return undefined;
      const rows: Row[] = [];
      for (const { key } of opened) {
        const task = lookUp(live.state.userTasks, key);
        if (task && !task.transition) rows.push({ ...rowOf(store.tenant, live, task), created_at: at });
      }
      return rows;
    },
  };
}

/** The columns of `cauce_user_tasks` that the state knows: all but when it was created and claimed. */
function rowOf(tenant: string, { key, definition, state }: LiveInstance, task: UserTask): Row {
  return {
    key: task.key,
    tenant_id: tenant,
    instance_key: key,
    root_key: state.rootKey,
    definition_key: definition.key,
    process_id: definition.processId,
    process_name: definition.name,
    version: definition.version,
    element_id: task.element,
    element_name: executableOf(definition.model).nodes.get(task.element)?.model?.name ?? '',
    element_instance_key: task.owner,
    state: task.transition ? task.transition.event.toUpperCase() : 'CREATED',
    assignee: task.assignee ?? null,
    candidate_groups: JSON.stringify(task.candidateGroups),
    candidate_users: JSON.stringify(task.candidateUsers),
    due_at: task.dueAt ?? null,
    follow_up_at: task.followUpAt ?? null,
    priority: task.priority,
    form_id: task.formId ?? null,
    external_form: task.externalForm ?? null,
    asks: JSON.stringify(task.asks ?? []),
    because: task.because ?? null,
    completed_at: null,
    completed_by: null,
  };
}
