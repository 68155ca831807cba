// Turns the events of one instance into the steps that a person replays: pure, so that server and browser agree.
import type { Event } from '../../engine/core/events.ts';
import type { Json } from '../../engine/core/json.ts';
import { type Fold, newFold, type Owned } from './fold.ts';
import type { ReplayBatch, ReplayStep, StepKind } from './step.ts';

export function replaySteps(batches: ReplayBatch[]): ReplayStep[] {
  const fold = newFold();
  for (const batch of batches) {
    const first = fold.steps.length;
    for (const event of batch.events) take(fold, batch, event);
    keepPending(fold, batch, first);
  }
  return fold.steps;
}

/** Values set after the batch's last step belong to that step; a batch that only sets values is a step itself. */
function keepPending(fold: Fold, batch: ReplayBatch, first: number): void {
  if (fold.pending.length === 0) return;
  const last = fold.steps.length > first ? fold.steps.at(-1) : undefined;
  if (last) {
    last.changes.push(...fold.pending);
    fold.pending = [];
  } else {
    const scope = fold.pending[0]!.scope;
    add(fold, batch, 'valuesSet', { element: fold.elementOf.get(scope)?.element ?? '', owner: scope });
  }
}

function add(
  fold: Fold,
  batch: ReplayBatch,
  kind: StepKind,
  of: Owned,
  more: Partial<ReplayStep> = {},
): void {
  fold.steps.push({
    number: fold.steps.length + 1,
    sequence: batch.sequence,
    at: batch.at,
    actor: batch.actor,
    kind,
    element: of.element,
    elementKey: of.owner,
    taken: [],
    changes: fold.pending,
    ...more,
  });
  fold.pending = [];
}

function take(fold: Fold, batch: ReplayBatch, event: Event): void {
  switch (event.type) {
    case 'instanceCreated':
      fold.elementOf.set(event.key, { element: event.processId, at: batch.at });
      break;
    case 'instanceCompleted':
    case 'instanceTerminated':
      endCase(fold, batch, event.type === 'instanceCompleted' ? 'caseCompleted' : 'caseTerminated');
      break;
    case 'elementActivated':
      fold.elementOf.set(event.key, { element: event.element, at: batch.at });
      add(fold, batch, 'arrived', { element: event.element, owner: event.key });
      break;
    case 'elementCompleted':
      complete(fold, batch, event.key, event.taken ?? []);
      break;
    case 'elementTerminated':
      leave(fold, batch, 'terminated', event.key);
      break;
    case 'variablesSet':
      setValues(fold, event.scope, event.variables);
      break;
    default:
      takeWork(fold, batch, event);
      break;
  }
}

/** What happens to the work that elements wait for: tasks, jobs, subscriptions, incidents. */
function takeWork(fold: Fold, batch: ReplayBatch, event: Event): void {
  switch (event.type) {
    case 'userTaskCreated':
      fold.ownerOfTask.set(event.key, event);
      break;
    case 'jobCreated':
      fold.ownerOfJob.set(event.key, event);
      break;
    case 'subscriptionOpened':
      fold.ownerOfSubscription.set(event.key, event);
      break;
    case 'userTaskAssigned': {
      const owner = fold.ownerOfTask.get(event.key);
      if (!owner) break;
      if (event.assignee === null) add(fold, batch, 'released', owner);
      else add(fold, batch, 'assigned', owner, { detail: event.assignee });
      break;
    }
    case 'userTaskUpdated':
      addOwned(fold, batch, 'changed', fold.ownerOfTask.get(event.key));
      break;
    case 'subscriptionTriggered': {
      const owner = fold.ownerOfSubscription.get(event.key);
      addOwned(fold, batch, 'triggered', owner, owner?.name === undefined ? {} : { detail: owner.name });
      break;
    }
    case 'jobFailed':
      addOwned(fold, batch, 'jobFailed', fold.ownerOfJob.get(event.key), { detail: event.message });
      break;
    case 'incidentRaised':
      fold.ownerOfIncident.set(event.key, event);
      add(fold, batch, 'incident', event, { detail: event.code });
      break;
    case 'incidentResolved':
      addOwned(fold, batch, 'incidentResolved', fold.ownerOfIncident.get(event.key));
      break;
    case 'errorThrown':
      add(fold, batch, 'error', event, { detail: event.code });
      break;
    case 'gatewayAnswered':
      // Without flows it says that the gateway has used the answer up.
      if (event.flows.length > 0) answered(fold, batch, event.scope, event.gateway, event.flows);
      break;
    default:
  }
}

function answered(fold: Fold, batch: ReplayBatch, owner: number, element: string, answer: string[]): void {
  add(fold, batch, 'answered', { element, owner }, { answer });
}

function addOwned(
  fold: Fold,
  batch: ReplayBatch,
  kind: StepKind,
  owner: Owned | undefined,
  more: Partial<ReplayStep> = {},
): void {
  if (owner) add(fold, batch, kind, { element: owner.element, owner: owner.owner }, more);
}

function complete(fold: Fold, batch: ReplayBatch, key: number, taken: string[]): void {
  const last = fold.steps.at(-1);
  if (last && last.kind === 'arrived' && last.elementKey === key && last.sequence === batch.sequence) {
    last.kind = 'passed';
    last.taken = taken;
    last.duration = 0;
    last.changes.push(...fold.pending);
    fold.pending = [];
    return;
  }
  leave(fold, batch, 'completed', key, taken);
}

function leave(
  fold: Fold,
  batch: ReplayBatch,
  kind: 'completed' | 'terminated',
  key: number,
  taken: string[] = [],
) {
  const known = fold.elementOf.get(key);
  if (!known) return;
  add(fold, batch, kind, { element: known.element, owner: key }, { taken, duration: batch.at - known.at });
}

function endCase(fold: Fold, batch: ReplayBatch, kind: 'caseCompleted' | 'caseTerminated'): void {
  const [first] = fold.elementOf;
  if (!first) return;
  const [key, { element, at }] = first;
  add(fold, batch, kind, { element, owner: key }, { duration: batch.at - at });
}

function setValues(fold: Fold, scope: number, variables: { [name: string]: Json }): void {
  for (const [name, after] of Object.entries(variables)) {
    const id = `${scope} ${name}`;
    const before = fold.values.get(id);
    // Setting what is there already changes nothing.
    if (before !== undefined && JSON.stringify(before) === JSON.stringify(after)) continue;
    fold.values.set(id, after);
    fold.pending.push(before === undefined ? { name, scope, after } : { name, scope, before, after });
  }
}
