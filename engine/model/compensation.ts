// Which activity undoes which: an association leads from a boundary event of compensation to it (BPMN 2.0.2, 10.7.1).
import type { ModdleElement } from 'bpmn-moddle';
import { definitionName, definitionsOf } from './buildElement.ts';
import type { Gathered, GatheredNode } from './gather.ts';
import { childOf, childrenOf, textOf } from './sourceNode.ts';

/** By boundary event: the activity that is associated with it; one that is for compensation before one that is not. */
export function compensationHandlers(gathered: Gathered): Map<GatheredNode, GatheredNode> {
  const handlers = new Map<GatheredNode, GatheredNode>();
  if (!gathered.nodes.some(isCompensationBoundary)) return handlers;
  for (const association of associationsOf(gathered)) {
    const ends = ['sourceRef', 'targetRef'].map((end) => childOf(association, end));
    const [from, to] = ends.map((end) => end && gathered.nodeOf.get(end));
    if (!from || !to) continue;
    // The arrow is drawn either way.
    const [boundary, activity] = isCompensationBoundary(from) ? [from, to] : [to, from];
    if (!isCompensationBoundary(boundary) || !activity.source.$instanceOf?.('bpmn:Activity')) continue;
    if (boundary.parent !== activity.parent) continue;
    const before = handlers.get(boundary);
    if (!before || (!isForCompensation(before) && isForCompensation(activity)))
      handlers.set(boundary, activity);
  }
  return handlers;
}

export function isCompensationBoundary({ source }: GatheredNode): boolean {
  return (
    source.$type === 'bpmn:BoundaryEvent' &&
    definitionsOf(source).some((each) => definitionName(each) === 'compensate')
  );
}

/** Marked so, or associated as one: it runs only to undo. */
export function runsOnlyToUndo(node: GatheredNode, undoing: ReadonlySet<GatheredNode>): boolean {
  return isForCompensation(node) || (node.incoming.length === 0 && undoing.has(node));
}

export function isForCompensation({ source }: GatheredNode): boolean {
  return textOf(source, 'isForCompensation') === 'true';
}

/** Drawn in the process, in its subprocesses, or beside the pools. */
function associationsOf({ process, nodes }: Gathered): ModdleElement[] {
  const beside = process.$parent
    ? childrenOf(process.$parent, 'rootElements').filter((each) => each.$type === 'bpmn:Collaboration')
    : [];
  return [process, ...nodes.map(({ source }) => source), ...beside]
    .flatMap((holder) => childrenOf(holder, 'artifacts'))
    .filter((each) => each.$type === 'bpmn:Association');
}
