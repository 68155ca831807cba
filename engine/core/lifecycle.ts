// The life of an element instance: entered, active, finished or terminated.
import { emitCompleted } from './compensation.ts';
import { askOpened } from './conditions.ts';
import { isTooLong } from './crowding.ts';
import { emitActivated } from './elementEvents.ts';
import { closeHandlers, openHandlers } from './eventSubprocess.ts';
import type { Flow, Node } from './executable.ts';
import { arrived, taken } from './joins.ts';
import type { Variables } from './json.ts';
import { ACTIVATIONS_WITHOUT_WAIT } from './limits.ts';
import { goesOnListening, listen } from './listeners.ts';
import type { ElementModel } from './model.ts';
import { conditionalFlows } from './routing.ts';
import { sendAlong } from './sending.ts';
import { signalsLast } from './signalOrder.ts';
import type { ElementInstance } from './state.ts';
import { emit, instanceOf, isLive, nextKey, nodeOf, raise, type Step, touch } from './step.ts';
import { closeAll, openEach } from './subscriptions.ts';
import { lookUp } from './table.ts';
import { mapInputs, mapOutputs, takeResults } from './variables.ts';

/** A token enters an element: activates it in `scope`, taking the tokens of `consumed`. Gives the new key. */
export function enter(step: Step, node: Node, scope: number, consumed?: string[]): number {
  const key = record(step, node, scope, consumed);
  if (!loops(step, node, key)) run(step, node, key);
  return key;
}

/** The activation as an event alone, without doing the element's work. */
export function record(
  step: Step,
  node: Node,
  scope: number,
  consumed?: string[],
  index?: number,
  compensates?: number,
): number {
  const key = nextKey(step);
  const milestone = index === undefined ? node.model?.milestone : undefined;
  const element = node.id;
  // Written out for the plain case: spreading what is not there costs more than the rest of an activation.
  if (consumed && consumed.length > 0 && milestone === undefined && compensates === undefined)
    emitActivated(step, { type: 'elementActivated', key, element, scope, consumed });
  else
    emit(step, {
      type: 'elementActivated',
      key,
      element,
      scope,
      ...(consumed && consumed.length > 0 && { consumed }),
      ...(milestone !== undefined && { milestone }),
      ...(index !== undefined && { index }),
      ...(compensates !== undefined && { compensates }),
    });
  if (consumed && step.waiting) taken(step, scope, node, consumed);
  // What begins here cannot be its scope's end, but the tokens it takes may be all that a join waited for.
  step.touched.add(scope);
  return key;
}

/** BPMN leaves wait-free loops undefined; one that never waits must not hang the process. */
export function loops(step: Step, node: Node, key: number): boolean {
  const count = step.activations.count(node.id);
  if (count <= ACTIVATIONS_WITHOUT_WAIT || count <= mostActivations(step, key)) return false;
  // Every further token stops here too: where a loop forks, stopping one would let the others multiply for ever.
  raise(step, key, 'activate', {
    code: 'LOOP_WITHOUT_WAIT',
    values: { activations: ACTIVATIONS_WITHOUT_WAIT },
  });
  return true;
}

/** Inside iterations an element is activated once for each of them before it can be called a loop. */
function mostActivations(step: Step, key: number): number {
  let iterations = 1;
  for (let at = lookUp(step.draft.elements, key); at; at = lookUp(step.draft.elements, at.scope)) {
    // -1 is a standard loop that nothing bounds.
    if (at.loop && at.loop.count > 0) iterations *= at.loop.count;
  }
  return iterations === 1 ? ACTIVATIONS_WITHOUT_WAIT : ACTIVATIONS_WITHOUT_WAIT + iterations * TURNS;
}

/** Turns that a loop inside an iteration may take without a wait state, on average. */
const TURNS = 100;

/** The work of an activated element: what comes before it, then its own behavior. Also what a retry does again. */
export function run(step: Step, node: Node, key: number, behavior = node.behavior): void {
  if (isTooLong(step)) return;
  if (node.startListeners !== undefined && goesOnListening(step, node, key, 'start')) return;
  if (prepare(step, node, key, behavior)) act(step, node, key, behavior);
}

/** Goes on with what came before an element's work when its start listeners have heard. */
export function goOn(step: Step, node: Node, key: number): void {
  if (open(step, node, key, false)) act(step, node, key, node.inner);
}

function act(step: Step, node: Node, key: number, behavior: Node['behavior']): void {
  if (behavior.activate) behavior.activate(step, node, instanceOf(step, key));
  else finish(step, key, node);
}

/** Inputs, listeners, boundary events, handlers inside. False: it waits, has an incident, or what happened at once ended it. */
export function prepare(step: Step, node: Node, key: number, behavior: Node['behavior']): boolean {
  const model = node.model as ElementModel;
  const repeated = behavior !== node.inner;
  if (!repeated && !mapInputs(step, model, key)) return false;
  if (!repeated && node.startListeners !== undefined && listen(step, node, key, 'start', 0)) return false;
  return open(step, node, key, repeated);
}

export function open(step: Step, node: Node, key: number, repeated: boolean): boolean {
  if (
    node.boundary.length > 0 &&
    instanceOf(step, key).index === undefined &&
    !openEach(step, node.boundary, key)
  )
    return false;
  if (step.stirred && node.boundary.length > 0) {
    askOpened(step, key);
    if (!isLive(step, key)) return false;
  }
  return repeated || node.handlers === undefined || openHandlers(step, node, key) === 'ready';
}

/** Ends an element instance well: nothing more begins inside, outputs, then who listens to its end, then the flows it takes, then it is gone. */
export function finish(step: Step, key: number, node = nodeOf(step, instanceOf(step, key))): void {
  const me = instanceOf(step, key);
  const isBody = me.loop !== undefined;
  if (node.endListeners !== undefined && goesOnListening(step, node, key, 'end')) return;
  if (node.handlers !== undefined && !isBody) closeHandlers(step, key);
  if (node.model && !isBody && !mapOutputs(step, node.model, key)) return;
  if (isBody || node.endListeners === undefined || !listen(step, node, key, 'end', 0)) leave(step, key, node);
}

/** Takes the flows out of an element instance that has nothing left to do or to wait for. */
export function leave(step: Step, key: number, node = nodeOf(step, instanceOf(step, key))): void {
  const me = instanceOf(step, key);
  if (me.index !== undefined) {
    leaveIteration(step, key);
    return;
  }
  // A compensation handler is no part of the normal flow, wherever its flows lead.
  if (me.undoing) return complete(step, key, []);
  const route = node.inner.route;
  const taken = route ? route(step, node, me) : conditionalFlows(step, node, me);
  if (taken === undefined) return;
  if (node.sends !== undefined && !sendAlong(step, node, me, node.sends)) return;
  const chooses = node.parent?.inner.childLeaves;
  if (chooses) chooses(step, node.parent as Node, instanceOf(step, key), taken);
  else complete(step, key, taken);
  if (node.linked) enter(step, node.linked, me.scope);
}

/** Completes without asking which flows to take. `entered`: the flow whose target the caller enters at once. */
export function complete(step: Step, key: number, chosen: string[], entered?: Flow): void {
  const flows = step.exe.signals && chosen.length > 1 ? signalsLast(step, chosen) : chosen;
  const me = instanceOf(step, key);
  closeAll(step, me);
  const { scope } = me;
  emitCompleted(step, key, flows);
  if (step.waiting) arrived(step, scope, flows);
  touch(step, scope);
  for (const id of flows) {
    const flow = step.exe.flows.get(id) as Flow;
    if (!flow.target.inner.join && flow !== entered) step.queue.add(scope, flow);
  }
}

function leaveIteration(step: Step, key: number): void {
  const me = instanceOf(step, key);
  const body = instanceOf(step, me.scope);
  const node = nodeOf(step, body);
  closeAll(step, me);
  node.behavior.childCompleted?.(step, node, body, instanceOf(step, key));
  if (!isLive(step, key) || instanceOf(step, key).incidents.length > 0) return;
  emitCompleted(step, key);
  touch(step, body.key);
}

/** Something an element instance waited for happened: hands it to the behavior, else finishes. */
export function resume(
  step: Step,
  me: ElementInstance,
  what: Parameters<NonNullable<Node['inner']['trigger']>>[3],
  variables: Variables,
): void {
  const node = nodeOf(step, me);
  if (node.inner.trigger) return node.inner.trigger(step, node, me, what, variables);
  takeResults(step, node.model, me.key, variables);
  finish(step, me.key, node);
}
