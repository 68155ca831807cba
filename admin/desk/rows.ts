// Reads the store's rows into the few facts that pages show.
import type { Row, TaskResource } from '../engine.ts';

export function numberOf(value: Row[string] | undefined): number {
  return Number(value ?? 0);
}

export function instantOf(value: Row[string] | undefined): number | null {
  return value === null || value === undefined ? null : Number(value);
}

export function textOf(value: Row[string] | undefined): string {
  return value === null || value === undefined ? '' : String(value);
}

function listOf(value: Row[string] | undefined): string[] {
  const list: unknown = value ? JSON.parse(String(value)) : [];
  return Array.isArray(list) ? list.map(String) : [];
}

export interface Task extends TaskResource {
  key: number;
  name: string;
  instanceKey: number;
  rootKey: number;
  definitionKey: number;
  processId: string;
  processName: string;
  elementId: string;
  elementInstanceKey: number;
  dueAt: number | null;
  priority: number;
  formId: string | null;
  asks: string[];
  because: string;
  createdAt: number;
  completedAt: number | null;
  completedBy: string;
}

export function taskOf(row: Row): Task {
  return {
    kind: 'task',
    key: numberOf(row.key),
    name: textOf(row.element_name) || textOf(row.element_id),
    state: textOf(row.state),
    assignee: row.assignee === null || row.assignee === undefined ? null : String(row.assignee),
    candidateGroups: listOf(row.candidate_groups),
    candidateUsers: listOf(row.candidate_users),
    instanceKey: numberOf(row.instance_key),
    rootKey: numberOf(row.root_key),
    definitionKey: numberOf(row.definition_key),
    processId: textOf(row.process_id),
    processName: textOf(row.process_name),
    elementId: textOf(row.element_id),
    elementInstanceKey: numberOf(row.element_instance_key),
    dueAt: instantOf(row.due_at),
    priority: numberOf(row.priority),
    formId: row.form_id ? String(row.form_id) : null,
    asks: listOf(row.asks),
    because: textOf(row.because),
    createdAt: numberOf(row.created_at),
    completedAt: instantOf(row.completed_at),
    completedBy: textOf(row.completed_by),
  };
}

export interface Case {
  key: number;
  /** The number given to people; where the process gives none, the one that counts the instances. */
  number: string;
  processId: string;
  processName: string;
  milestone: string;
  state: string;
  openedAt: number;
  closedAt: number | null;
  dueAt: number | null;
  openedBy: string;
}

/** Keys of instances are this far apart, which leaves room for the keys inside. */
const keysPerInstance = 2 ** 20;

/** `#12`, for a case whose process numbers none. */
export function plainNumber(caseKey: number): string {
  return `#${Math.floor(caseKey / keysPerInstance)}`;
}

export function caseOf(row: Row): Case {
  return {
    key: numberOf(row.key),
    number: textOf(row.number) || plainNumber(numberOf(row.key)),
    processId: textOf(row.process_id),
    processName: textOf(row.process_name),
    milestone: textOf(row.milestone),
    state: textOf(row.state),
    openedAt: numberOf(row.opened_at),
    closedAt: instantOf(row.closed_at),
    dueAt: instantOf(row.due_at),
    openedBy: textOf(row.opened_by),
  };
}
