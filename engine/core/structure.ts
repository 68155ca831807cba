// What the shape of a drawing says: where a container starts, which events a link joins, from where a token can come.
import { definitionsOf } from './eventParts.ts';
import type { Flow, Node } from './executable.ts';
import type { ElementModel, FlowModel } from './model.ts';

/**
 * BPMN 2.0.2, 13.3.4: a container starts at its none start event; without start events, at every activity or gateway
 * without incoming flow. Event subprocesses start by their events alone.
 */
export function startsIn(inside: Node[], isProcess: boolean): Node[] {
  const events = inside.filter((each) => each.model?.type === 'startEvent');
  const none = events.filter((each) => each.definition === undefined);
  if (none.length > 0) return none.slice(0, 1);
  if (events.length > 0)
    return isProcess || events[0]?.parent?.model?.triggeredByEvent ? events.slice(0, 1) : [];
  return inside.filter(isFree);
}

/** No flow or link leads to it, and it is no handler of something else. */
export function isFree({ incoming, attachedTo, model, definition }: Node): boolean {
  if (incoming.length > 0 || attachedTo || model?.type === 'boundaryEvent') return false;
  if (definition?.type === 'link' && model?.type === 'intermediateCatchEvent') return false;
  return !model?.triggeredByEvent && !model?.forCompensation;
}

/**
 * BPMN 2.0.2, 10.5.5: a link leads from each throw event of a name to the catch event of that name in the same container,
 * as a flow would that nobody drew.
 */
export function joinLinks(inside: readonly Node[]): void {
  const targets = new Map<string, Node>();
  for (const each of inside) {
    const name = each.model?.type === 'intermediateCatchEvent' ? linkName(each) : undefined;
    if (name !== undefined && !targets.has(name)) targets.set(name, each);
  }
  if (targets.size === 0) return;
  for (const each of inside) {
    const name = each.model?.type === 'intermediateThrowEvent' ? linkName(each) : undefined;
    const target = name === undefined ? undefined : targets.get(name);
    if (!target) continue;
    each.linked = target;
    target.linkedFrom = [...(target.linkedFrom ?? []), each];
  }
}

export function throwsSignal(node: Node): boolean {
  const isThrown = node.model?.type === 'intermediateThrowEvent' || node.model?.type === 'endEvent';
  return isThrown && definitionsOf(node).some(({ type }) => type === 'signal');
}

function linkName(node: Node): string | undefined {
  const name = definitionsOf(node).find(({ type }) => type === 'link')?.config.name;
  return typeof name === 'string' ? name : undefined;
}

/** The nodes from which a token can reach that flow without visiting the node it leads to. */
export function nodesReaching(flow: Flow): Set<Node> {
  const join = flow.target;
  const found = new Set<Node>();
  const open = [flow.source];
  for (let at = open.pop(); at; at = open.pop()) {
    if (at === join || found.has(at)) continue;
    found.add(at);
    for (const incoming of at.incoming) open.push(incoming.source);
    if (at.linkedFrom) open.push(...at.linkedFrom);
    if (at.attachedTo) open.push(at.attachedTo);
  }
  return found;
}

export function connect(model: FlowModel, nodes: Map<string, Node>, flows: Map<string, Flow>): void {
  const source = nodes.get(model.source);
  const target = nodes.get(model.target);
  // Deployment refuses dangling flows; a model made by hand without them simply has no such flow.
  if (source && target) flows.set(model.id, { id: model.id, model, source, target });
}

export function sortFlows(each: Node, flows: Map<string, Flow>): void {
  const model = each.model as ElementModel;
  each.outgoing = model.outgoing.flatMap((id) => flows.get(id) ?? []);
  each.incoming = model.incoming.flatMap((id) => flows.get(id) ?? []);
}

/** An event subprocess has one start; it is a handler of the scope around it. */
export function handle(subprocess: Node, scope: Node): void {
  const [start] = subprocess.starts;
  if (start?.model?.type !== 'startEvent') return;
  start.handler = 'eventSubprocess';
  scope.handlers ??= [];
  scope.handlers.push(start);
}

export function link(each: Node, nodes: Map<string, Node>, root: Node): void {
  const model = each.model as ElementModel;
  each.parent = model.parent === null ? root : nodes.get(model.parent);
  if (model.attachedTo === undefined) return;
  each.attachedTo = nodes.get(model.attachedTo);
  each.attachedTo?.boundary.push(each);
  each.handler = 'boundary';
}
