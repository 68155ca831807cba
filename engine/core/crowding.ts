// A drawing that forks without joining doubles its tokens at every turn: they stop where they are before they fill memory.
import type { Node } from './executable.ts';
import { MOST_TOKENS } from './limits.ts';
import type { ElementInstance } from './state.ts';
import { raise, type Step } from './step.ts';
import { lookUp } from './table.ts';

/** True: the tokens stay on their flows, and one incident says so until somebody has looked. */
export function crowded(step: Step, scope: ElementInstance, entered: Node): boolean {
  if (scope.tokens.length + (scope.children?.size ?? 0) <= MOST_TOKENS) return false;
  const known = scope.incidents.some((key) => lookUp(step.draft.incidents, key)?.code === 'TOO_MANY_TOKENS');
  const values = { next: entered.id, limit: MOST_TOKENS };
  if (!known) raise(step, scope.key, 'join', { code: 'TOO_MANY_TOKENS', values });
  return true;
}
