// The only writer of state. It copies facts from events into tables and knows no element type.
import type { Event, EventOf } from './events.ts';
import { draftOf, type ElementInstance, emptyState, type InstanceState } from './state.ts';
import { emptyTable, lookUp, type Owner, put } from './table.ts';

/** Writes one event into a draft. Events of a journal always fit; one that does not is a bug and throws. */
export function apply(draft: InstanceState, event: Event): void {
  appliers[event.type](draft, event as never);
}

/** The state after these events; `from` is left as it is. */
export function fold(events: Iterable<Event>, from: InstanceState = emptyState()): InstanceState {
  const draft = draftOf(from);
  for (const event of events) apply(draft, event);
  return draft;
}

/** The element instance as an object that this draft may write. */
function edit(draft: InstanceState, key: number): ElementInstance {
  const found = lookUp(draft.elements, key);
  if (!found) throw new Error(`Expected a live element instance ${key}, but the state holds none`);
  if (found.heldBy === draft.heldBy) return found;
  const copy = { ...found, heldBy: draft.heldBy };
  draft.elements = put(draft.elements, ownerOf(draft), key, copy);
  return copy;
}

function ownerOf(draft: InstanceState): Owner {
  return draft.heldBy as Owner;
}

function seen(draft: InstanceState, key: number): void {
  const counter = key - draft.key;
  if (counter > draft.counter) draft.counter = counter;
}

function addElement(draft: InstanceState, key: number, element: string, scope: number, index?: number): void {
  const owner = ownerOf(draft);
  draft.elements = put(draft.elements, owner, key, {
    heldBy: owner,
    key,
    element,
    scope,
    children: undefined,
    tokens: none,
    variables: undefined,
    subscriptions: none,
    userTasks: none,
    jobs: none,
    incidents: none,
    answers: undefined,
    loop: undefined,
    index,
    called: false,
  });
}

const none: readonly never[] = [];

function removeElement(draft: InstanceState, key: number): ElementInstance | undefined {
  const owner = ownerOf(draft);
  const gone = lookUp(draft.elements, key);
  draft.elements = put(draft.elements, owner, key, undefined);
  if (!gone || gone.scope === 0) return gone;
  const scope = edit(draft, gone.scope);
  if (scope.children) scope.children = put(scope.children, owner, key, undefined);
  return gone;
}

function takeTokens(scope: ElementInstance, flows: readonly string[]): void {
  const tokens = scope.tokens;
  if (tokens.length === 1 && flows.length === 1 && tokens[0] === flows[0]) {
    scope.tokens = none;
    return;
  }
  const left = tokens.slice();
  for (const flow of flows) {
    const at = left.indexOf(flow);
    if (at >= 0) left.splice(at, 1);
  }
  scope.tokens = left;
}

function without(list: readonly number[], key: number): readonly number[] {
  return list.length === 1 && list[0] === key ? none : list.filter((entry) => entry !== key);
}

type Applier<E extends Event> = (draft: InstanceState, event: E) => void;

const nothing = () => {};

const appliers: { [T in Event['type']]: Applier<EventOf<T>> } = {
  instanceCreated(draft, event) {
    draft.key = event.key;
    draft.processId = event.processId;
    draft.definitionKey = event.definitionKey ?? 0;
    draft.rootKey = event.rootKey;
    draft.businessKey = event.businessKey;
    draft.parent = event.parent;
    draft.status = 'active';
    addElement(draft, event.key, event.processId, 0);
  },
  instanceCompleted(draft) {
    draft.status = 'completed';
    removeElement(draft, draft.key);
  },
  instanceTerminated(draft) {
    draft.status = 'terminated';
    removeElement(draft, draft.key);
  },
  elementActivated(draft, event) {
    seen(draft, event.key);
    addElement(draft, event.key, event.element, event.scope, event.index);
    const scope = edit(draft, event.scope);
    scope.children = put(scope.children ?? emptyTable<true>(), ownerOf(draft), event.key, true);
    if (event.consumed) takeTokens(scope, event.consumed);
    if (event.index !== undefined && scope.loop) scope.loop = { ...scope.loop, started: event.index + 1 };
  },
  elementCompleted(draft, event) {
    const gone = removeElement(draft, event.key);
    if (!gone || !event.taken) return;
    const scope = edit(draft, gone.scope);
    scope.tokens = scope.tokens.length === 0 ? event.taken : [...scope.tokens, ...event.taken];
  },
  elementTerminated(draft, event) {
    removeElement(draft, event.key);
  },
  tokensRemoved(draft, event) {
    takeTokens(edit(draft, event.scope), event.flows);
  },
  variablesSet(draft, event) {
    const scope = edit(draft, event.scope);
    scope.variables = { ...scope.variables, ...event.variables };
  },
  loopStarted(draft, event) {
    const body = edit(draft, event.key);
    body.loop = {
      count: event.count,
      ...(event.items && { items: event.items }),
      started: 0,
      collected: emptyTable(),
    };
  },
  itemCollected(draft, event) {
    const body = edit(draft, event.key);
    if (!body.loop) return;
    const collected = put(body.loop.collected, ownerOf(draft), event.index, { value: event.value });
    body.loop = { ...body.loop, collected };
  },
  gatewayAnswered(draft, event) {
    const scope = edit(draft, event.scope);
    const answers = { ...scope.answers };
    if (event.flows.length > 0) answers[event.gateway] = event.flows;
    else delete answers[event.gateway];
    scope.answers = Object.keys(answers).length > 0 ? answers : undefined;
  },
  subscriptionOpened(draft, { type: _, ...facts }) {
    seen(draft, facts.key);
    draft.subscriptions = put(draft.subscriptions, ownerOf(draft), facts.key, facts);
    const owner = edit(draft, facts.owner);
    owner.subscriptions = [...owner.subscriptions, facts.key];
  },
  subscriptionTriggered(draft, event) {
    const subscription = lookUp(draft.subscriptions, event.key);
    if (event.next && subscription) {
      const next = { ...subscription, dueAt: event.next.dueAt, repetitions: event.next.repetitions };
      draft.subscriptions = put(draft.subscriptions, ownerOf(draft), event.key, next);
    } else closeSubscription(draft, event.key);
  },
  subscriptionClosed(draft, event) {
    closeSubscription(draft, event.key);
  },
  jobCreated(draft, event) {
    seen(draft, event.key);
    const { key, owner, element, jobType, retries, headers } = event;
    draft.jobs = put(draft.jobs, ownerOf(draft), key, { key, owner, element, jobType, retries, headers });
    const holder = edit(draft, owner);
    holder.jobs = [...holder.jobs, key];
  },
  jobCompleted: closeJob,
  jobFailed: setRetries,
  jobUpdated: setRetries,
  jobCanceled: closeJob,
  userTaskCreated(draft, { type: _, ...facts }) {
    seen(draft, facts.key);
    draft.userTasks = put(draft.userTasks, ownerOf(draft), facts.key, facts);
    const owner = edit(draft, facts.owner);
    owner.userTasks = [...owner.userTasks, facts.key];
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
  userTaskCompleted: closeUserTask,
  userTaskCanceled: closeUserTask,
  incidentRaised(draft, event) {
    seen(draft, event.key);
    const { type: _, values: __, ...facts } = event;
    draft.incidents = put(draft.incidents, ownerOf(draft), event.key, facts);
    const owner = edit(draft, event.owner);
    owner.incidents = [...owner.incidents, event.key];
  },
  incidentResolved(draft, event) {
    const incident = lookUp(draft.incidents, event.key);
    draft.incidents = put(draft.incidents, ownerOf(draft), event.key, undefined);
    if (!incident || !lookUp(draft.elements, incident.owner)) return;
    const owner = edit(draft, incident.owner);
    owner.incidents = without(owner.incidents, event.key);
  },
  messageThrown: nothing,
  signalThrown: nothing,
  errorThrown: nothing,
  escalationThrown: nothing,
  childCalled(draft, event) {
    edit(draft, event.key).called = true;
  },
  childAbandoned: nothing,
  decisionEvaluated: nothing,
  stepYielded(draft, event) {
    draft.yielded = event.activations;
  },
  stepResumed(draft) {
    draft.yielded = undefined;
  },
};

function closeSubscription(draft: InstanceState, key: number): void {
  const subscription = lookUp(draft.subscriptions, key);
  draft.subscriptions = put(draft.subscriptions, ownerOf(draft), key, undefined);
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
