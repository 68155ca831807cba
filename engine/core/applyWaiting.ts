// What events about waiting write: subscriptions, jobs, user tasks, incidents, each known to its owner.

import type { Appliers } from './apply.ts';
import { edit, firedName, ownerOf, seen, without } from './draft.ts';
import type { InstanceState, UserTask } from './state.ts';
import { emptyTable, lookUp, put } from './table.ts';
import { taskFrom } from './taskFacts.ts';

export const waitingAppliers = {
  subscriptionOpened(draft, { type: _, ...facts }) {
    seen(draft, facts.key);
    draft.subscriptions = put(draft.subscriptions, ownerOf(draft), facts.key, facts);
    if (facts.kind === 'condition')
      draft.conditions = put(draft.conditions ?? emptyTable<true>(), ownerOf(draft), facts.key, true);
    const owner = edit(draft, facts.owner);
    owner.subscriptions = [...owner.subscriptions, facts.key];
  },
  subscriptionTriggered(draft, event) {
    const subscription = lookUp(draft.subscriptions, event.key);
    if (!subscription) return;
    if (subscription.kind === 'timer' && subscription.inARow === undefined) draft.hops = undefined;
    if (event.next) {
      // Messages and signals have no time: they just go on being heard.
      if (subscription.dueAt === undefined) return;
      const next = { ...subscription, dueAt: event.next.dueAt, repetitions: event.next.repetitions };
      draft.subscriptions = put(draft.subscriptions, ownerOf(draft), event.key, next);
      return;
    }
    closeSubscription(draft, event.key);
    if (!lookUp(draft.elements, subscription.owner)) return;
    const owner = edit(draft, subscription.owner);
    const { element, definition } = subscription;
    if (owner.element !== element || definition !== undefined)
      owner.fired = [...owner.fired, firedName(element, definition)];
  },
  subscriptionClosed(draft, event) {
    closeSubscription(draft, event.key);
  },
  conditionChanged(draft, { key, holds }) {
    const subscription = lookUp(draft.subscriptions, key);
    if (subscription)
      draft.subscriptions = put(draft.subscriptions, ownerOf(draft), key, { ...subscription, holds });
  },
  eventPartsHappened(draft, event) {
    const owner = edit(draft, event.owner);
    const { [event.element]: _, ...others } = owner.happened ?? {};
    const { parts, variables = {} } = event;
    const happened = parts.length > 0 ? { ...others, [event.element]: { parts, variables } } : others;
    owner.happened = Object.keys(happened).length > 0 ? happened : undefined;
  },
  jobCreated(draft, event) {
    seen(draft, event.key);
    const { key, owner, element, jobType, retries, headers } = event;
    draft.jobs = put(draft.jobs, ownerOf(draft), key, { key, owner, element, jobType, retries, headers });
    const holder = edit(draft, owner);
    holder.jobs = [...holder.jobs, key];
  },
  jobCompleted(draft, { key, heard }) {
    const job = heard && lookUp(draft.jobs, key);
    closeJob(draft, { key });
    if (job) edit(draft, job.owner).heard = heard;
  },
  jobFailed: setRetries,
  jobUpdated: setRetries,
  jobCanceled: closeJob,
  userTaskCreated(draft, event) {
    seen(draft, event.key);
    draft.userTasks = put(draft.userTasks, ownerOf(draft), event.key, taskFrom(event));
    const owner = edit(draft, event.owner);
    owner.userTasks = owner.userTasks.length === 0 ? [event.key] : [...owner.userTasks, event.key];
  },
  userTaskAssigned(draft, event) {
    const task = lookUp(draft.userTasks, event.key);
    if (!task) return;
    const { assignee: _, ...rest } = task;
    const next = event.assignee === null ? rest : { ...rest, assignee: event.assignee };
    draft.userTasks = put(draft.userTasks, ownerOf(draft), event.key, next);
  },
  userTaskUpdated(draft, event) {
    const task = lookUp(draft.userTasks, event.key);
    if (!task) return;
    const { dueAt, followUpAt, ...changes } = event.changes;
    const next = { ...task, ...changes };
    if (dueAt === null) delete next.dueAt;
    else if (dueAt !== undefined) next.dueAt = dueAt;
    if (followUpAt === null) delete next.followUpAt;
    else if (followUpAt !== undefined) next.followUpAt = followUpAt;
    draft.userTasks = put(draft.userTasks, ownerOf(draft), event.key, next);
  },
  userTaskTransitionStarted(draft, { key, transition }) {
    change(draft, key, (task) => ({ ...task, transition }));
  },
  userTaskCorrected(draft, { key, corrections }) {
    change(draft, key, (task) => ({ ...task, corrections: { ...task.corrections, ...corrections } }));
  },
  userTaskTransitionEnded(draft, { key }) {
    change(draft, key, ({ transition: _, corrections: __, ...task }) => task);
  },
  userTaskCompleted(draft, event) {
    draft.hops = undefined;
    closeUserTask(draft, event);
  },
  userTaskCanceled: closeUserTask,
  incidentRaised(draft, event) {
    seen(draft, event.key);
    const { type: _, values: __, ...facts } = event;
    draft.incidents = put(draft.incidents, ownerOf(draft), event.key, facts);
    const owner = edit(draft, event.owner);
    owner.incidents = [...owner.incidents, event.key];
  },
  incidentResolved(draft, event) {
    draft.hops = undefined;
    const incident = lookUp(draft.incidents, event.key);
    draft.incidents = put(draft.incidents, ownerOf(draft), event.key, undefined);
    if (!incident || !lookUp(draft.elements, incident.owner)) return;
    const owner = edit(draft, incident.owner);
    owner.incidents = without(owner.incidents, event.key);
  },
} satisfies Partial<Appliers>;

function closeSubscription(draft: InstanceState, key: number): void {
  const subscription = lookUp(draft.subscriptions, key);
  draft.subscriptions = put(draft.subscriptions, ownerOf(draft), key, undefined);
  if (subscription?.kind === 'condition' && draft.conditions) {
    const left = put(draft.conditions, ownerOf(draft), key, undefined);
    draft.conditions = left.size > 0 ? left : undefined;
  }
  if (!subscription || !lookUp(draft.elements, subscription.owner)) return;
  const owner = edit(draft, subscription.owner);
  owner.subscriptions = without(owner.subscriptions, key);
}

function closeJob(draft: InstanceState, { key }: { key: number }): void {
  const job = lookUp(draft.jobs, key);
  draft.jobs = put(draft.jobs, ownerOf(draft), key, undefined);
  if (!job || !lookUp(draft.elements, job.owner)) return;
  const owner = edit(draft, job.owner);
  owner.jobs = without(owner.jobs, key);
}

function setRetries(draft: InstanceState, { key, retries }: { key: number; retries: number }): void {
  const job = lookUp(draft.jobs, key);
  if (job) draft.jobs = put(draft.jobs, ownerOf(draft), key, { ...job, retries });
}

function closeUserTask(draft: InstanceState, { key }: { key: number }): void {
  const task = lookUp(draft.userTasks, key);
  draft.userTasks = put(draft.userTasks, ownerOf(draft), key, undefined);
  if (!task || !lookUp(draft.elements, task.owner)) return;
  const owner = edit(draft, task.owner);
  owner.userTasks = without(owner.userTasks, key);
}

function change(draft: InstanceState, key: number, changed: (task: UserTask) => UserTask): void {
  const task = lookUp(draft.userTasks, key);
  if (task) draft.userTasks = put(draft.userTasks, ownerOf(draft), key, changed(task));
}
