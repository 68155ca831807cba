// Exclusive gateway: the first true condition in the drawing's order, else the default (BPMN 2.0.2, 13.4.2).
import type { ElementBehavior } from '../behavior.ts';
import { chosenFlows, question } from '../questions.ts';
import { conditionHolds, orDefault } from '../routing.ts';

export const exclusiveGateway: ElementBehavior = {
  ...question,
  route(step, node, me) {
    const chosen = chosenFlows(step, node, me);
    if (chosen) return chosen;
    if (node.outgoing.length <= 1) return node.outgoing.map((flow) => flow.id);
    for (const flow of node.outgoing) {
      if (flow.id === node.model?.defaultFlow || flow.model.condition === undefined) continue;
      const holds = conditionHolds(step, me, flow.id, flow.model.condition);
      if (holds === undefined) return undefined;
      if (holds) return [flow.id];
    }
    return orDefault(step, node, me);
  },
};
