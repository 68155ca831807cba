// Which lane holds an element: the innermost with a name, of the process's own lanes or of the subprocess around it.
import type { ModdleElement } from 'bpmn-moddle';
import type { Gathered, GatheredNode } from './gather.ts';
import type { Report } from './report.ts';
import { childOf, childrenOf, plainText, textOf } from './sourceNode.ts';

/** Lane names by flow node. Nodes in no lane take their host's (boundary events) or their subprocess's. */
export function lanesOf(gathered: Gathered, report: Report): Map<GatheredNode, string> {
  const drawn = new Map<ModdleElement, string>();
  const containers = [gathered.process, ...gathered.nodes.map((node) => node.source)];
  for (const container of containers) {
    for (const laneSet of childrenOf(container, 'laneSets')) readLanes(laneSet, undefined, drawn, report);
  }
  const lanes = new Map<GatheredNode, string>();
  for (const node of gathered.nodes) {
    const host = childOf(node.source, 'attachedToRef');
    const around = node.parent ? lanes.get(node.parent) : undefined;
    const lane = drawn.get(node.source) ?? (host && drawn.get(host)) ?? around;
    if (lane !== undefined) lanes.set(node, lane);
  }
  return lanes;
}

/** Inner lanes are read after outer ones, so that the innermost stays. */
function readLanes(
  laneSet: ModdleElement,
  outer: string | undefined,
  drawn: Map<ModdleElement, string>,
  report: Report,
): void {
  for (const lane of childrenOf(laneSet, 'lanes')) {
    const own = plainText(textOf(lane, 'name') ?? '');
    const inner = childOf(lane, 'childLaneSet');
    const holds = childrenOf(lane, 'flowNodeRef');
    if (own === '' && outer === undefined && holds.length > 0) report.warn('LANE_WITHOUT_NAME', {}, lane);
    const name = own === '' ? outer : own;
    if (name !== undefined) for (const node of holds) drawn.set(node, name);
    if (inner) readLanes(inner, name, drawn, report);
  }
}
