// Event subprocesses: handlers that lie inside the scope which they serve (BPMN 2.0.2, 13.5.4). Each run of one is a child of
// that scope with tokens of its own; the scope's element instance owns what the starts wait for.
import { askOpened } from './conditions.ts';
import type { Node } from './executable.ts';
import { interrupts } from './handlers.ts';
import type { Variables } from './json.ts';
import { finish, loops, prepare, record } from './lifecycle.ts';
import type { ElementInstance } from './state.ts';
import { emit, instanceOf, isLive, nodeOf, type Step } from './step.ts';
import { openEach } from './subscriptions.ts';
import { lookUp, some } from './table.ts';
import { propagate, setLocal } from './variables.ts';
import { terminateInside } from './withdrawal.ts';

/** `interrupted`: one of them began at once, and nothing else is to begin in the scope. */
export type Opened = 'ready' | 'incident' | 'interrupted';

/** Before the content of a scope begins: what the starts of its event subprocesses wait for. */
export function openHandlers(step: Step, scope: Node, key: number): Opened {
  if (!openEach(step, scope.handlers ?? [], key)) return 'incident';
  if (!step.stirred) return 'ready';
  askOpened(step, key);
  return isInterrupted(step, key) ? 'interrupted' : 'ready';
}

/** Whether more of a scope's content may begin: what began so far may have ended the scope, or interrupted it. */
export function goesOn(step: Step, scope: Node, key: number): boolean {
  return isLive(step, key) && (scope.handlers === undefined || !isInterrupted(step, key));
}

function isInterrupted(step: Step, scope: number): boolean {
  return some(instanceOf(step, scope).children, (key) => {
    const node = nodeOf(step, instanceOf(step, key));
    const [start] = node.starts;
    return node.model?.triggeredByEvent === true && start !== undefined && interrupts(start);
  });
}

/**
 * The scope's content is withdrawn by an interrupting start, other event subprocesses that run included, and no other
 * start of the scope can happen any more. What an interrupted scope had incidents about is gone with it.
 */
export function fireEventSubprocess(
  step: Step,
  start: Node,
  scope: number,
  variables: Variables,
  interrupting: boolean,
): void {
  const subprocess = start.parent as Node;
  const keeps = start.model?.outputs !== undefined;
  if (interrupting) {
    terminateInside(step, scope);
    closeHandlers(step, scope);
    const me = instanceOf(step, scope);
    nodeOf(step, me).inner.interrupted?.(step, nodeOf(step, me), me);
    for (const incident of instanceOf(step, scope).incidents)
      emit(step, { type: 'incidentResolved', key: incident });
  }
  if (!keeps) propagate(step, scope, variables);
  const key = record(step, subprocess, scope);
  if (loops(step, subprocess, key) || !prepare(step, subprocess, key, subprocess.inner)) {
    // Whoever retries begins at the start event: what the event brought waits for it here.
    if (keeps) setLocal(step, key, variables);
    return;
  }
  const at = record(step, start, key);
  if (keeps) setLocal(step, at, variables);
  finish(step, at);
}

/** Withdraws what the starts of a scope's event subprocesses wait for; boundary events of the scope stay. */
export function closeHandlers(step: Step, scope: number): void {
  const me = instanceOf(step, scope);
  const isStart = (element: string | undefined) =>
    element !== undefined && step.exe.nodes.get(element)?.handler === 'eventSubprocess';
  for (const key of me.subscriptions)
    if (isStart(lookUp(step.draft.subscriptions, key)?.element))
      emit(step, { type: 'subscriptionClosed', key });
  for (const key of me.userTasks)
    if (isStart(lookUp(step.draft.userTasks, key)?.element)) emit(step, { type: 'userTaskCanceled', key });
}

/**
 * Whether event subprocesses may still begin in a scope: not where it was interrupted, nor where all that is left are
 * event subprocesses that it waits for (BPMN 2.0.2, 13.5.4: "no new Event Sub-Processes can be initiated").
 */
export function takesHandlers(step: Step, scope: ElementInstance): boolean {
  if (scope.tokens.length > 0) return true;
  return some(scope.children, (key) => {
    const child = instanceOf(step, key);
    return !child.undoing && nodeOf(step, child).model?.triggeredByEvent !== true;
  });
}
