// Facts: that something happened to a case of a flow that is measured. What the case amounts to then is read from the other
// read models, which the same transaction writes, so that a fact is small and needs to know nothing of what came before.

import type { WriteSet } from '../writeSet.ts';
import type { Place, Projection } from './projection.ts';

export const factTable = {
  name: 'cauce_facts',
  key: ['instance_key', 'sequence', 'index'],
  columns: [
    'instance_key',
    'sequence',
    'index',
    'tenant_id',
    'case_key',
    'kind',
    'at',
    'subject_key',
    'element',
    'person',
  ],
} as const;

/** Stands for all events of its kind in a batch. */
const ONCE = { variables: -1, activities: -2 };

interface Said {
  kind: string;
  subject?: number;
  element?: string;
  person?: string;
  index?: number;
}

/** The kind of note by which somebody says that a guide gave the answer. */
export const ANSWER_USED = 'answerUsed';

/** Models without a variant are not measured: nothing is written for them. */
export const facts: Projection = {
  tables: [factTable],
  on: {
    instanceCreated(event, place, writes) {
      if (event.parent) return;
      append(place, writes, { kind: 'case-filed', person: place.instance.startedBy });
    },
    variablesSet(event, place, writes) {
      const { instanceKey, rootKey, model } = place.instance;
      if (!model.variant || event.scope !== rootKey || instanceKey !== rootKey) return;
      append(place, writes, { kind: 'case-known', index: ONCE.variables });
    },
    elementActivated(event, place, writes) {
      if (event.milestone === undefined) return;
      append(place, writes, { kind: 'milestone-reached', subject: event.key, element: event.element });
    },
    elementCompleted(_, place, writes) {
      append(place, writes, { kind: 'activity-ended', index: ONCE.activities });
    },
    elementTerminated(_, place, writes) {
      append(place, writes, { kind: 'activity-ended', index: ONCE.activities });
    },
    userTaskCompleted(event, place, writes) {
      append(place, writes, { kind: 'task-completed', subject: event.key, person: place.actor });
    },
    annotated(event, place, writes) {
      if (event.kind === ANSWER_USED)
        append(place, writes, { kind: 'answer-used', subject: event.key, person: place.actor });
    },
    clockStarted(event, place, writes) {
      append(place, writes, { kind: 'clock-started', subject: event.key, element: event.element });
    },
    clockEntered(event, place, writes) {
      append(place, writes, { kind: `clock-${event.entry.kind}`, subject: event.key });
    },
    instanceMigrated(_, place, writes) {
      append(place, writes, { kind: 'case-known', index: ONCE.variables });
    },
    instanceReopened(_, place, writes) {
      append(place, writes, { kind: 'case-reopened', person: place.actor });
    },
    instanceCompleted: (_, place, writes) => close(place, writes),
    instanceTerminated: (_, place, writes) => close(place, writes),
  },
};

function close(place: Place, writes: WriteSet): void {
  const { instanceKey, rootKey } = place.instance;
  if (instanceKey === rootKey) append(place, writes, { kind: 'case-closed', person: place.actor });
}

function append({ instance, tenant, sequence, at, index }: Place, writes: WriteSet, said: Said): void {
  if (!instance.model.variant) return;
  writes.insert(factTable, {
    instance_key: instance.instanceKey,
    sequence,
    index: said.index ?? index,
    tenant_id: tenant,
    case_key: instance.rootKey,
    kind: said.kind,
    at,
    subject_key: said.subject ?? null,
    element: said.element ?? null,
    person: said.person ?? null,
  });
}
