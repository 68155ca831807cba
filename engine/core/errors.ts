// BPMN errors and escalations look for their handler from where they were thrown, scope by scope, outward.
import { catchesAs, happened } from './eventParts.ts';
import { takesHandlers } from './eventSubprocess.ts';
import type { Node } from './executable.ts';
import { fireHandler } from './handlers.ts';
import type { Variables } from './json.ts';
import { terminateInside } from './lifecycle.ts';
import type { EventDefinitionType } from './model.ts';
import type { ElementInstance } from './state.ts';
import { emit, instanceOf, nodeOf, raise, type Step } from './step.ts';
import { closeAll } from './subscriptions.ts';
import { lookUp } from './table.ts';

export interface BpmnError {
  code: string;
  message?: string;
  variables: Variables;
}

/** Nearest scope first; a specific code before a catch-all. Uncaught: the caller's business, else an incident. */
export function throwError(step: Step, from: number, error: BpmnError): void {
  const { element } = instanceOf(step, from);
  const handler = handlerOf(step, from, 'error', error.code);
  const facts = {
    element,
    owner: from,
    code: error.code,
    ...(error.message !== undefined && { message: error.message }),
  };
  if (handler) {
    emit(step, { type: 'errorThrown', ...facts, caughtBy: handler.node.id });
    fireHandler(step, handler.node, handler.host, error.variables, true);
    return;
  }
  emit(step, { type: 'errorThrown', ...facts });
  if (step.draft.parent) endInstance(step, error);
  else
    raise(step, from, 'activate', {
      code: 'ERROR_NOT_CAUGHT',
      values: { error: error.code, message: error.message ?? '' },
    });
}

/** BPMN 2.0.2, 10.5.7: an escalation that nobody catches changes nothing. */
export function throwEscalation(step: Step, from: number, code: string): void {
  const { element } = instanceOf(step, from);
  const handler = handlerOf(step, from, 'escalation', code);
  emit(step, {
    type: 'escalationThrown',
    element,
    owner: from,
    code,
    ...(handler && { caughtBy: handler.node.id }),
  });
  const part = handler && catchesAs(handler.node, 'escalation', code)?.part;
  const brought = handler && happened(step, handler.node, handler.host, part, {});
  if (handler && brought) fireHandler(step, handler.node, handler.host, brought);
}

interface Handler {
  node: Node;
  host: number;
}

/** In each scope the event subprocesses inside it come before the boundary events around it. */
function handlerOf(step: Step, from: number, type: EventDefinitionType, code: string): Handler | undefined {
  let inside: ElementInstance | undefined;
  for (let at = lookUp(step.draft.elements, from); at; at = lookUp(step.draft.elements, at.scope)) {
    const found =
      catching(startsOf(step, at, inside), type, code) ??
      (at.index === undefined ? catching(nodeOf(step, at).boundary, type, code) : undefined);
    if (found) return { node: found, host: at.key };
    inside = at;
  }
  return undefined;
}

/**
 * Starts of event subprocesses that may begin in this scope; what is thrown out of one of them never starts that one
 * again. Where a scope is repeated, they belong to its iterations.
 */
function startsOf(step: Step, scope: ElementInstance, inside: ElementInstance | undefined): readonly Node[] {
  const node = nodeOf(step, scope);
  if (node.handlers === undefined || (node.behavior !== node.inner && scope.index === undefined)) return [];
  if (!takesHandlers(step, scope)) return [];
  return node.handlers.filter((start) => start.parent?.id !== inside?.element);
}

function catching(handlers: readonly Node[], type: EventDefinitionType, code: string): Node | undefined {
  const found = handlers.filter((each) => catchesAs(each, type, code));
  return found.find((each) => catchesAs(each, type, code)?.config.code === code) ?? found[0];
}

/** Ends the whole instance: canceled, or by an error that its caller may catch. */
export function endInstance(step: Step, error?: BpmnError): void {
  const root = step.draft.key;
  terminateInside(step, root);
  closeAll(step, instanceOf(step, root));
  step.queue.length = 0;
  step.at = 0;
  emit(step, { type: 'instanceTerminated', ...(error && { error }) });
}
