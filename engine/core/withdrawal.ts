// Withdraws what runs: element instances with everything inside them, and tokens that wait.
import { abandonCompensation, undoable } from './compensation.ts';
import { emit, instanceOf, type Step, touch } from './step.ts';
import { closeAll } from './subscriptions.ts';
import { keys } from './table.ts';

/** An element instance with everything inside it; innermost first. `keep`: what had completed inside can be undone. */
export function terminate(step: Step, key: number, keep = false): void {
  terminateInside(step, key, undefined, keep);
  const me = instanceOf(step, key);
  closeAll(step, me);
  if (me.called) emit(step, { type: 'childAbandoned', key });
  const compensable = keep && undoable(me).length > 0;
  emit(step, { type: 'elementTerminated', key, ...(compensable && { compensable }) });
  touch(step, me.scope);
}

/** The contents of a scope: element instances and waiting tokens. `except` stays. */
export function terminateInside(step: Step, scope: number, except?: number, keep = false): void {
  const { children } = instanceOf(step, scope);
  if (children) {
    // What began last ends first; unless it is to be undone, last first.
    const inside = keep ? keys(children) : keys(children).reverse();
    for (const child of inside) if (child !== except) terminate(step, child, keep);
  }
  const { tokens } = instanceOf(step, scope);
  if (tokens.length > 0) emit(step, { type: 'tokensRemoved', scope, flows: [...tokens] });
  const { resetting } = instanceOf(step, scope);
  for (const gateway in resetting) emit(step, { type: 'gatewayActivated', scope, gateway, by: [] });
  step.waiting?.delete(scope);
  if (step.exe.compensates) abandonCompensation(step, scope);
}
