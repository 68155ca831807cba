// Transactions: a cancel end event withdraws what still runs, undoes what has completed, then leaves by the cancel
// boundary event (BPMN 2.0.2, 10.3.5 and 13.5.3).
import { undoAll, undoable } from './compensation.ts';
import type { Node } from './executable.ts';
import { fireHandler } from './handlers.ts';
import { complete, terminateInside } from './lifecycle.ts';
import type { ElementInstance } from './state.ts';
import { emit, instanceOf, nodeOf, raise, type Step, touch } from './step.ts';
import { closeAll } from './subscriptions.ts';
import { keys, lookUp } from './table.ts';

/** True: nothing is left to cancel, and the event simply ends. */
export function cancelTransaction(step: Step, me: ElementInstance): boolean {
  const transaction = transactionAround(step, me);
  if (!transaction || isCanceling(transaction)) return true;
  complete(step, me.key, []);
  withdraw(step, transaction);
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

function isCanceling({ key, compensation }: ElementInstance): boolean {
  return compensation?.runs.some(({ by }) => by === key) ?? false;
}

/** Nothing more can happen to it but its end; iterations that were under way leave what they had completed. */
function withdraw(step: Step, { key, loop, children }: ElementInstance): void {
  closeAll(step, instanceOf(step, key));
  if (!loop) return terminateInside(step, key);
  for (const iteration of children ? keys(children) : []) {
    terminateInside(step, iteration);
    closeAll(step, instanceOf(step, iteration));
    const compensable = undoable(instanceOf(step, iteration)).length > 0;
    emit(step, { type: 'elementTerminated', key: iteration, ...(compensable && { compensable }) });
  }
  touch(step, key);
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
