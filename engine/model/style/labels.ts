// Names that people read: of activities, events, questions and answers.
import { definitionName, definitionsOf } from '../buildElement.ts';
import type { Gathered, GatheredNode } from '../gather.ts';
import type { Report } from '../report.ts';
import { childOf, plainText, tagOf, textOf } from '../sourceNode.ts';

const ASKS = ['bpmn:ExclusiveGateway', 'bpmn:InclusiveGateway', 'bpmn:ComplexGateway'];

export function nameOf({ source }: GatheredNode): string {
  return plainText(textOf(source, 'name') ?? '');
}

export function checkLabels(gathered: Gathered, report: Report): void {
  if (plainText(textOf(gathered.process, 'name') ?? '') === '')
    report.warn('STYLE_PROCESS_WITHOUT_NAME', {}, gathered.process);
  for (const node of gathered.nodes) {
    if (nameOf(node) === '') checkUnnamed(node, report);
    if (ASKS.includes(node.source.$type)) checkAnswers(node, report);
  }
}

function checkUnnamed(node: GatheredNode, report: Report): void {
  const { source, outgoing } = node;
  const values = { tag: tagOf(source) };
  if (source.$instanceOf?.('bpmn:Activity')) {
    // An event subprocess is told by its event.
    if (textOf(source, 'triggeredByEvent') !== 'true')
      report.warn('STYLE_ACTIVITY_WITHOUT_NAME', values, source);
  } else if (source.$instanceOf?.('bpmn:Event')) {
    if (!isPlainInside(node)) report.warn('STYLE_EVENT_WITHOUT_NAME', values, source);
  } else if (ASKS.includes(source.$type) && outgoing.length > 1)
    report.warn('STYLE_GATEWAY_WITHOUT_QUESTION', {}, source);
}

/** Plain starts and ends of subprocesses say nothing that the subprocess does not; a compensation says what it undoes. */
function isPlainInside({ source, parent }: GatheredNode): boolean {
  const definitions = definitionsOf(source).map(definitionName);
  if (definitions.includes('compensate') || definitions.includes('link')) return true;
  return parent !== null && definitions.length === 0 && /^bpmn:(Start|End)Event$/.test(source.$type);
}

/** A default flow is the answer "otherwise", which its mark says. */
function checkAnswers(node: GatheredNode, report: Report): void {
  const { source, outgoing } = node;
  if (outgoing.length < 2) return;
  const otherwise = childOf(source, 'default');
  for (const flow of outgoing) {
    if (flow.source === otherwise || plainText(textOf(flow.source, 'name') ?? '') !== '') continue;
    const target = flow.to ? nameOf(flow.to) || flow.to.id : '';
    report.warn('STYLE_FLOW_WITHOUT_ANSWER', { gateway: nameOf(node) || node.id, target }, flow.source);
  }
}

export function checkNamesRepeated(gathered: Gathered, report: Report): void {
  const seen = new Map<string, GatheredNode[]>();
  for (const node of gathered.nodes) {
    const name = nameOf(node);
    if (name === '' || !node.source.$instanceOf?.('bpmn:Activity')) continue;
    const key = name.toLocaleLowerCase('es');
    seen.set(key, [...(seen.get(key) ?? []), node]);
  }
  for (const nodes of seen.values()) {
    const last = nodes.at(-1);
    if (last && nodes.length > 1)
      report.warn('STYLE_NAME_REPEATED', { name: nameOf(last), count: nodes.length }, last.source);
  }
}
