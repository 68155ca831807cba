// What element instances wait for: opened, triggered, withdrawn.
import { eventDefinitions } from './eventDefinitions/index.ts';
import { happened } from './eventParts.ts';
import type { SubscriptionFacts } from './events.ts';
import type { Node } from './executable.ts';
import { fireHandler, goesOnHearing, isHandler } from './handlers.ts';
import type { Variables } from './json.ts';
import { resume } from './lifecycle.ts';
import type { ElementInstance, Subscription } from './state.ts';
import { emit, instanceOf, nextKey, type Step } from './step.ts';
import { lookUp } from './table.ts';
import { createUserTask } from './work.ts';

export function open(step: Step, facts: SubscriptionFacts): void {
  emit(step, { type: 'subscriptionOpened', key: nextKey(step), ...facts });
}

/** Opens what the event `node` waits for, owned by `owner`. */
export function subscribe(step: Step, node: Node, owner: ElementInstance): 'open' | 'undefined' | 'incident' {
  const { definition } = node;
  const behavior = definition && eventDefinitions[definition.type];
  return definition && behavior?.subscribe ? behavior.subscribe(step, node, owner, definition) : 'undefined';
}

/**
 * What the handlers of an element that was entered wait for; on a retry, those that are not armed yet: a term that runs
 * goes on running. False: an incident was raised.
 */
export function openEach(step: Step, handlers: readonly Node[], key: number): boolean {
  for (const handler of handlers) {
    const host = instanceOf(step, key);
    if (host.fired.includes(handler.id) || awaits(step, host, handler.id)) continue;
    const state = subscribe(step, handler, host);
    if (state === 'incident') return false;
    if (state === 'undefined') createUserTask(step, handler, host, 'occurrence');
  }
  return true;
}

/** Whether `owner` waits for that element's event already. One with several definitions looks at each by itself. */
export function awaits(step: Step, owner: ElementInstance, element: string): boolean {
  const { subscriptions, userTasks } = step.draft;
  if (owner.userTasks.some((key) => lookUp(userTasks, key)?.element === element)) return true;
  if (step.exe.nodes.get(element)?.parts) return false;
  return owner.subscriptions.some((key) => lookUp(subscriptions, key)?.element === element);
}

/** Withdraws everything that an element instance waits for. */
export function closeAll(step: Step, me: ElementInstance): void {
  if (me.subscriptions.length > 0)
    for (const key of me.subscriptions) emit(step, { type: 'subscriptionClosed', key });
  if (me.userTasks.length > 0) for (const key of me.userTasks) emit(step, { type: 'userTaskCanceled', key });
  if (me.jobs.length > 0) for (const key of me.jobs) emit(step, { type: 'jobCanceled', key });
  if (me.incidents.length > 0) for (const key of me.incidents) emit(step, { type: 'incidentResolved', key });
}

/** A message or signal arrived; a non-interrupting handler goes on hearing. */
export function hear(
  step: Step,
  subscription: Subscription,
  variables: Variables,
  messageKey?: number,
): void {
  const node = step.exe.nodes.get(subscription.element);
  const goesOn = goesOnHearing(step, node, subscription.owner);
  const facts = {
    ...(messageKey !== undefined && { messageKey }),
    ...(goesOn && { next: { dueAt: 0, repetitions: -1 } }),
  };
  emit(step, { type: 'subscriptionTriggered', key: subscription.key, ...facts });
  trigger(step, subscription, variables);
}

/** A timer fired, a message or signal arrived. The event `subscriptionTriggered` was emitted before. */
export function trigger(step: Step, subscription: Subscription, variables: Variables): void {
  const { owner, definition } = subscription;
  const handler = step.exe.nodes.get(subscription.element);
  const brought = handler?.parts ? happened(step, handler, owner, definition, variables) : variables;
  if (!brought) return;
  if (isHandler(handler)) fireHandler(step, handler, owner, brought);
  else resume(step, instanceOf(step, owner), { kind: 'subscription', subscription }, brought);
}
