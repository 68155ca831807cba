// Events with several definitions.
import type { ElementModel, FlowNodeType } from '../../../../engine/core/model.ts';

export type Definitions = ElementModel['eventDefinitions'] | undefined;

export const several = (...lists: Definitions[]) => lists.flatMap((list) => list ?? []);
export const all = { parallelMultiple: true as const };
export const throwing = (type: FlowNodeType, ...lists: Definitions[]) => ({
  type,
  eventDefinitions: several(...lists),
});
