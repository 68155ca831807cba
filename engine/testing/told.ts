// What a rehearsed process told: every event, and what tests ask of it.
import type { Event, ProcessModel, Variables } from '../core/index.ts';

export interface ToldEvent {
  instanceKey: number;
  at: number;
  event: Event;
}

export interface ElementRun {
  key: number;
  instanceKey: number;
  element: string;
  state: 'IS_ACTIVE' | 'IS_COMPLETED' | 'IS_TERMINATED';
}

export interface TaskRun {
  key: number;
  instanceKey: number;
  state: 'IS_CREATED' | 'IS_COMPLETED' | 'IS_CANCELED';
  facts: Extract<Event, { type: 'userTaskCreated' }>;
}

/** Element instances in the order of their activation. */
export function elementRuns(told: ToldEvent[]): ElementRun[] {
  const runs = new Map<number, ElementRun>();
  for (const { event, instanceKey } of told) {
    if (event.type === 'elementActivated')
      runs.set(event.key, { key: event.key, instanceKey, element: event.element, state: 'IS_ACTIVE' });
    const run = 'key' in event ? runs.get(event.key) : undefined;
    if (!run) continue;
    if (event.type === 'elementCompleted') run.state = 'IS_COMPLETED';
    else if (event.type === 'elementTerminated') run.state = 'IS_TERMINATED';
  }
  return [...runs.values()];
}

/** Elements of an instance in the order of their completion. */
export function completions(told: ToldEvent[], instanceKey: number): string[] {
  const elements = new Map<number, string>();
  const order: string[] = [];
  for (const { event, instanceKey: instance } of told) {
    if (instance !== instanceKey) continue;
    if (event.type === 'elementActivated') elements.set(event.key, event.element);
    else if (event.type === 'elementCompleted') order.push(elements.get(event.key) ?? '');
  }
  return order;
}

export function taskRuns(told: ToldEvent[]): TaskRun[] {
  const runs = new Map<number, TaskRun>();
  for (const { event, instanceKey } of told) {
    if (event.type === 'userTaskCreated')
      runs.set(event.key, { key: event.key, instanceKey, state: 'IS_CREATED', facts: { ...event } });
    const run = 'key' in event ? runs.get(event.key) : undefined;
    if (!run) continue;
    if (event.type === 'userTaskCompleted') run.state = 'IS_COMPLETED';
    else if (event.type === 'userTaskCanceled') run.state = 'IS_CANCELED';
    else if (event.type === 'userTaskAssigned') {
      delete run.facts.assignee;
      if (event.assignee !== null) run.facts.assignee = event.assignee;
    } else if (event.type === 'userTaskUpdated') Object.assign(run.facts, event.changes);
  }
  return [...runs.values()];
}

/** Variables that a scope holds or held, as last set. */
export function variablesOf(told: ToldEvent[], scope: number): Variables {
  const all: Variables = {};
  for (const { event } of told)
    if (event.type === 'variablesSet' && event.scope === scope) Object.assign(all, event.variables);
  return all;
}

export function openIncidents(
  told: ToldEvent[],
): (Extract<Event, { type: 'incidentRaised' }> & { instanceKey: number })[] {
  const open = new Map<number, Extract<Event, { type: 'incidentRaised' }> & { instanceKey: number }>();
  for (const { event, instanceKey } of told) {
    if (event.type === 'incidentRaised') open.set(event.key, { ...event, instanceKey });
    else if (event.type === 'incidentResolved') open.delete(event.key);
  }
  return [...open.values()];
}

export function nameOf(models: ProcessModel[], element: string): string {
  for (const { elements } of models) for (const { id, name } of elements) if (id === element) return name;
  return '';
}
