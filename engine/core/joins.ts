// Which joins of a scope have tokens, counted once a step and kept up to date: asking them all after each token is cubic.
import type { Node } from './executable.ts';
import type { ElementInstance } from './state.ts';
import type { Step } from './step.ts';

/** A join with tokens; their flows in the order of arrival, one entry a token. */
export interface WaitingJoin {
  node: Node;
  flows: string[];
}

/** Joins with tokens, in the order of the drawing. */
export function joinsWaiting(step: Step, scope: ElementInstance): readonly WaitingJoin[] {
  step.waiting ??= new Map();
  const known = step.waiting.get(scope.key);
  if (known) return known;
  const joins: WaitingJoin[] = [];
  step.waiting.set(scope.key, joins);
  arrived(step, scope.key, scope.tokens);
  return joins;
}

/** Tokens came on these flows. */
export function arrived(step: Step, scope: number, flows: readonly string[]): void {
  const joins = step.waiting?.get(scope);
  if (!joins) return;
  for (const id of flows) {
    const node = step.exe.flows.get(id)?.target;
    if (!node?.inner.join) continue;
    const at = placeOf(joins, node);
    const join = joins[at];
    if (join?.node === node) join.flows.push(id);
    else joins.splice(at, 0, { node, flows: [id] });
  }
}

/** A node took one token from each of these flows. */
export function taken(step: Step, scope: number, node: Node, flows: readonly string[]): void {
  const joins = step.waiting?.get(scope);
  if (!joins || !node.inner.join) return;
  const at = placeOf(joins, node);
  const join = joins[at];
  if (join?.node !== node) return;
  if (join.flows.length === flows.length) joins.splice(at, 1);
  else for (const id of flows) join.flows.splice(join.flows.indexOf(id), 1);
}

/** Where in the drawing's order a join is, or would be. */
function placeOf(joins: readonly WaitingJoin[], { order }: Node): number {
  let from = 0;
  for (let to = joins.length; from < to; ) {
    const middle = (from + to) >> 1;
    if ((joins[middle] as WaitingJoin).node.order < order) from = middle + 1;
    else to = middle;
  }
  return from;
}
