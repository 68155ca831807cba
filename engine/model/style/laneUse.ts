// Lanes: every step in one, and none without a step.
import type { ModdleElement } from 'bpmn-moddle';
import type { Gathered } from '../gather.ts';
import type { Report } from '../report.ts';
import { childOf, childrenOf, plainText, textOf } from '../sourceNode.ts';
import { nameOf } from './labels.ts';

export function checkLaneUse(gathered: Gathered, report: Report): void {
  const lanes = lanesIn(gathered.process);
  if (lanes.length === 0) return;
  const held = new Set<ModdleElement>();
  for (const lane of lanes) {
    const own = childrenOf(lane, 'flowNodeRef');
    for (const node of own) held.add(node);
    if (own.length === 0 && !childOf(lane, 'childLaneSet'))
      report.warn('STYLE_LANE_EMPTY', { name: plainText(textOf(lane, 'name') ?? '') }, lane);
  }
  for (const node of gathered.nodes) {
    const { source, parent } = node;
    const isOn = source.$type === 'bpmn:BoundaryEvent' || textOf(source, 'triggeredByEvent') === 'true';
    if (parent === null && !isOn && !held.has(source))
      report.warn('STYLE_ELEMENT_WITHOUT_LANE', { name: nameOf(node) || node.id }, source);
  }
}

function lanesIn(process: ModdleElement): ModdleElement[] {
  const found = childrenOf(process, 'laneSets').flatMap((set) => childrenOf(set, 'lanes'));
  for (const lane of found) {
    const inner = childOf(lane, 'childLaneSet');
    if (inner) found.push(...childrenOf(inner, 'lanes'));
  }
  return found;
}
