// Compensation and transactions: what is undone by what, from where, and how a canceled transaction is left
// (BPMN 2.0.2, 10.3.5, 10.5.6 and 10.7).
import type { ModdleElement } from 'bpmn-moddle';
import { definitionName, definitionsOf, startsEventSubprocess } from '../buildElement.ts';
import { compensationHandlers, isCompensationBoundary, isForCompensation } from '../compensation.ts';
import type { Gathered, GatheredNode } from '../gather.ts';
import type { Report } from '../report.ts';
import { childOf, textOf } from '../sourceNode.ts';
import { labelOf } from './flows.ts';

/** Transactions that a cancel boundary event leaves. */
type Left = ReadonlySet<ModdleElement | undefined>;

export function checkCompensation(gathered: Gathered, report: Report): void {
  const handlers = compensationHandlers(gathered);
  const undoing = new Set(handlers.values());
  const left = new Set(
    gathered.nodes.filter(isCancelBoundary).map((node) => childOf(node.source, 'attachedToRef')),
  );
  for (const node of gathered.nodes) {
    if (isCompensationBoundary(node)) checkBoundary(node, handlers.get(node), report);
    if (isForCompensation(node)) checkHandler(node, undoing.has(node), report);
    checkDefinitions(node, gathered, left, report);
  }
}

function isCancelBoundary({ source }: GatheredNode): boolean {
  return (
    source.$type === 'bpmn:BoundaryEvent' &&
    definitionsOf(source).some((each) => definitionName(each) === 'cancel')
  );
}

function checkBoundary(node: GatheredNode, handler: GatheredNode | undefined, report: Report): void {
  if (!handler) report.warn('COMPENSATION_WITHOUT_ACTIVITY', {}, node.source);
  else if (!isForCompensation(handler))
    report.warn('HANDLER_NOT_MARKED', { handler: labelOf(handler) }, node.source);
  if (node.outgoing.length > 0 && isOnlyCompensation(node))
    report.error('COMPENSATION_WITH_FLOWS', {}, node.source);
}

function isOnlyCompensation(node: GatheredNode): boolean {
  return definitionsOf(node.source).every((each) => definitionName(each) === 'compensate');
}

function checkHandler(node: GatheredNode, undoesSomething: boolean, report: Report): void {
  if (node.incoming.length > 0 || node.outgoing.length > 0)
    report.error('HANDLER_WITH_FLOWS', {}, node.source);
  if (!undoesSomething && node.incoming.length === 0 && textOf(node.source, 'triggeredByEvent') !== 'true')
    report.warn('HANDLER_OF_NOTHING', {}, node.source);
}

function checkDefinitions(node: GatheredNode, gathered: Gathered, left: Left, report: Report): void {
  for (const definition of definitionsOf(node.source)) {
    const name = definitionName(definition);
    if (name === 'cancel' && node.source.$type === 'bpmn:EndEvent') checkCancel(node, left, report);
    if (name !== 'compensate') continue;
    if (startsEventSubprocess(node) && node.parent?.parent === null)
      report.warn('COMPENSATION_OF_PROCESS', {}, node.source);
    const activity = childOf(definition, 'activityRef');
    const target = activity && gathered.nodeOf.get(activity);
    const isThrown = node.source.$instanceOf?.('bpmn:ThrowEvent') === true;
    if (isThrown && target && !isVisible(node, target))
      report.warn('COMPENSATION_NOT_VISIBLE', { activity: labelOf(target) }, node.source);
  }
}

/** In the scope of the event, or in the one around where the event stands in an event subprocess. */
function isVisible({ parent }: GatheredNode, target: GatheredNode): boolean {
  if (target.parent === parent) return true;
  return (
    textOf(parent?.source ?? target.source, 'triggeredByEvent') === 'true' && target.parent === parent?.parent
  );
}

function checkCancel(node: GatheredNode, left: Left, report: Report): void {
  let around = node.parent;
  while (around && around.source.$type !== 'bpmn:Transaction') around = around.parent;
  if (!around) {
    report.error('CANCEL_OUTSIDE_TRANSACTION', {}, node.source);
    return;
  }
  if (!left.has(around.source))
    report.warn('CANCEL_WITHOUT_BOUNDARY', { transaction: labelOf(around) }, node.source);
}
