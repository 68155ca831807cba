// Inclusive gateway: every true condition; joins when no further token can arrive (BPMN 2.0.2, 13.4.3).
import type { ElementBehavior } from '../behavior.ts';
import type { Node } from '../executable.ts';
import { chosenFlows, question } from '../questions.ts';
import { conditionHolds, orDefault } from '../routing.ts';
import type { ElementInstance } from '../state.ts';
import { instanceOf, nodeOf, type Step } from '../step.ts';
import { keys } from '../table.ts';

export const inclusiveGateway: ElementBehavior = {
  ...question,
  breaksTies: true,
  join(step, node, scope, waiting) {
    const filled = node.incoming.filter((flow) => waiting.includes(flow.id));
    const empty = node.incoming.filter((flow) => !waiting.includes(flow.id));
    if (empty.length > 0) {
      for (const at of tokensIn(step, scope, node)) {
        const mayStillArrive = empty.some((flow) => step.exe.reaching(flow).has(at));
        const comesThisWayAnyhow = filled.some((flow) => step.exe.reaching(flow).has(at));
        if (mayStillArrive && !comesThisWayAnyhow) return undefined;
      }
    }
    return filled.map((flow) => flow.id);
  },
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

/** Where the scope's other tokens are: active elements, and joins at which tokens wait. */
function tokensIn(step: Step, scope: ElementInstance, join: Node): Set<Node> {
  const places = new Set<Node>();
  if (scope.children) for (const key of keys(scope.children)) places.add(nodeOf(step, instanceOf(step, key)));
  for (const id of scope.tokens) {
    const target = step.exe.flows.get(id)?.target;
    if (target && target !== join) places.add(target);
  }
  return places;
}
