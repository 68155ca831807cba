// What each command does to an instance, before tokens move. A command that cannot be is rejected, and nothing happened.
import type { Command, UserTaskRef } from './commands.ts';
import { continueStep } from './continuation.ts';
import { endInstance, throwError } from './errors.ts';
import { nextFiring } from './eventDefinitions/timer.ts';
import type { Variables } from './json.ts';
import { enter, finish, resume, run } from './lifecycle.ts';
import { takeAnswers } from './questions.ts';
import type { ElementInstance, Incident, Job, Subscription, UserTask } from './state.ts';
import { emit, instanceOf, isLive, nodeOf, reject, type Step } from './step.ts';
import { trigger } from './subscriptions.ts';
import { forEach, lookUp } from './table.ts';
import { propagate, setLocal } from './variables.ts';

type Handlers = { [T in Command['type']]: (step: Step, command: Extract<Command, { type: T }>) => void };

export const handlers: Handlers = {
  createInstance(step, command) {
    if (step.draft.status !== 'none') reject('INSTANCE_EXISTS', { key: step.draft.key });
    const start = command.startElement === undefined ? undefined : step.exe.nodes.get(command.startElement);
    if (command.startElement !== undefined && start?.model?.type !== 'startEvent')
      reject('START_EVENT_NOT_FOUND', { element: command.startElement, process: command.processId });
    checkNames(command.variables);
    emit(step, {
      type: 'instanceCreated',
      key: command.key,
      processId: command.processId,
      ...(command.definitionKey !== undefined && { definitionKey: command.definitionKey }),
      rootKey: command.rootKey ?? command.key,
      ...(command.businessKey !== undefined && { businessKey: command.businessKey }),
      ...(command.parent && { parent: command.parent }),
    });
    setLocal(step, command.key, command.variables);
    step.touched.add(command.key);
    for (const node of start ? [start] : step.exe.root.starts) enter(step, node, command.key);
  },
  completeUserTask(step, command) {
    const task = userTaskOf(step, command.userTask);
    checkNames(command.variables);
    const owner = instanceOf(step, task.owner);
    const isQuestion = task.because === 'question';
    const results = takeAnswers(step, task.asks ?? [], owner.scope, command.variables, isQuestion);
    emit(step, { type: 'userTaskCompleted', key: task.key });
    resume(step, instanceOf(step, owner.key), { kind: 'userTask', userTask: task }, results);
  },
  throwUserTaskError(step, command) {
    const task = userTaskOf(step, command.userTask);
    checkNames(command.variables);
    emit(step, { type: 'userTaskCanceled', key: task.key });
    throwError(step, task.owner, { code: command.code, variables: command.variables });
  },
  assignUserTask(step, command) {
    const task = userTaskOf(step, command.userTask);
    if (task.assignee !== undefined && !command.allowOverride && command.assignee !== task.assignee)
      reject('USER_TASK_ASSIGNED', { assignee: task.assignee });
    emit(step, { type: 'userTaskAssigned', key: task.key, assignee: command.assignee });
  },
  updateUserTask(step, command) {
    emit(step, {
      type: 'userTaskUpdated',
      key: userTaskOf(step, command.userTask).key,
      changes: command.changes,
    });
  },
  completeJob(step, command) {
    const job = jobOf(step, command.job);
    checkNames(command.variables);
    emit(step, { type: 'jobCompleted', key: job.key });
    resume(step, instanceOf(step, job.owner), { kind: 'job' }, command.variables);
  },
  failJob(step, command) {
    const job = jobOf(step, command.job);
    const retries = Math.max(0, Math.trunc(command.retries));
    const { message, retryAt } = command;
    emit(step, {
      type: 'jobFailed',
      key: job.key,
      retries,
      message,
      ...(retryAt !== undefined && { retryAt }),
    });
    if (retries > 0) return;
    const values = { jobType: job.jobType, message };
    const facts = { owner: job.owner, element: job.element, code: 'JOB_FAILED', values, job: job.key };
    const key = step.draft.key + step.draft.counter + 1;
    emit(step, { type: 'incidentRaised', key, ...facts, retry: 'job' });
  },
  throwJobError(step, command) {
    const job = jobOf(step, command.job);
    checkNames(command.variables);
    emit(step, { type: 'jobCanceled', key: job.key });
    const { code, message, variables } = command;
    throwError(step, job.owner, { code, variables, ...(message !== undefined && { message }) });
  },
  updateJob(step, command) {
    const job = jobOf(step, command.job);
    if (!(command.retries >= 1)) reject('RETRIES_NOT_POSITIVE', { retries: command.retries });
    emit(step, { type: 'jobUpdated', key: job.key, retries: Math.trunc(command.retries) });
  },
  triggerTimer(step, command) {
    const subscription = subscriptionOf(step, command.subscription, 'timer');
    const { dueAt = 0, repetitions = 0, interval } = subscription;
    if (dueAt > step.context.at) reject('TIMER_NOT_DUE', { dueAt });
    const node = step.exe.nodes.get(subscription.element);
    const repeats =
      interval !== undefined && node?.attachedTo !== undefined && node.model?.interrupting === false;
    const { next, missed } = repeats
      ? nextFiring(dueAt, repetitions, interval, step.context.at)
      : { next: undefined, missed: 0 };
    const facts = { ...(next && { next }), ...(missed > 0 && { missed }) };
    emit(step, { type: 'subscriptionTriggered', key: subscription.key, ...facts });
    trigger(step, subscription, {});
  },
  correlateMessage(step, command) {
    const subscription = subscriptionOf(step, command.subscription, 'message');
    checkNames(command.variables);
    hear(step, subscription, command.variables, command.messageKey);
  },
  broadcastSignal(step, command) {
    const subscription = subscriptionOf(step, command.subscription, 'signal');
    checkNames(command.variables);
    hear(step, subscription, command.variables);
  },
  completeChild(step, command) {
    const me = callerOf(step, command.elementInstance);
    const node = nodeOf(step, me);
    const all = node.model?.config.propagateOut !== false || node.model?.outputs !== undefined;
    resume(step, instanceOf(step, me.key), { kind: 'child' }, all ? command.variables : {});
  },
  failChild(step, command) {
    const me = callerOf(step, command.elementInstance);
    throwError(step, me.key, { code: command.code, variables: command.variables });
  },
  cancelInstance(step) {
    active(step);
    endInstance(step);
  },
  setVariables(step, command) {
    active(step);
    checkNames(command.variables);
    if (!isLive(step, command.elementInstance))
      reject('ELEMENT_INSTANCE_NOT_FOUND', { key: command.elementInstance });
    if (command.local) setLocal(step, command.elementInstance, command.variables);
    else propagate(step, command.elementInstance, command.variables);
  },
  resolveIncident(step, command) {
    active(step);
    const incident = lookUp(step.draft.incidents, command.incident);
    if (!incident) reject('INCIDENT_NOT_FOUND', { key: command.incident });
    emit(step, { type: 'incidentResolved', key: incident.key });
    retry(step, incident);
  },
  continue: continueStep,
};

/** A message or signal arrived; a non-interrupting handler goes on hearing. */
function hear(step: Step, subscription: Subscription, variables: Variables, messageKey?: number): void {
  const node = step.exe.nodes.get(subscription.element);
  const goesOn = node?.attachedTo !== undefined && node.model?.interrupting === false;
  const facts = {
    ...(messageKey !== undefined && { messageKey }),
    ...(goesOn && { next: { dueAt: 0, repetitions: -1 } }),
  };
  emit(step, { type: 'subscriptionTriggered', key: subscription.key, ...facts });
  trigger(step, subscription, variables);
}

function retry(step: Step, incident: Incident): void {
  if (incident.retry === 'job') {
    const job = incident.job === undefined ? undefined : lookUp(step.draft.jobs, incident.job);
    if (job && job.retries === 0) emit(step, { type: 'jobUpdated', key: job.key, retries: 1 });
    return;
  }
  if (incident.retry === 'join') {
    step.touched.add(incident.owner);
    return;
  }
  const me = instanceOf(step, incident.owner);
  const node = nodeOf(step, me);
  if (incident.retry === 'complete') finish(step, me.key);
  else run(step, node, me.key, me.index === undefined ? node.behavior : node.inner);
}

function active(step: Step): void {
  if (step.draft.status !== 'active') reject('INSTANCE_NOT_ACTIVE', { status: step.draft.status });
}

function userTaskOf(step: Step, ref: UserTaskRef): UserTask {
  active(step);
  if ('key' in ref) {
    const found = lookUp(step.draft.userTasks, ref.key);
    return found ?? reject('USER_TASK_NOT_FOUND', { key: ref.key });
  }
  const found: UserTask[] = [];
  forEach(step.draft.userTasks, (task) => task.element === ref.elementId && found.push(task));
  return found[0] ?? reject('USER_TASK_NOT_FOUND', { element: ref.elementId });
}

function jobOf(step: Step, key: number): Job {
  active(step);
  return lookUp(step.draft.jobs, key) ?? reject('JOB_NOT_FOUND', { key });
}

function subscriptionOf(step: Step, key: number, kind: Subscription['kind']): Subscription {
  active(step);
  const found = lookUp(step.draft.subscriptions, key);
  return found?.kind === kind ? found : reject('SUBSCRIPTION_NOT_FOUND', { key });
}

function callerOf(step: Step, key: number): ElementInstance {
  active(step);
  const found = lookUp(step.draft.elements, key);
  return found?.called ? found : reject('ELEMENT_INSTANCE_NOT_FOUND', { key });
}

/** The edge refuses these names in JSON; a caller in the same process may still hand them over. */
function checkNames(variables: Variables): void {
  for (const name of Object.keys(variables)) {
    if (name === '__proto__' || name === 'constructor' || name === 'prototype')
      reject('VARIABLE_NAME_FORBIDDEN', { name });
  }
}
