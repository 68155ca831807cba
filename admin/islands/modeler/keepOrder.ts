// An element that stays in its process stays where it was among the others in the file: bpmn-js moves it to the end
// whenever it is dragged within a pool, and every comparison of versions would tell of it.
import UpdateFlowNodeRefs from 'bpmn-js/lib/features/modeling/cmd/UpdateFlowNodeRefsHandler';
import type { Moddle } from './panel/extensions.ts';

interface Updater {
  updateSemanticParent(businessObject: Moddle, newParent: Moddle, visualParent?: Moddle): void;
}

class KeepsOrder {
  static $inject = ['bpmnUpdater'];

  constructor(updater: Updater) {
    const update = updater.updateSemanticParent.bind(updater);
    updater.updateSemanticParent = (businessObject, newParent, visualParent) => {
      const stays = businessObject.$parent && businessObject.$parent === holderOf(businessObject, newParent);
      if (!stays || visualParent) update(businessObject, newParent, visualParent);
    };
  }
}

/** What holds flow elements and artifacts in the file, where the drawing puts them into a pool or lane. */
function holderOf(businessObject: Moddle, newParent: Moddle): Moddle {
  if (!businessObject.$instanceOf('bpmn:FlowElement') && !businessObject.$instanceOf('bpmn:Artifact'))
    return newParent;
  let holder = newParent;
  while (holder?.$instanceOf('bpmn:Lane')) holder = holder.$parent?.$parent;
  return holder?.$instanceOf('bpmn:Participant') ? holder.processRef : holder;
}

export const keepOrder = { __init__: ['keepsOrder'], keepsOrder: ['type', KeepsOrder] };

interface LaneUpdate {
  flowNode: Moddle;
  remove: Moddle[];
  add: Moddle[];
}

/** Nor is it taken out of the lane that it stays in, and put at that lane's end. */
const compute = UpdateFlowNodeRefs.prototype._computeUpdates;
UpdateFlowNodeRefs.prototype._computeUpdates = function (this: object, ...shapes: unknown[]): LaneUpdate[] {
  const updates: LaneUpdate[] = compute.apply(this, shapes);
  return updates.map(({ flowNode, remove, add }) => ({
    flowNode,
    remove: remove.filter((lane) => !add.includes(lane)),
    add: add.filter((lane) => !remove.includes(lane)),
  }));
};
