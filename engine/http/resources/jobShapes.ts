// Jobs as the API shows them: those handed to a worker, and those in a list.

import { z } from 'zod';
import { type Json, listenerOf } from '../../core/index.ts';
import type { ActivatedJob } from '../../runtime/engine.ts';
import type { OpenStore } from '../../store/openStore.ts';
import type { Row } from '../../store/store.ts';
import type { Fields } from '../fields.ts';
import { tenantField } from '../fields.ts';
import { instantOrNull, integer, json, key, tenant, text, textOrNull } from '../rows.ts';
import { instantOrNull as instantOrNullShape, keyOrNull, keyShape, variablesShape } from '../shapes.ts';
import { taskFacts, taskFactsShape } from './taskListenerShapes.ts';

const EXECUTION = ['START', 'END'] as const;
const TASK = ['CREATING', 'ASSIGNING', 'UPDATING', 'COMPLETING'] as const;

const kindShape = {
  kind: z.enum(['BPMN_ELEMENT', 'EXECUTION_LISTENER', 'TASK_LISTENER']),
  listenerEventType: z.enum(['UNSPECIFIED', ...EXECUTION, ...TASK]),
};

/** Whether it is the element's own job or one that listens to what happens to it. */
function kindOf(headers: { [name: string]: string }) {
  const event = listenerOf(headers)?.event.toUpperCase();
  const execution = EXECUTION.find((each) => each === event);
  if (execution) return { kind: 'EXECUTION_LISTENER', listenerEventType: execution } as const;
  const task = TASK.find((each) => each === event);
  if (task) return { kind: 'TASK_LISTENER', listenerEventType: task } as const;
  return { kind: 'BPMN_ELEMENT', listenerEventType: 'UNSPECIFIED' } as const;
}

export const activatedJobShape = z.object({
  type: z.string(),
  processDefinitionId: z.string(),
  processDefinitionVersion: z.number(),
  elementId: z.string(),
  customHeaders: z.record(z.string(), z.string()),
  worker: z.string(),
  retries: z.number(),
  deadline: z.number(),
  variables: variablesShape,
  tenantId: z.string(),
  jobKey: keyShape,
  processInstanceKey: keyShape,
  processDefinitionKey: keyShape,
  elementInstanceKey: keyShape,
  ...kindShape,
  userTask: taskFactsShape,
  tags: z.array(z.string()),
  rootProcessInstanceKey: keyOrNull,
});

export function activatedJob(job: ActivatedJob, tenantId: string): z.input<typeof activatedJobShape> {
  return {
    type: job.type,
    processDefinitionId: job.processId,
    processDefinitionVersion: job.version,
    elementId: job.elementId,
    customHeaders: job.headers,
    worker: job.worker,
    retries: job.retries,
    deadline: job.leasedUntil,
    variables: job.variables,
    tenantId,
    jobKey: String(job.key),
    processInstanceKey: String(job.instanceKey),
    processDefinitionKey: String(job.definitionKey),
    elementInstanceKey: String(job.elementInstanceKey),
    ...kindOf(job.headers),
    userTask: taskFacts(job.headers),
    tags: [],
    rootProcessInstanceKey: String(job.rootKey),
  };
}

export const jobFields: Fields = {
  jobKey: { column: 'key', type: 'key' },
  type: { column: 'type', type: 'text' },
  worker: { column: 'worker', type: 'text' },
  state: { column: 'state', type: 'text' },
  retries: { column: 'retries', type: 'integer' },
  deadline: { column: 'leased_until', type: 'instant' },
  elementId: { column: 'element_id', type: 'text' },
  elementInstanceKey: { column: 'element_instance_key', type: 'key' },
  errorMessage: { column: 'error_message', type: 'text' },
  processDefinitionId: { column: 'process_id', type: 'text' },
  processDefinitionKey: { column: 'definition_key', type: 'key' },
  processInstanceKey: { column: 'instance_key', type: 'key' },
  creationTime: { column: 'created_at', type: 'instant' },
  endTime: { column: 'ended_at', type: 'instant' },
  tenantId: tenantField,
};

export const jobShape = z.object({
  customHeaders: z.record(z.string(), z.string()),
  deadline: instantOrNullShape,
  deniedReason: z.string().nullable(),
  elementId: z.string().nullable(),
  elementInstanceKey: keyShape,
  endTime: instantOrNullShape,
  errorCode: z.string().nullable(),
  errorMessage: z.string().nullable(),
  hasFailedWithRetriesLeft: z.boolean(),
  isDenied: z.boolean().nullable(),
  jobKey: keyShape,
  ...kindShape,
  processDefinitionId: z.string(),
  processDefinitionKey: keyShape,
  processInstanceKey: keyShape,
  rootProcessInstanceKey: keyOrNull,
  retries: z.number(),
  state: z.enum(['CREATED', 'FAILED', 'COMPLETED', 'CANCELED', 'ERROR_THROWN']),
  tenantId: z.string(),
  type: z.string(),
  worker: z.string(),
  creationTime: instantOrNullShape,
  lastUpdateTime: instantOrNullShape,
});

export async function job(store: OpenStore, row: Row): Promise<z.input<typeof jobShape>> {
  const message = textOrNull(row, 'error_message');
  const headers = json(row, 'headers') as { [name: string]: string };
  return {
    customHeaders: headers,
    deadline: instantOrNull(row, 'leased_until'),
    deniedReason: null,
    elementId: textOrNull(row, 'element_id'),
    elementInstanceKey: key(row, 'element_instance_key'),
    endTime: instantOrNull(row, 'ended_at'),
    errorCode: null,
    errorMessage: message === null ? null : await plainMessage(store, integer(row, 'root_key'), message),
    hasFailedWithRetriesLeft: text(row, 'state') === 'FAILED' && integer(row, 'retries') > 0,
    isDenied: null,
    jobKey: key(row, 'key'),
    ...kindOf(headers),
    processDefinitionId: text(row, 'process_id'),
    processDefinitionKey: key(row, 'definition_key'),
    processInstanceKey: key(row, 'instance_key'),
    rootProcessInstanceKey: key(row, 'root_key'),
    retries: integer(row, 'retries'),
    state: text(row, 'state') as z.input<typeof jobShape>['state'],
    tenantId: tenant,
    type: text(row, 'type'),
    worker: text(row, 'worker'),
    creationTime: instantOrNull(row, 'created_at'),
    lastUpdateTime: instantOrNull(row, 'ended_at'),
  };
}

/** Why a job failed; sealed where the case has a data subject. */
async function plainMessage(store: OpenStore, rootKey: number, message: string): Promise<string> {
  if (!message.startsWith('{')) return message;
  try {
    const open = await store.openValue(rootKey, 'message', JSON.parse(message) as Json);
    return typeof open === 'string' ? open : message;
  } catch {
    return message;
  }
}
