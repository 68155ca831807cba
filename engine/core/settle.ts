// When no token can move by itself: the waiting joins are asked again, then empty scopes end.
import { endClocks } from './clocks.ts';
import { compensateNext, endRestored } from './compensation.ts';
import { crowded } from './crowding.ts';
import { closeHandlers, takesHandlers } from './eventSubprocess.ts';
import type { Node } from './executable.ts';
import { joinsWaiting } from './joins.ts';
import { enter, finish } from './lifecycle.ts';
import { listen } from './listeners.ts';
import type { ElementInstance } from './state.ts';
import { allVariablesAt, emit, instanceOf, isLive, nodeOf, raise, type Step, touch } from './step.ts';
import { closeAll } from './subscriptions.ts';
import { lookUp } from './table.ts';

/** Fires the first join that is ready in the touched scopes. True when something moved, which touches its scope again. */
export function settle(step: Step): boolean {
  for (let key = step.touched.take(); key !== undefined; key = step.touched.take()) {
    const scope = lookUp(step.draft.elements, key);
    if (!scope || (scope.tokens.length === 0 && !scope.resetting)) continue;
    if (fireReadyJoin(step, scope) || resetJoin(step, scope) || breakTie(step, scope)) return true;
  }
  return false;
}

function fireReadyJoin(step: Step, scope: ElementInstance): boolean {
  for (const { node, flows: waiting } of joinsWaiting(step, scope)) {
    const flows = node.inner.join?.(step, node, scope, waiting);
    // One that makes more tokens than it takes waits where there are too many already.
    if (!flows || (flows.length < node.outgoing.length && crowded(step, scope, node))) continue;
    fire(step, node, scope.key, flows);
    return true;
  }
  return false;
}

function fire(step: Step, node: Node, scope: number, flows: string[]): void {
  node.inner.fires?.(step, node, scope, flows);
  enter(step, node, scope, flows);
}

/** Resets the first join that was activated and that nothing more can reach. */
function resetJoin(step: Step, scope: ElementInstance): boolean {
  if (!scope.resetting) return false;
  const joins = joinsWaiting(step, scope);
  for (const id in scope.resetting) {
    const node = step.exe.nodes.get(id) as Node;
    const waiting = joins.find((join) => join.node === node)?.flows ?? [];
    const ready = node.inner.reset?.(step, node, scope, waiting);
    if (!ready) continue;
    if (ready.silent) node.inner.fires?.(step, node, scope.key, []);
    else fire(step, node, scope.key, ready.flows);
    return true;
  }
  return false;
}

/** Joins that hold up only each other would wait for ever: the first of them in the drawing's order goes. */
function breakTie(step: Step, scope: ElementInstance): boolean {
  const joins = joinsWaiting(step, scope);
  if (!joins.some(({ node }) => node.inner.heldUpBy)) return false;
  let tied = joins.flatMap(({ node, flows: waiting }) => {
    const by = node.inner.heldUpBy?.(step, node, scope, waiting);
    return by && !by.running ? [{ node, takes: by.takes ?? [...new Set(waiting)], by: by.joins }] : [];
  });
  for (let before = -1; before !== tied.length; ) {
    before = tied.length;
    const nodes = new Set(tied.map(({ node }) => node));
    tied = tied.filter(({ by }) => by.every((join) => nodes.has(join)));
  }
  const first = tied[0];
  if (first) fire(step, first.node, scope.key, first.takes);
  return first !== undefined;
}

/** Ends one touched scope that has nothing left inside. True when something moved. */
export function endEmptyScopes(step: Step): boolean {
  for (let key = step.ending.take(); key !== undefined; key = step.ending.take()) {
    const scope = lookUp(step.draft.elements, key);
    if (scope?.compensation && compensateNext(step, scope)) return true;
    // An incident keeps its scope until somebody has looked, a listener until it has heard.
    if (!scope || scope.incidents.length > 0 || scope.jobs.length > 0) continue;
    if (scope.children && scope.children.size > 0) {
      // Waits for event subprocesses that run, and begins no more of them.
      if (nodeOf(step, scope).handlers && !takesHandlers(step, scope)) closeHandlers(step, key);
      continue;
    }
    if (scope.tokens.length > 0) {
      if (unblock(step, scope)) return true;
      continue;
    }
    endScope(step, scope);
    return true;
  }
  return false;
}

/**
 * Only joins hold tokens and nothing else lives in the scope. An inclusive join that waits for one that starves goes;
 * parallel joins starve, which people have to see.
 */
function unblock(step: Step, scope: ElementInstance): boolean {
  const joins = joinsWaiting(step, scope);
  for (const { node, flows: waiting } of joins) {
    const by = node.inner.heldUpBy?.(step, node, scope, waiting);
    if (!by) continue;
    fire(step, node, scope.key, by.takes ?? [...new Set(waiting)]);
    return true;
  }
  const starving = joins.map(({ node }) => node.id);
  raise(step, scope.key, 'join', { code: 'JOIN_STARVED', values: { joins: starving } });
  return false;
}

/** Somebody has looked and lets the first join that starves go on with the branches that came. */
export function goOnStarved(step: Step, scope: ElementInstance): void {
  const [first] = joinsWaiting(step, scope);
  if (first) fire(step, first.node, scope.key, [...new Set(first.flows)]);
  // What held tokens is gone meanwhile: the scope may end now.
  else touch(step, scope.key);
}

function endScope(step: Step, scope: ElementInstance): void {
  if (scope.undoing?.restored) return endRestored(step, scope);
  const node = nodeOf(step, scope);
  if (scope.scope === 0) {
    if (!isLive(step, scope.key)) return;
    const heard = scope.heard?.event === 'end' ? scope.heard.count : 0;
    if (node.endListeners === undefined || !listen(step, node, scope.key, 'end', heard))
      completeProcess(step);
  } else if (scope.loop && node.behavior.emptied) node.behavior.emptied(step, node, scope);
  else if (!scope.loop && node.inner.emptied) node.inner.emptied(step, node, scope);
  else finish(step, scope.key);
}

/** The process has come to its end. */
export function completeProcess(step: Step): void {
  const { key, parent } = step.draft;
  const variables = parent ? allVariablesAt(step, key) : undefined;
  if (step.exe.clocks !== undefined) endClocks(step, 'completed');
  closeAll(step, instanceOf(step, key));
  emit(step, { type: 'instanceCompleted', ...(variables && { variables }) });
}
