// Messages that an element sends along the message flows of its drawing as it ends, each into its own case.
import type { Node } from './executable.ts';
import { goesTooFar } from './hops.ts';
import type { ElementInstance } from './state.ts';
import { emit, type Step } from './step.ts';
import { contentsOf } from './variables.ts';

/** How long such a message waits for who is to receive it: the other pool may take its time. */
export const FLOW_TIME_TO_LIVE = 366 * 86_400_000;

/** False: an incident was raised. */
export function sendAlong(step: Step, node: Node, me: ElementInstance, names: readonly string[]): boolean {
  const known = names.find((name) => goesTooFar(step, me, name, 'leave'));
  if (known !== undefined) return false;
  for (const name of names)
    emit(step, {
      type: 'messageThrown',
      element: node.id,
      owner: me.key,
      name,
      correlationKey: caseKey(step),
      variables: contentsOf(step, node.model, me),
      timeToLive: FLOW_TIME_TO_LIVE,
      inCase: true,
    });
  return true;
}

/** What a case is found by where the drawing says nothing: its business key, else its own. */
export function caseKey({ draft }: Step): string {
  return draft.businessKey ?? String(draft.rootKey);
}
