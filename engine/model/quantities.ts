// The token quantities of an activity as the drawing gives them.
import type { ModdleElement } from 'bpmn-moddle';
import { textOf } from './sourceNode.ts';

export const QUANTITIES = ['startQuantity', 'completionQuantity'] as const;

/** More tokens than this at once are a mistake. */
export const MOST_QUANTITY = 1_000;

/** Undefined: what is given is no quantity. */
export function quantityOf(
  source: ModdleElement,
  attribute: (typeof QUANTITIES)[number],
): number | undefined {
  const text = textOf(source, attribute);
  if (text === undefined) return 1;
  const quantity = Number(text);
  return Number.isInteger(quantity) && quantity >= 1 && quantity <= MOST_QUANTITY ? quantity : undefined;
}
