// Event handlers: boundary events and starts of event subprocesses. They happen beside what owns their subscription,
// the activity that a boundary event sits on or the scope that an event subprocess lies in (BPMN 2.0.2, 13.5.3 and 13.5.4).
import { fireEventSubprocess } from './eventSubprocess.ts';
import type { Node } from './executable.ts';
import type { Variables } from './json.ts';
import { finish, loops, record } from './lifecycle.ts';
import { instanceOf, type Step } from './step.ts';
import { takeResults } from './variables.ts';
import { terminate } from './withdrawal.ts';

/** A boundary event or the start of an event subprocess. */
export function isHandler(node: Node | undefined): node is Node {
  return node?.handler !== undefined;
}

/**
 * A handler that interrupts nothing goes on hearing after it has fired. So does a parallel multiple start event while it
 * waits for others: what comes again must not begin another instance.
 */
export function goesOnHearing(step: Step, node: Node | undefined, host: number): boolean {
  if (node?.handler) return !interruptsNow(step, node, host);
  return node?.model?.parallelMultiple === true && node.model.type === 'startEvent';
}

/** An error leaves nothing to go on with, whatever the drawing says (BPMN 2.0.2, table 10.93). */
export function interrupts({ definition, model }: Node): boolean {
  return definition?.type === 'error' || model?.interrupting !== false;
}

/** What a multi-instance activity throws as its iterations complete leaves it going on (see multiInstanceEvents.ts). */
function interruptsNow(step: Step, handler: Node, host: number): boolean {
  if (handler.definition?.type === 'error') return true;
  return interrupts(handler) && step.implicitThrow?.body !== host;
}

/** The event of `handler` happened to `host`, the element instance that owns what it waits for. */
export function fireHandler(
  step: Step,
  handler: Node,
  host: number,
  variables: Variables,
  interrupting = interruptsNow(step, handler, host),
): void {
  if (handler.handler === 'eventSubprocess')
    fireEventSubprocess(step, handler, host, variables, interrupting);
  else fireBoundary(step, handler, host, variables, interrupting);
}

/** BPMN 2.0.2, 10.5.6: an interrupting boundary event withdraws its activity before its own flows are taken. */
function fireBoundary(
  step: Step,
  boundary: Node,
  host: number,
  variables: Variables,
  interrupting: boolean,
): void {
  const { scope } = instanceOf(step, host);
  if (interrupting) terminate(step, host);
  const key = record(step, boundary, scope);
  if (loops(step, boundary, key)) return;
  takeResults(step, boundary.model, key, variables);
  finish(step, key);
}
