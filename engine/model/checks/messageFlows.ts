// Message flows: each joins two pools, leaves what can send and reaches what can receive (BPMN 2.0.2, 7.6.2 and 9.3).
import type { ModdleElement } from 'bpmn-moddle';
import { definitionName, definitionsOf } from '../buildElement.ts';
import type { Report } from '../report.ts';
import { childOf, childrenOf, plainText, tagOf, textOf } from '../sourceNode.ts';

type End = 'sourceRef' | 'targetRef';

const SENDING = new Set(['bpmn:EndEvent', 'bpmn:IntermediateThrowEvent']);
const RECEIVING = new Set(['bpmn:StartEvent', 'bpmn:IntermediateCatchEvent', 'bpmn:BoundaryEvent']);
const ENDS: readonly End[] = ['sourceRef', 'targetRef'];

export function checkMessageFlows(root: ModdleElement, report: Report): void {
  const flows = childrenOf(root, 'rootElements').flatMap((each) => childrenOf(each, 'messageFlows'));
  for (const flow of flows) {
    for (const end of ENDS) checkEnd(flow, end, report);
    checkPools(flow, report);
  }
}

function checkEnd(flow: ModdleElement, end: End, report: Report): void {
  const element = childOf(flow, end);
  if (!element) return;
  const values = { end, name: plainText(textOf(element, 'name') ?? '') || textOf(element, 'id') || '' };
  if (!isAllowed(element, end)) report.error('MESSAGE_FLOW_END', { ...values, found: tagOf(element) }, flow);
  else if (element.$instanceOf?.('bpmn:Event') && !carriesMessage(element))
    report.warn('MESSAGE_FLOW_PLAIN_EVENT', values, flow);
}

/** Pools, activities, and events that send where the flow begins or wait where it ends. */
function isAllowed(element: ModdleElement, end: End): boolean {
  if (element.$instanceOf?.('bpmn:Participant') || element.$instanceOf?.('bpmn:Activity')) return true;
  if (element.$instanceOf?.('bpmn:ConversationNode')) return true;
  return (end === 'sourceRef' ? SENDING : RECEIVING).has(element.$type);
}

function carriesMessage(event: ModdleElement): boolean {
  return definitionsOf(event).some((each) => definitionName(each) === 'message');
}

function checkPools(flow: ModdleElement, report: Report): void {
  const [source, target] = ENDS.map((end) => poolOf(childOf(flow, end)));
  if (source && source === target)
    report.error('MESSAGE_FLOW_WITHIN_POOL', { process: textOf(source, 'id') ?? '' }, flow);
}

/** The process of a pool or of what lies in one; a pool without a process stands for itself. */
function poolOf(element: ModdleElement | undefined): ModdleElement | undefined {
  if (element?.$instanceOf?.('bpmn:Participant')) return childOf(element, 'processRef') ?? element;
  let at = element;
  while (at && at.$type !== 'bpmn:Process') at = at.$parent;
  return at;
}
