// Which joins of a scope have tokens, counted once a step and kept up to date: asking them all after each token is cubic.
import type { Node } from './executable.ts';
import type { ElementInstance } from './state.ts';
import type { Step } from './step.ts';

/** Joins with tokens, in the order of the drawing; the flows of each in the order of arrival. */
export function joinsWaiting(step: Step, scope: ElementInstance): [Node, string[]][] {
  step.waiting ??= new Map();
  let waiting = step.waiting.get(scope.key);
  if (!waiting) {
    waiting = new Map();
    step.waiting.set(scope.key, waiting);
    arrived(step, scope.key, scope.tokens);
  }
  return [...waiting].sort(([a], [b]) => a.order - b.order);
}

/** Tokens came on these flows. */
export function arrived(step: Step, scope: number, flows: readonly string[]): void {
  const waiting = step.waiting?.get(scope);
  if (!waiting) return;
  for (const id of flows) {
    const target = step.exe.flows.get(id)?.target;
    if (!target?.inner.join) continue;
    const list = waiting.get(target);
    if (list) list.push(id);
    else waiting.set(target, [id]);
  }
}

/** A node took one token from each of these flows. */
export function taken(step: Step, scope: number, node: Node, flows: readonly string[]): void {
  const waiting = step.waiting?.get(scope);
  const list = waiting?.get(node);
  if (!waiting || !list) return;
  for (const id of flows) {
    const at = list.indexOf(id);
    if (at >= 0) list.splice(at, 1);
  }
  if (list.length === 0) waiting.delete(node);
}
