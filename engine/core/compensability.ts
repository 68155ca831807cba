// Which elements of a model can be undone, and by what: found once per model, so that others pay nothing for it.
import type { Executable, Node } from './executable.ts';

/** Sets `undoneBy`, `undoing` and `compensable` of the nodes; gives whether any can be undone. */
export function linkCompensation(nodes: Executable['nodes']): boolean {
  let any = false;
  for (const each of nodes.values()) {
    const undone = undoneBy(each, nodes);
    if (!undone) continue;
    any = true;
    for (let at: Node | undefined = undone; at?.model && !at.compensable; at = at.parent)
      at.compensable = true;
  }
  return any;
}

/** The activity or scope that this boundary event or event subprocess is about. */
function undoneBy(each: Node, nodes: Executable['nodes']): Node | undefined {
  const { model, attachedTo } = each;
  if (!model?.eventDefinitions.some(({ type }) => type === 'compensate')) return undefined;
  if (attachedTo) {
    const handler = model.compensation === undefined ? undefined : nodes.get(model.compensation);
    if (handler) attachedTo.undoneBy = handler;
    return handler && attachedTo;
  }
  const scope = each.parent?.model?.triggeredByEvent ? each.parent.parent : undefined;
  if (model.type !== 'startEvent' || !scope?.model) return undefined;
  scope.undoneInside = each.parent;
  return scope;
}
