// What happened in a run, element by element, from the events that were committed.
import type { Told } from './player.ts';

export interface Step {
  instanceKey: number;
  element: string;
  what: 'activated' | 'completed' | 'terminated';
  /** Position of an iteration; undefined where the element is not repeated, or for the whole of its iterations. */
  index: number | undefined;
  at: number;
}

export function stepsOf(told: Told[]): Step[] {
  const activated = new Map<number, { element: string; index: number | undefined }>();
  const steps: Step[] = [];
  const add = (what: Step['what'], key: number, instanceKey: number, at: number) => {
    const { element = '', index } = activated.get(key) ?? {};
    steps.push({ instanceKey, element, what, index, at });
  };
  for (const { event, instanceKey, at } of told) {
    if (event.type === 'elementActivated') {
      activated.set(event.key, { element: event.element, index: event.index });
      add('activated', event.key, instanceKey, at);
    } else if (event.type === 'elementCompleted') add('completed', event.key, instanceKey, at);
    else if (event.type === 'elementTerminated') add('terminated', event.key, instanceKey, at);
  }
  return steps;
}

/** Incidents that nobody resolved. */
export function incidentsOf(told: Told[]): { element: string; code: string; values: string }[] {
  const open = new Map<number, { element: string; code: string; values: string }>();
  for (const { event } of told) {
    if (event.type === 'incidentRaised')
      open.set(event.key, {
        element: event.element,
        code: event.code,
        values: JSON.stringify(event.values),
      });
    else if (event.type === 'incidentResolved') open.delete(event.key);
  }
  return [...open.values()];
}

/** Root variables of an instance as last set. */
export function variablesOf(told: Told[], instanceKey: number): { [name: string]: unknown } {
  const all: { [name: string]: unknown } = {};
  for (const { event } of told)
    if (event.type === 'variablesSet' && event.scope === instanceKey) Object.assign(all, event.variables);
  return all;
}
