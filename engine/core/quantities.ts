// Activities that take or make several tokens at once: `startQuantity` and `completionQuantity` (BPMN 2.0.2, 10.3 and 13.3.2).
import type { ElementBehavior } from './behavior.ts';
import type { ElementModel } from './model.ts';
import { conditionalFlows } from './routing.ts';

/** The behavior itself where the drawing asks for one token in and one out. */
export function withQuantities(behavior: ElementBehavior, model: ElementModel | undefined): ElementBehavior {
  const { startQuantity = 1, completionQuantity = 1 } = model ?? {};
  if (startQuantity === 1 && completionQuantity === 1) return behavior;
  return {
    ...behavior,
    ...(startQuantity > 1 && { join: takes(startQuantity) }),
    ...(completionQuantity > 1 && { route: makes(completionQuantity, behavior.route ?? conditionalFlows) }),
  };
}

/** As many tokens as it asks for, the oldest first, whichever flows they came on. */
function takes(quantity: number): NonNullable<ElementBehavior['join']> {
  return (_step, _node, _scope, waiting) =>
    waiting.length < quantity ? undefined : waiting.slice(0, quantity);
}

/** As many tokens on each of the flows that it takes. */
function makes(
  quantity: number,
  route: NonNullable<ElementBehavior['route']>,
): NonNullable<ElementBehavior['route']> {
  return (step, node, me) =>
    route(step, node, me)?.flatMap((flow) => Array.from({ length: quantity }, () => flow));
}
