// Finds what a command is about; one whose target is gone is rejected.
import type { UserTaskRef } from './commands.ts';
import type { Variables } from './json.ts';
import { FORBIDDEN_NAMES } from './names.ts';
import type { ElementInstance, Job, Subscription, UserTask } from './state.ts';
import { reject, type Step } from './step.ts';
import { forEach, lookUp } from './table.ts';

export function active(step: Step): void {
  if (step.draft.status !== 'active') reject('INSTANCE_NOT_ACTIVE', { status: step.draft.status });
}

/** One that nothing is about to happen to: who listens to that is not done yet. */
export function userTaskOf(step: Step, ref: UserTaskRef): UserTask {
  const found = openTaskOf(step, ref);
  if (found.transition) reject('USER_TASK_IN_TRANSITION', { event: found.transition.event });
  return found;
}

function openTaskOf(step: Step, ref: UserTaskRef): UserTask {
  active(step);
  if ('key' in ref) {
    const found = lookUp(step.draft.userTasks, ref.key);
    return found ?? reject('USER_TASK_NOT_FOUND', { key: ref.key });
  }
  const found: UserTask[] = [];
  forEach(step.draft.userTasks, (task) => task.element === ref.elementId && found.push(task));
  return found[0] ?? reject('USER_TASK_NOT_FOUND', { element: ref.elementId });
}

export function jobOf(step: Step, key: number): Job {
  active(step);
  return lookUp(step.draft.jobs, key) ?? reject('JOB_NOT_FOUND', { key });
}

export function subscriptionOf(step: Step, key: number, kind: Subscription['kind']): Subscription {
  active(step);
  const found = lookUp(step.draft.subscriptions, key);
  return found?.kind === kind ? found : reject('SUBSCRIPTION_NOT_FOUND', { key });
}

export function callerOf(step: Step, key: number): ElementInstance {
  active(step);
  const found = lookUp(step.draft.elements, key);
  return found?.called ? found : reject('ELEMENT_INSTANCE_NOT_FOUND', { key });
}

/** The edge refuses these names in JSON; a caller in the same process may still hand them over. */
export function checkNames(variables: Variables): void {
  for (const name of Object.keys(variables)) {
    if (FORBIDDEN_NAMES.has(name)) reject('VARIABLE_NAME_FORBIDDEN', { name });
  }
}
