// Whom an instruction means: selectors of process instances, elements, user tasks, jobs, incidents and decisions.
import { type InstanceState, type Json, type ProcessModel, values } from '../core/index.ts';
import { isObject, type Wrong } from './readTests.ts';
import type { Rehearsal } from './rehearsal.ts';
import { elementRuns, nameOf, openIncidents, type TaskRun, taskRuns } from './told.ts';

export type Selector = { [name: string]: Json };

export function selectorIn(given: Selector, name: string): Selector {
  const selector = given[name];
  return isObject(selector) ? selector : {};
}

export function nothing(subject: string, selector: Selector, known: string[]): Wrong {
  return {
    code: 'TEST_NOTHING_SELECTED',
    values: { subject, selector: JSON.stringify(selector), known: [...new Set(known)] },
  };
}

/** Instances of a process in the order of their creation; `instance` counts from 1. */
export function instancesOf(rehearsal: Rehearsal, processId: Json | undefined): number[] {
  return rehearsal.runtime.instances().filter((key) => rehearsal.runtime.state(key).processId === processId);
}

export function processInstance(rehearsal: Rehearsal, given: Selector): number | Wrong {
  const selector = selectorIn(given, 'processInstanceSelector');
  const found = instancesOf(rehearsal, selector.processDefinitionId)[Number(selector.instance ?? 1) - 1];
  if (found !== undefined) return found;
  const known = rehearsal.runtime.instances().map((key) => rehearsal.runtime.state(key).processId);
  return nothing('process instance', selector, known);
}

/** Whether an element is meant by its id or by its name. */
export function meansElement(models: ProcessModel[], selector: Selector, element: string): boolean {
  const { elementId, elementName } = selector;
  return (
    (elementId === undefined || elementId === element) &&
    (elementName === undefined || elementName === nameOf(models, element))
  );
}

/** The newest run of an element in an instance. */
export function elementRun(rehearsal: Rehearsal, instanceKey: number, selector: Selector): number | Wrong {
  const runs = elementRuns(rehearsal.told).filter((run) => run.instanceKey === instanceKey);
  const found = runs.findLast((run) => meansElement(rehearsal.models, selector, run.element));
  return (
    found?.key ??
    nothing(
      'element instance',
      selector,
      runs.map(({ element }) => element),
    )
  );
}

/** Open tasks first, for a loop may have made the same task before. */
export function userTask(rehearsal: Rehearsal, selector: Selector, onlyOpen: boolean): TaskRun | Wrong {
  const { models, runtime, told } = rehearsal;
  const runs = taskRuns(told).filter(({ state }) => !onlyOpen || state === 'IS_CREATED');
  const found = runs.filter(
    ({ instanceKey, facts }) =>
      (selector.elementId === undefined || selector.elementId === facts.element) &&
      (selector.taskName === undefined || selector.taskName === nameOf(models, facts.element)) &&
      isOfProcess(runtime.state(instanceKey), selector),
  );
  return (
    found.filter(({ state }) => state === 'IS_CREATED')[Number(selector.occurrence ?? 1) - 1] ??
    (selector.occurrence === undefined ? found.at(-1) : undefined) ??
    nothing(
      'user task',
      selector,
      runs.map(({ facts }) => facts.element),
    )
  );
}

export interface OpenJob {
  key: number;
  instanceKey: number;
}

export function job(rehearsal: Rehearsal, selector: Selector): OpenJob | Wrong {
  const known: string[] = [];
  const found: OpenJob[] = [];
  for (const instanceKey of rehearsal.runtime.instances()) {
    const state = rehearsal.runtime.state(instanceKey);
    for (const { key, element, jobType } of values(state.jobs)) {
      known.push(`${element} (${jobType})`);
      const isMeant =
        (selector.jobType === undefined || selector.jobType === jobType) &&
        (selector.elementId === undefined || selector.elementId === element) &&
        isOfProcess(state, selector);
      if (isMeant) found.push({ key, instanceKey });
    }
  }
  return found[Number(selector.occurrence ?? 1) - 1] ?? nothing('job', selector, known);
}

export function incident(
  rehearsal: Rehearsal,
  selector: Selector,
): { key: number; instanceKey: number; job?: number } | Wrong {
  const open = openIncidents(rehearsal.told);
  const found = open.filter(
    ({ element, instanceKey }) =>
      (selector.elementId === undefined || selector.elementId === element) &&
      isOfProcess(rehearsal.runtime.state(instanceKey), selector),
  )[Number(selector.occurrence ?? 1) - 1];
  if (!found)
    return nothing(
      'incident',
      selector,
      open.map(({ element, code }) => `${element} (${code})`),
    );
  const { key, instanceKey, job: stuck } = found;
  return { key, instanceKey, ...(stuck !== undefined && { job: stuck }) };
}

function isOfProcess({ processId }: InstanceState, { processDefinitionId }: Selector): boolean {
  return processDefinitionId === undefined || processDefinitionId === processId;
}

export function isWrong(found: unknown): found is Wrong {
  return typeof found === 'object' && found !== null && 'code' in found && 'values' in found;
}
