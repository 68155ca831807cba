// BPMN errors and escalations look for their handler from where they were thrown, scope by scope, outward.
import { catchesAs, happened } from './eventParts.ts';
import type { Node } from './executable.ts';
import type { Variables } from './json.ts';
import { terminateInside } from './lifecycle.ts';
import type { EventDefinitionType } from './model.ts';
import type { ElementInstance } from './state.ts';
import { emit, instanceOf, nodeOf, raise, type Step } from './step.ts';
import { closeAll, fireBoundary } from './subscriptions.ts';
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
    fireBoundary(step, handler.node, handler.host, error.variables);
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
  if (handler && brought) fireBoundary(step, handler.node, handler.host, brought);
}

interface Handler {
  node: Node;
  host: number;
}

function handlerOf(step: Step, from: number, type: EventDefinitionType, code: string): Handler | undefined {
  for (let at = lookUp(step.draft.elements, from); at; at = lookUp(step.draft.elements, at.scope)) {
    const found = boundaryOf(step, at, type, code);
    if (found) return { node: found, host: at.key };
  }
  return undefined;
}

function boundaryOf(
  step: Step,
  at: ElementInstance,
  type: EventDefinitionType,
  code: string,
): Node | undefined {
  if (at.index !== undefined) return undefined;
  const { boundary } = nodeOf(step, at);
  const catching = boundary.filter((each) => catchesAs(each, type, code));
  return catching.find((each) => catchesAs(each, type, code)?.config.code === code) ?? catching[0];
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
