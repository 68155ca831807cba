// How an instance begins at what happened outside: a start event, a receive task, or what stands behind an event-based
// gateway, marked to instantiate (BPMN 2.0.2, 13.1 and 13.4.4).
import { happened } from './eventParts.ts';
import type { Flow, Node } from './executable.ts';
import { complete, enter, finish, record, run } from './lifecycle.ts';
import type { ElementInstance } from './state.ts';
import { emit, type Step } from './step.ts';
import { subscribe } from './subscriptions.ts';
import { takeResults } from './variables.ts';

/** Start events, receive tasks marked so, and what stands behind event-based gateways marked so (BPMN 2.0.2, 13.1). */
export function beginsInstances(node: Node): boolean {
  const { model } = node;
  if (!model || model.parent !== null) return false;
  if (model.type === 'startEvent') return node.definition !== undefined;
  if (model.type === 'receiveTask' && model.config.instantiate === true && node.incoming.length === 0)
    return true;
  return instantiatingGateway(node) !== undefined;
}

/** The event-based gateway before an event (or receive task) that begins instances. */
export function instantiatingGateway(node: Node): Node | undefined {
  return node.incoming.find(
    ({ source: { model, incoming } }) =>
      model?.type === 'eventBasedGateway' &&
      typeof model.config.instantiate === 'string' &&
      incoming.length === 0,
  )?.source;
}

/** Whether `createInstance` may name it. A start event may be chosen by hand whatever it waits for. */
export function isStart(node: Node): boolean {
  const { model } = node;
  return (model?.type === 'startEvent' && model.parent === null) || beginsInstances(node);
}

/** What brought it stands in the variables of the instance. `part`: which of several definitions happened. */
export function enterAt(step: Step, node: Node, root: number, part: number | undefined): void {
  const gathers = node.model?.parallelMultiple && part !== undefined;
  if (!gathers && (node.model?.type === 'startEvent' || !beginsInstances(node))) {
    enter(step, node, root);
    return;
  }
  const gateway = instantiatingGateway(node);
  const flow = gateway?.outgoing.find(({ target }) => target === node);
  if (gateway && flow) passGateway(step, gateway, flow, root);
  const key = record(step, node, root, flow && [flow.id]);
  if (!gathers) return finish(step, key);
  emit(step, { type: 'eventPartsHappened', owner: key, element: node.id, parts: [part] });
  run(step, node, key);
}

/** A parallel one awaits the other events as if each had been reached; an exclusive one no longer does. */
function passGateway(step: Step, gateway: Node, flow: Flow, root: number): void {
  const key = record(step, gateway, root);
  const isParallel = gateway.model?.config.instantiate === 'parallel';
  // The event has happened: it is entered by itself, not by the token queue, so that it does not wait again.
  complete(step, key, isParallel ? gateway.outgoing.map(({ id }) => id) : [flow.id], flow);
}

/** A parallel multiple event that began by one of its definitions waits for the others; else it finishes. */
export function awaitOthers(step: Step, node: Node, me: ElementInstance): void {
  const before = me.happened?.[node.id];
  if (!before) return finish(step, me.key, node);
  if (subscribe(step, node, me) === 'incident') return;
  const brought = happened(step, node, me.key, before.parts[0], {});
  if (!brought) return;
  takeResults(step, node.model, me.key, brought);
  finish(step, me.key);
}
