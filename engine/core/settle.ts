// When no token can move by itself: the waiting joins are asked again, then empty scopes end.
import type { Node } from './executable.ts';
import { enter, finish } from './lifecycle.ts';
import type { ElementInstance } from './state.ts';
import { allVariablesAt, emit, instanceOf, isLive, nodeOf, raise, type Step } from './step.ts';
import { lookUp } from './table.ts';

/** Fires every join that is ready in the touched scopes. True when something moved. */
export function settle(step: Step): boolean {
  for (const key of step.touched) {
    const scope = lookUp(step.draft.elements, key);
    if (!scope || scope.tokens.length === 0) continue;
    if (fireReadyJoin(step, scope)) return true;
  }
  return false;
}

function fireReadyJoin(step: Step, scope: ElementInstance): boolean {
  for (const [node, waiting] of joinsWaiting(step, scope)) {
    const flows = node.inner.join?.(step, node, scope, waiting);
    if (!flows) continue;
    enter(step, node, scope.key, flows);
    return true;
  }
  return false;
}

/** Joins with tokens, in the order of the drawing. */
function joinsWaiting(step: Step, scope: ElementInstance): [Node, string[]][] {
  const waiting = new Map<Node, string[]>();
  for (const id of scope.tokens) {
    const target = step.exe.flows.get(id)?.target;
    if (!target?.inner.join) continue;
    const flows = waiting.get(target);
    if (flows) flows.push(id);
    else waiting.set(target, [id]);
  }
  return [...waiting].sort(([a], [b]) => a.order - b.order);
}

/** Ends one touched scope that has nothing left inside. True when something moved. */
export function endEmptyScopes(step: Step): boolean {
  for (const key of step.touched) {
    step.touched.delete(key);
    const scope = lookUp(step.draft.elements, key);
    if (!scope || (scope.children && scope.children.size > 0) || isWaiting(scope)) continue;
    if (scope.tokens.length > 0) {
      if (unblock(step, scope)) return true;
      continue;
    }
    endScope(step, scope);
    return true;
  }
  return false;
}

/** A leaf that was touched as a scope never is one; a scope with an incident waits for it. */
function isWaiting(scope: ElementInstance): boolean {
  return scope.incidents.length > 0 || scope.userTasks.length > 0 || scope.jobs.length > 0;
}

/**
 * Only joins hold tokens and nothing else lives in the scope. Inclusive joins that wait for each other: the first in
 * the drawing's order goes (one must); parallel joins starve, which people have to see.
 */
function unblock(step: Step, scope: ElementInstance): boolean {
  const joins = joinsWaiting(step, scope);
  const first = joins.find(([node]) => node.inner.breaksTies);
  if (first) {
    enter(step, first[0], scope.key, [...new Set(first[1])]);
    return true;
  }
  const starving = joins.map(([node]) => node.id);
  raise(step, scope.key, 'join', { code: 'JOIN_STARVED', values: { joins: starving } });
  return false;
}

function endScope(step: Step, scope: ElementInstance): void {
  const node = nodeOf(step, scope);
  if (scope.scope === 0) {
    if (!isLive(step, scope.key)) return;
    const variables = step.draft.parent ? allVariablesAt(step, scope.key) : undefined;
    for (const key of instanceOf(step, scope.key).subscriptions)
      emit(step, { type: 'subscriptionClosed', key });
    emit(step, { type: 'instanceCompleted', ...(variables && { variables }) });
  } else if (scope.loop && node.behavior.emptied) node.behavior.emptied(step, node, scope);
  else if (!scope.loop && node.inner.emptied) node.inner.emptied(step, node, scope);
  else finish(step, scope.key);
}
