// Forks, joins and ends that are not drawn as such: tokens double or stop where the eye sees nothing.
import { definitionName, definitionsOf } from '../buildElement.ts';
import type { Gathered, GatheredNode } from '../gather.ts';
import type { Report } from '../report.ts';
import { childOf, childrenOf, extensionOf, textOf } from '../sourceNode.ts';
import { nameOf } from './labels.ts';

export function checkPaths(gathered: Gathered, report: Report): void {
  const ended = new Set(
    gathered.nodes.filter(({ source }) => source.$type === 'bpmn:EndEvent').map(({ parent }) => parent),
  );
  for (const node of gathered.nodes) {
    if (node.source.$instanceOf?.('bpmn:Gateway')) checkGateway(node, report);
    else checkImplicit(node, report);
    if (ended.has(node.parent)) checkEnd(node, report);
  }
}

function checkImplicit(node: GatheredNode, report: Report): void {
  const { source, incoming, outgoing } = node;
  const name = nameOf(node) || node.id;
  const free = outgoing.filter((flow) => !childOf(flow.source, 'conditionExpression'));
  const otherwise = childOf(source, 'default');
  const taken = free.filter((flow) => flow.source !== otherwise);
  if (taken.length > 1) report.warn('STYLE_IMPLICIT_SPLIT', { name, count: taken.length }, source);
  // An end may be reached in many ways: it does nothing twice.
  if (incoming.length > 1 && source.$instanceOf?.('bpmn:Activity'))
    report.warn('STYLE_IMPLICIT_JOIN', { name, count: incoming.length }, source);
}

function checkGateway(node: GatheredNode, report: Report): void {
  const { source, incoming, outgoing } = node;
  if (incoming.length > 1 && outgoing.length > 1)
    report.warn(
      'STYLE_GATEWAY_JOINS_AND_SPLITS',
      { incoming: incoming.length, outgoing: outgoing.length },
      source,
    );
  if (!['bpmn:ExclusiveGateway', 'bpmn:InclusiveGateway'].includes(source.$type)) return;
  // A question that a person answers is answered by one of its flows.
  if (outgoing.length < 2 || childOf(source, 'default') || extensionOf(source, 'cauce:Question')) return;
  const decided = outgoing.every((flow) => childrenOf(flow.source, 'conditionExpression').length > 0);
  if (decided) report.warn('STYLE_DEFAULT_MISSING', { gateway: nameOf(node) || node.id }, source);
}

/** Where other ways have a drawn end, one without looks like a mistake. */
function checkEnd(node: GatheredNode, report: Report): void {
  const { source, outgoing } = node;
  if (outgoing.length > 0 || /^bpmn:(EndEvent|BoundaryEvent)$/.test(source.$type)) return;
  if (['isForCompensation', 'triggeredByEvent'].some((mark) => textOf(source, mark) === 'true')) return;
  if (definitionsOf(source).some((each) => definitionName(each) === 'link')) return;
  if (node.parent?.source.$type === 'bpmn:AdHocSubProcess') return;
  report.warn('STYLE_IMPLICIT_END', { name: nameOf(node) || node.id }, source);
}
