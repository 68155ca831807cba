// A process that throws the message or signal of its own start event starts itself again, for ever.
import type { ModdleElement } from 'bpmn-moddle';
import { definitionName, definitionsOf } from '../buildElement.ts';
import type { Gathered, GatheredNode } from '../gather.ts';
import type { Report } from '../report.ts';
import { childOf, textOf } from '../sourceNode.ts';

const THROWING = new Set(['bpmn:IntermediateThrowEvent', 'bpmn:EndEvent']);

export function checkOwnStart(gathered: Gathered, report: Report): void {
  const starts = new Set(
    gathered.nodes
      .filter(({ source, parent }) => source.$type === 'bpmn:StartEvent' && parent === null)
      .flatMap(referred),
  );
  for (const node of gathered.nodes) {
    const thrown = THROWING.has(node.source.$type) ? referred(node) : sent(node);
    const own = thrown.find((each) => starts.has(each));
    if (own) report.warn('STARTS_ITSELF', { name: textOf(own, 'name') ?? '' }, node.source);
  }
}

/** The messages and signals that an event waits for or throws. */
function referred({ source }: GatheredNode): ModdleElement[] {
  return definitionsOf(source).flatMap(
    (each) =>
      (definitionName(each) === 'message' && childOf(each, 'messageRef')) ||
      (definitionName(each) === 'signal' && childOf(each, 'signalRef')) ||
      [],
  );
}

function sent({ source }: GatheredNode): ModdleElement[] {
  const message = source.$type === 'bpmn:SendTask' ? childOf(source, 'messageRef') : undefined;
  return message ? [message] : [];
}
