// Which joins of a scope will wait for a branch that cannot come, by what runs there now: told before they do.
import type { Flow, Node } from './executable.ts';
import { emit, instanceOf, nodeOf, type Step } from './step.ts';
import { forEach } from './table.ts';

/** Joins that need every flow (they go for nobody else), where something can come on some flows and nothing on others. */
export function foreseeStarving(step: Step, key: number): void {
  const scope = instanceOf(step, key);
  const running: Node[] = [];
  if (scope.children)
    forEach(scope.children, (_, child) => running.push(nodeOf(step, instanceOf(step, child))));
  const moving = scope.tokens.flatMap((id) => step.exe.flows.get(id) ?? []);
  const container = nodeOf(step, scope);
  const canCome = (flow: Flow): boolean => {
    const reaching = step.exe.reaching(flow);
    return (
      moving.some(
        (token) => token === flow || (token.target !== flow.target && reaching.has(token.target)),
      ) || running.some((node) => reaching.has(node))
    );
  };
  const joins: string[] = [];
  for (const node of step.exe.nodes.values()) {
    if (node.parent !== container || !needsEvery(node)) continue;
    const coming = node.incoming.filter(canCome).length;
    if (coming > 0 && coming < node.incoming.length) joins.push(node.id);
  }
  if (joins.length > 0) emit(step, { type: 'starvingForeseen', scope: key, joins });
}

function needsEvery({ inner, incoming, model }: Node): boolean {
  return (
    inner.join !== undefined &&
    inner.heldUpBy === undefined &&
    incoming.length > 1 &&
    (model?.startQuantity ?? 1) === 1
  );
}
