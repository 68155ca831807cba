// Sequence flows: both ends there, both in the same process and subprocess, and not where BPMN forbids them.
import { isOtherLiteral } from '../feel.ts';
import type { Gathered, GatheredFlow, GatheredNode } from '../gather.ts';
import type { Missing } from '../references.ts';
import type { Report } from '../report.ts';
import { bodyOf, childOf, tagOf, textOf } from '../sourceNode.ts';

export function checkFlows(gathered: Gathered, missing: Missing, report: Report): void {
  const isExecutable = textOf(gathered.process, 'isExecutable') === 'true';
  for (const flow of gathered.flows) {
    if (isExecutable && textOf(flow.source, 'isImmediate') === 'false')
      report.warn('FLOW_NOT_IMMEDIATE', {}, flow.source);
    if (childOf(flow.source, 'conditionExpression')) checkCondition(flow, report);
    checkEnd(flow, 'sourceRef', flow.from, missing, report);
    checkEnd(flow, 'targetRef', flow.to, missing, report);
    if (flow.from && flow.to && flow.from.parent !== flow.to.parent) {
      const values = { source: labelOf(flow.from), target: labelOf(flow.to) };
      report.error('FLOW_CROSSES_BORDER', values, flow.source);
    }
  }
  for (const node of gathered.nodes) checkDefault(node, report);
}

function checkEnd(
  flow: GatheredFlow,
  end: 'sourceRef' | 'targetRef',
  node: GatheredNode | undefined,
  missing: Missing,
  report: Report,
): void {
  if (node) return;
  const element = childOf(flow.source, end);
  const id = missing.get(flow.source)?.get(end);
  if (element) {
    const values = { end, id: textOf(element, 'id') ?? '', found: tagOf(element) };
    report.error(
      element.$instanceOf?.('bpmn:FlowNode') ? 'FLOW_LEAVES_PROCESS' : 'FLOW_END_NOT_NODE',
      values,
      flow.source,
    );
    return;
  }
  const code = end === 'sourceRef' ? 'FLOW_WITHOUT_SOURCE' : 'FLOW_WITHOUT_TARGET';
  report.error(code, { id: id ?? null }, flow.source);
}

/** Where all flows are taken, or what happens decides, there is nothing for a condition to say (8.3.13, 10.6.6). */
function checkCondition({ source, from }: GatheredFlow, report: Report): void {
  if (!from) return;
  const values = { tag: tagOf(from.source), source: labelOf(from) };
  if (values.tag === 'eventBasedGateway') report.error('EVENT_GATEWAY_CONDITION', values, source);
  else if (values.tag === 'parallelGateway') report.warn('CONDITION_IGNORED', values, source);
  const holder = childOf(source, 'conditionExpression');
  const condition = (holder && bodyOf(holder)?.trim()) ?? '';
  if (condition.startsWith('=') && isOtherLiteral(condition))
    report.error('CONDITION_NEVER_BOOLEAN', { condition }, source);
}

function checkDefault(node: GatheredNode, report: Report): void {
  const flow = childOf(node.source, 'default');
  if (!flow) return;
  const id = textOf(flow, 'id') ?? '';
  if (!node.outgoing.some((each) => each.source === flow))
    report.error('DEFAULT_NOT_OUTGOING', { id }, node.source);
  else if (childOf(flow, 'conditionExpression')) report.warn('DEFAULT_WITH_CONDITION', {}, flow);
}

export function labelOf(node: GatheredNode): string {
  return textOf(node.source, 'name')?.trim() || node.id;
}
