// Gateways: what may stand behind one that waits for events.
import { definitionName, definitionsOf } from '../buildElement.ts';
import type { Gathered, GatheredNode } from '../gather.ts';
import type { Report } from '../report.ts';
import { childOf, tagOf } from '../sourceNode.ts';
import { labelOf } from './flows.ts';

const AWAITED = ['message', 'timer', 'signal', 'conditional'];

export function checkGateways(gathered: Gathered, report: Report): void {
  for (const node of gathered.nodes) {
    if (node.source.$type === 'bpmn:ComplexGateway') checkComplex(node, report);
    if (node.source.$type !== 'bpmn:EventBasedGateway') continue;
    if (node.outgoing.length === 0) report.error('EVENT_GATEWAY_WITHOUT_EVENTS', {}, node.source);
    for (const { to } of node.outgoing) {
      if (!to || isAwaited(to)) continue;
      report.error('EVENT_GATEWAY_TARGET', { target: labelOf(to), tag: tagOf(to.source) }, node.source);
    }
  }
}

function checkComplex(node: GatheredNode, report: Report): void {
  if (node.incoming.length > 1 && !childOf(node.source, 'activationCondition'))
    report.warn('COMPLEX_WITHOUT_CONDITION', {}, node.source);
}

/** Only what waits for something from outside can win; receive tasks may stand here as the specification says. */
function isAwaited(node: GatheredNode): boolean {
  if (node.source.$type === 'bpmn:ReceiveTask') return true;
  if (node.source.$type !== 'bpmn:IntermediateCatchEvent') return false;
  return definitionsOf(node.source).every((each) => AWAITED.includes(definitionName(each)));
}
