// Inclusive gateway: every true condition; joins when no further token can arrive (BPMN 2.0.2, 13.4.3).
import type { ElementBehavior, HeldUpBy } from '../behavior.ts';
import type { Node } from '../executable.ts';
import { chosenFlows, question } from '../questions.ts';
import { conditionHolds, orDefault } from '../routing.ts';
import type { ElementInstance } from '../state.ts';
import { instanceOf, nodeOf, type Step } from '../step.ts';
import { keys } from '../table.ts';

export const inclusiveGateway: ElementBehavior = {
  ...question,
  join(step, node, scope, waiting) {
    const { running, joins } = heldUpBy(step, node, scope, waiting);
    return running || joins.length > 0 ? undefined : [...new Set(waiting)];
  },
  heldUpBy,
  route(step, node, me) {
    const chosen = chosenFlows(step, node, me);
    if (chosen) return chosen;
    if (node.outgoing.length <= 1) return node.outgoing.map((flow) => flow.id);
    const taken: string[] = [];
    for (const flow of node.outgoing) {
      if (flow.id === node.model?.defaultFlow) continue;
      const holds =
        flow.model.condition === undefined || conditionHolds(step, me, flow.id, flow.model.condition);
      if (holds === undefined) return undefined;
      if (holds) taken.push(flow.id);
    }
    return taken.length > 0 ? taken : orDefault(step, node, me);
  },
};

/** Tokens that can reach an empty incoming flow without visiting the gateway, and no filled one that way. */
export function heldUpBy(
  step: Step,
  node: Node,
  scope: ElementInstance,
  waiting: readonly string[],
): HeldUpBy {
  const found: HeldUpBy = { running: false, joins: [] };
  const arrived = new Set(waiting);
  const filled = node.incoming.filter((flow) => arrived.has(flow.id));
  const empty = node.incoming.filter((flow) => !arrived.has(flow.id));
  if (empty.length === 0) return found;
  const holdsUp = (place: Node) =>
    empty.some((flow) => step.exe.reaching(flow).has(place)) &&
    !filled.some((flow) => step.exe.reaching(flow).has(place));
  found.running = runningIn(step, scope).some(holdsUp);
  found.joins = joinsIn(step, scope).filter((join) => join !== node && holdsUp(join));
  return found;
}

function runningIn(step: Step, scope: ElementInstance): Node[] {
  const places = new Set<Node>();
  if (scope.children) for (const key of keys(scope.children)) places.add(nodeOf(step, instanceOf(step, key)));
  return [...places];
}

function joinsIn(step: Step, scope: ElementInstance): Node[] {
  return [...new Set(scope.tokens)].flatMap((id) => step.exe.flows.get(id)?.target ?? []);
}
