// User tasks as the API shows them, and what they may be searched by.

import { z } from 'zod';
import type { Row, Store } from '../../store/store.ts';
import type { Fields } from '../fields.ts';
import { tenantField } from '../fields.ts';
import { instant, instantOrNull, integer, key, names, tenant, text, textOrNull } from '../rows.ts';
import { instantOrNull as instantOrNullShape, instantShape, keyOrNull, keyShape } from '../shapes.ts';
import { formKeysOfTasks } from '../taskForms.ts';

export const userTaskFields: Fields = {
  userTaskKey: { column: 'key', type: 'key' },
  state: { column: 'state', type: 'text' },
  assignee: { column: 'assignee', type: 'text' },
  priority: { column: 'priority', type: 'integer' },
  elementId: { column: 'element_id', type: 'text' },
  name: { column: 'element_name', type: 'text' },
  tenantId: tenantField,
  processDefinitionId: { column: 'process_id', type: 'text' },
  processName: { column: 'process_name', type: 'text' },
  creationDate: { column: 'created_at', type: 'instant' },
  completionDate: { column: 'completed_at', type: 'instant' },
  followUpDate: { column: 'follow_up_at', type: 'instant' },
  dueDate: { column: 'due_at', type: 'instant' },
  processDefinitionKey: { column: 'definition_key', type: 'key' },
  processInstanceKey: { column: 'instance_key', type: 'key' },
  rootProcessInstanceKey: { column: 'root_key', type: 'key' },
  elementInstanceKey: { column: 'element_instance_key', type: 'key' },
};

export const userTaskShape = z.object({
  name: z.string().nullable(),
  state: z.enum(['CREATING', 'CREATED', 'ASSIGNING', 'UPDATING', 'COMPLETING', 'COMPLETED', 'CANCELED']),
  assignee: z.string().nullable(),
  elementId: z.string(),
  candidateGroups: z.array(z.string()),
  candidateUsers: z.array(z.string()),
  processDefinitionId: z.string(),
  creationDate: instantShape,
  completionDate: instantOrNullShape,
  followUpDate: instantOrNullShape,
  dueDate: instantOrNullShape,
  tenantId: z.string(),
  externalFormReference: z.string().nullable(),
  processDefinitionVersion: z.number(),
  customHeaders: z.record(z.string(), z.string()),
  priority: z.number(),
  userTaskKey: keyShape,
  elementInstanceKey: keyShape,
  processName: z.string().nullable(),
  processDefinitionKey: keyShape,
  processInstanceKey: keyShape,
  rootProcessInstanceKey: keyOrNull,
  formKey: keyOrNull,
  tags: z.array(z.string()),
});

export type UserTask = z.input<typeof userTaskShape>;

function userTask(row: Row, formKey: string | null): UserTask {
  return {
    name: textOrNull(row, 'element_name') || textOrNull(row, 'element_id'),
    state: text(row, 'state') as UserTask['state'],
    assignee: textOrNull(row, 'assignee'),
    elementId: text(row, 'element_id'),
    candidateGroups: names(row, 'candidate_groups'),
    candidateUsers: names(row, 'candidate_users'),
    processDefinitionId: text(row, 'process_id'),
    creationDate: instant(row, 'created_at'),
    completionDate: instantOrNull(row, 'completed_at'),
    followUpDate: instantOrNull(row, 'follow_up_at'),
    dueDate: instantOrNull(row, 'due_at'),
    tenantId: tenant,
    externalFormReference: textOrNull(row, 'external_form'),
    processDefinitionVersion: integer(row, 'version'),
    customHeaders: {},
    priority: integer(row, 'priority'),
    userTaskKey: key(row, 'key'),
    elementInstanceKey: key(row, 'element_instance_key'),
    processName: textOrNull(row, 'process_name'),
    processDefinitionKey: key(row, 'definition_key'),
    processInstanceKey: key(row, 'instance_key'),
    rootProcessInstanceKey: key(row, 'root_key'),
    formKey,
    tags: [],
  };
}

export async function userTasks(store: Store, rows: Row[]): Promise<UserTask[]> {
  const formKeyOf = await formKeysOfTasks(store, rows);
  return rows.map((row) => userTask(row, formKeyOf(row)));
}
