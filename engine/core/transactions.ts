// Transactions: a cancel end event withdraws what still runs, undoes what has completed, then leaves by the cancel
// boundary event (BPMN 2.0.2, 10.3.5 and 13.5.3).
import { isCanceling, undoAll } from './compensation.ts';
import type { Node } from './executable.ts';
import { fireHandler } from './handlers.ts';
import { complete } from './lifecycle.ts';
import type { ElementInstance } from './state.ts';
import { instanceOf, nodeOf, raise, type Step } from './step.ts';
import { closeAll } from './subscriptions.ts';
import { lookUp } from './table.ts';
import { terminateInside } from './withdrawal.ts';

/** True: nothing is left to cancel, and the event simply ends. */
export function cancelTransaction(step: Step, me: ElementInstance): boolean {
  const transaction = transactionAround(step, me);
  if (!transaction || isCanceling(transaction)) return true;
  complete(step, me.key, []);
  withdraw(step, transaction.key);
  undoAll(step, transaction.key, transaction.key);
  return false;
}

/** The nearest transaction around; of a repeated one its body: canceling one iteration cancels the activity. */
function transactionAround(step: Step, me: ElementInstance): ElementInstance | undefined {
  for (let at = lookUp(step.draft.elements, me.scope); at; at = lookUp(step.draft.elements, at.scope)) {
    if (nodeOf(step, at).model?.type !== 'transaction') continue;
    if (at.undoing?.restored) return undefined;
    return at.index === undefined ? at : lookUp(step.draft.elements, at.scope);
  }
  return undefined;
}

/**
 * Nothing more can happen to it but its end. What is under way inside is withdrawn, and what had completed in there is
 * undone with the rest (BPMN 2.0.2, 10.7: canceling an active subprocess compensates its completed portions).
 */
function withdraw(step: Step, key: number): void {
  closeAll(step, instanceOf(step, key));
  terminateInside(step, key, undefined, true);
}

/** Everything is undone: the token leaves by the cancel boundary event. */
export function leaveCanceled(step: Step, key: number): void {
  const boundary = nodeOf(step, instanceOf(step, key)).boundary.find(catchesCancel);
  if (boundary) fireHandler(step, boundary, key, {}, true);
  else raise(step, key, 'activate', { code: 'CANCEL_NOT_CAUGHT', values: {} });
}

function catchesCancel({ definition }: Node): boolean {
  return definition?.type === 'cancel';
}
