// Events: where each kind may stand, with which definition, and with which flows (BPMN 2.0.2, 10.5 and table 10.93).
import type { ModdleElement } from 'bpmn-moddle';
import { definitionName, definitionsOf, startsEventSubprocess } from '../buildElement.ts';
import type { Gathered, GatheredNode } from '../gather.ts';
import type { Missing } from '../references.ts';
import type { Report } from '../report.ts';
import { childOf, childrenOf, extensionOf, tagOf, textOf } from '../sourceNode.ts';

const CATCH = ['message', 'timer', 'signal', 'conditional', 'link'];
const HANDLER = ['message', 'timer', 'error', 'escalation', 'compensate', 'conditional', 'signal'];
const THROW = ['message', 'escalation', 'compensate', 'link', 'signal'];
const REFERRING = new Set(['message', 'signal', 'error', 'escalation']);
const END = ['message', 'error', 'escalation', 'cancel', 'compensate', 'signal', 'terminate'];

export function checkEvents(gathered: Gathered, missing: Missing, report: Report): void {
  checkStarts(gathered, report);
  for (const node of gathered.nodes) {
    if (!node.source.$instanceOf?.('bpmn:Event')) continue;
    checkPlace(node, report);
    checkEventFlows(node, report);
    checkReference(node, report);
    checkMessage(node, report);
    checkShared(node, report);
    if (node.source.$type === 'bpmn:BoundaryEvent') checkBoundary(node, gathered, missing, report);
  }
}

/** BPMN starts a container at one plain start; which of several is meant, no drawing says. */
function checkStarts(gathered: Gathered, report: Report): void {
  const plain = new Map<GatheredNode | null, GatheredNode[]>();
  for (const node of gathered.nodes) {
    if (node.source.$type !== 'bpmn:StartEvent' || definitionsOf(node.source).length > 0) continue;
    const starts = plain.get(node.parent) ?? [];
    starts.push(node);
    plain.set(node.parent, starts);
  }
  for (const starts of plain.values()) {
    const second = starts[1];
    if (second) report.warn('START_AMBIGUOUS', { count: starts.length }, second.source);
  }
}

function checkPlace(node: GatheredNode, report: Report): void {
  const tag = tagOf(node.source);
  const allowed = allowedAt(tag, node);
  for (const definition of definitionsOf(node.source)) {
    const name = definitionName(definition);
    if (!allowed.includes(name)) report.error('EVENT_MISPLACED', { definition: name, tag }, node.source);
  }
}

function allowedAt(tag: string, node: GatheredNode): string[] {
  switch (tag) {
    case 'startEvent':
      if (startsEventSubprocess(node)) return HANDLER;
      return node.parent ? [] : ['message', 'timer', 'signal', 'conditional'];
    case 'intermediateCatchEvent':
      return CATCH;
    case 'intermediateThrowEvent':
      return THROW;
    case 'endEvent':
      return END;
    default:
      return isTransaction(node) ? [...HANDLER, 'cancel'] : HANDLER;
  }
}

function isTransaction(boundary: GatheredNode): boolean {
  return childOf(boundary.source, 'attachedToRef')?.$type === 'bpmn:Transaction';
}

function checkEventFlows(node: GatheredNode, report: Report): void {
  const { source, incoming, outgoing } = node;
  const tag = tagOf(source);
  if (tag === 'startEvent' && incoming.length > 0) report.error('START_WITH_INCOMING', {}, source);
  if (tag === 'endEvent' && outgoing.length > 0) report.error('END_WITH_OUTGOING', {}, source);
  if (tag === 'boundaryEvent' && incoming.length > 0) report.error('BOUNDARY_WITH_INCOMING', {}, source);
}

function checkMessage(node: GatheredNode, report: Report): void {
  if (!waits(node)) return;
  for (const definition of definitionsOf(node.source)) {
    const named = definitionName(definition) === 'message' ? childOf(definition, 'messageRef') : undefined;
    if (named) warnWithoutKey(node, named, report);
  }
}

/** What several events may refer to stands on its own in the file (10.5.5): another event's own definition is its own. */
function checkShared({ source }: GatheredNode, report: Report): void {
  for (const each of childrenOf(source, 'eventDefinitionRef')) {
    const owner = each.$parent;
    if (owner && owner.$type !== 'bpmn:Definitions' && owner !== source)
      report.error('EVENT_DEFINITION_NOT_SHARED', { id: textOf(each, 'id') ?? '' }, source);
  }
}

/** Without a key a message finds its instance by the case alone. */
export function warnWithoutKey(node: GatheredNode, message: ModdleElement, report: Report): void {
  const subscription = extensionOf(message, 'zeebe:Subscription');
  if (subscription && textOf(subscription, 'correlationKey')) return;
  report.warn('MESSAGE_WITHOUT_KEY', { message: textOf(message, 'name') ?? '' }, node.source);
}

function checkBoundary(node: GatheredNode, gathered: Gathered, missing: Missing, report: Report): void {
  const { source } = node;
  const host = childOf(source, 'attachedToRef');
  const hostNode = host && gathered.nodeOf.get(host);
  if (!hostNode?.source.$instanceOf?.('bpmn:Activity')) {
    const id = missing.get(source)?.get('attachedToRef') ?? (host && textOf(host, 'id')) ?? null;
    report.error('BOUNDARY_WITHOUT_HOST', { id }, source);
  } else if (hostNode.parent !== node.parent) {
    report.error('BOUNDARY_OUTSIDE_HOST', { host: hostNode.id }, source);
  }
  const definitions = definitionsOf(source).map(definitionName);
  if (textOf(source, 'cancelActivity') !== 'false') return;
  if (definitions.includes('error')) report.error('ERROR_MUST_INTERRUPT', {}, source);
  if (definitions.includes('cancel')) report.error('CANCEL_MUST_INTERRUPT', {}, source);
}

/** What an event waits for or throws has to be named; where it is not, a person says that it happened. */
function checkReference(node: GatheredNode, report: Report): void {
  const tag = tagOf(node.source);
  const definitions = definitionsOf(node.source);
  if (waits(node) && definitions.length === 0) report.warn('EVENT_WITHOUT_DEFINITION', { tag }, node.source);
  for (const definition of definitions) {
    const name = definitionName(definition);
    const isHandler = tag === 'boundaryEvent' || tag === 'startEvent';
    const isCatchAll = isHandler && (name === 'error' || name === 'escalation');
    if (!REFERRING.has(name) || isCatchAll) continue;
    if (!childOf(definition, `${name}Ref`))
      report.warn('EVENT_WITHOUT_REFERENCE', { definition: name }, node.source);
  }
}

/** An event that a running instance waits for. */
function waits(node: GatheredNode): boolean {
  return (
    ['intermediateCatchEvent', 'boundaryEvent'].includes(tagOf(node.source)) || startsEventSubprocess(node)
  );
}
