// Repeated activities: what they throw as iterations complete, and who catches it.
import type { ModdleElement } from 'bpmn-moddle';
import { definitionName, definitionsOf } from '../buildElement.ts';
import type { Gathered } from '../gather.ts';
import type { Report } from '../report.ts';
import { childOf, childrenOf, textOf } from '../sourceNode.ts';
import { labelOf } from './flows.ts';

/** A solid boundary event says that it ends the activity; what the activity itself throws does not. */
export function checkLoops(gathered: Gathered, report: Report): void {
  for (const boundary of gathered.nodes) {
    if (boundary.source.$type !== 'bpmn:BoundaryEvent') continue;
    if (textOf(boundary.source, 'cancelActivity') === 'false') continue;
    const host = childOf(boundary.source, 'attachedToRef');
    const loop = host && childOf(host, 'loopCharacteristics');
    if (loop?.$type !== 'bpmn:MultiInstanceLoopCharacteristics') continue;
    const thrown = new Set(thrownBy(loop).flatMap((each) => whatOf(each) ?? []));
    const catches = definitionsOf(boundary.source).some((each) => thrown.has(whatOf(each) as ModdleElement));
    const node = gathered.nodeOf.get(host as ModdleElement);
    if (catches && node) report.warn('BEHAVIOR_GOES_ON', { activity: labelOf(node) }, boundary.source);
  }
}

function thrownBy(loop: ModdleElement): ModdleElement[] {
  const kind = textOf(loop, 'behavior')?.toLowerCase();
  if (kind === 'none' || kind === 'one') return childrenOf(loop, `${kind}BehaviorEventRef`);
  if (kind !== 'complex') return [];
  return childrenOf(loop, 'complexBehaviorDefinition').flatMap((each) => {
    const event = childOf(each, 'event');
    return event ? definitionsOf(event) : [];
  });
}

/** The signal or escalation that a definition is about; errors end the activity as drawn, messages travel outside. */
function whatOf(definition: ModdleElement): ModdleElement | undefined {
  const name = definitionName(definition);
  return name === 'signal' || name === 'escalation' ? childOf(definition, `${name}Ref`) : undefined;
}
