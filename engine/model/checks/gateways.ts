// Gateways: what may stand behind one that waits for events, and flows that fit what each says of itself.
import { definitionName, definitionsOf } from '../buildElement.ts';
import type { Gathered, GatheredNode } from '../gather.ts';
import type { Report } from '../report.ts';
import { childOf, tagOf, textOf } from '../sourceNode.ts';
import { labelOf } from './flows.ts';

const AWAITED = ['message', 'timer', 'signal', 'conditional'];

export function checkGateways(gathered: Gathered, report: Report): void {
  for (const node of gathered.nodes) {
    if (node.source.$instanceOf?.('bpmn:Gateway')) checkDirection(node, report);
    if (node.source.$type === 'bpmn:ComplexGateway') checkComplex(node, report);
    if (node.source.$type === 'bpmn:EventBasedGateway') checkEventBased(node, gathered, report);
  }
}

/** It waits for the first of several events, each reached by it alone (10.6.6). */
function checkEventBased(node: GatheredNode, gathered: Gathered, report: Report): void {
  if (node.outgoing.length === 0) report.error('EVENT_GATEWAY_WITHOUT_EVENTS', {}, node.source);
  if (node.outgoing.length === 1) report.error('EVENT_GATEWAY_SINGLE', {}, node.source);
  const targets = node.outgoing.flatMap(({ to }) => to ?? []);
  for (const to of targets) {
    const values = { target: labelOf(to), tag: tagOf(to.source) };
    if (!isAwaited(to)) report.error('EVENT_GATEWAY_TARGET', values, node.source);
    else if (to.incoming.length > 1) report.warn('EVENT_GATEWAY_TARGET_SHARED', values, node.source);
    else if (gathered.nodes.some(({ source }) => childOf(source, 'attachedToRef') === to.source))
      report.error('EVENT_GATEWAY_TARGET_BOUNDARY', values, node.source);
  }
  const tasks = targets.filter(({ source }) => source.$type === 'bpmn:ReceiveTask').length;
  if (tasks > 0 && targets.some(isMessageEvent)) report.warn('EVENT_GATEWAY_MIXED', {}, node.source);
}

function isMessageEvent({ source }: GatheredNode): boolean {
  return definitionsOf(source).some((each) => definitionName(each) === 'message');
}

/** `gatewayDirection` says how many flows come and go; tokens move by the flows that are there (10.6.1). */
function checkDirection({ source, incoming, outgoing }: GatheredNode, report: Report): void {
  if (incoming.length < 2 && outgoing.length < 2) report.warn('GATEWAY_WITHOUT_PURPOSE', {}, source);
  const direction = textOf(source, 'gatewayDirection') ?? 'Unspecified';
  const joins = incoming.length > 1;
  const splits = outgoing.length > 1;
  const fits: { [direction: string]: boolean } = {
    Unspecified: true,
    Converging: joins && !splits,
    Diverging: splits && !joins,
    Mixed: joins && splits,
  };
  if (Object.hasOwn(fits, direction) && !fits[direction])
    report.warn(
      'GATEWAY_DIRECTION',
      { direction, incoming: incoming.length, outgoing: outgoing.length },
      source,
    );
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
