// What stops an instance before it fills memory or takes its neighbour's keys: one incident, and nothing more begins.
import type { Node } from './executable.ts';
import type { Json } from './json.ts';
import { MOST_KEYS, MOST_TOKENS } from './limits.ts';
import type { ElementInstance } from './state.ts';
import { instanceOf, raise, type Step } from './step.ts';
import { lookUp } from './table.ts';

/**
 * A drawing that forks without joining doubles its tokens at every turn. True: they stay on their flows, and one incident says so until somebody has looked.
 */
export function crowded(step: Step, scope: ElementInstance, entered: Node): boolean {
  if (scope.tokens.length + (scope.children?.size ?? 0) <= MOST_TOKENS) return false;
  raiseOnce(step, scope, 'TOO_MANY_TOKENS', { next: entered.id, limit: MOST_TOKENS });
  return true;
}

/** True: the instance has had nearly all of its keys, so what was activated does no work. It can only be canceled. */
export function isTooLong(step: Step): boolean {
  if (step.draft.counter < MOST_KEYS) return false;
  raiseOnce(step, instanceOf(step, step.draft.key), 'INSTANCE_TOO_LONG', { limit: MOST_KEYS });
  return true;
}

function raiseOnce(step: Step, owner: ElementInstance, code: string, values: { [name: string]: Json }): void {
  const known = owner.incidents.some((key) => lookUp(step.draft.incidents, key)?.code === code);
  if (!known) raise(step, owner.key, 'join', { code, values });
}
