// BPMN errors and escalations look for their handler from where they were thrown, scope by scope, outward.
import { catcherOf, told } from './catching.ts';
import { endClocks } from './clocks.ts';
import { happened } from './eventParts.ts';
import type { Retry } from './events.ts';
import { fireHandler } from './handlers.ts';
import type { Variables } from './json.ts';
import { allVariablesAt, emit, instanceOf, raise, type Step } from './step.ts';
import { closeAll } from './subscriptions.ts';
import { terminateInside } from './withdrawal.ts';

export interface BpmnError {
  code: string;
  message?: string;
  variables: Variables;
}

/** Nearest scope first; a specific code before a catch-all. Uncaught: the caller's business, else an incident. */
export function throwError(step: Step, from: number, error: BpmnError, retry: Retry = 'work'): void {
  const { element } = instanceOf(step, from);
  const catcher = catcherOf(step, from, 'error', error.code);
  const facts = {
    element,
    owner: from,
    code: error.code,
    ...(error.message !== undefined && { message: error.message }),
  };
  if (catcher) {
    const { node, host, definition } = catcher;
    emit(step, { type: 'errorThrown', ...facts, caughtBy: node.id });
    const variables = { ...error.variables, ...told(definition, error.code, error.message) };
    fireHandler(step, node, host, variables, true);
    return;
  }
  emit(step, { type: 'errorThrown', ...facts });
  if (step.draft.parent) endInstance(step, error);
  else
    raise(step, from, retry, {
      code: 'ERROR_NOT_CAUGHT',
      values: { error: error.code, message: error.message ?? '' },
    });
}

/**
 * BPMN 2.0.2, 10.5.7: an escalation that nobody catches changes nothing. One that leaves a called instance goes on to who
 * called it (see routed.ts).
 */
export function throwEscalation(step: Step, from: number, code: string): void {
  const { element } = instanceOf(step, from);
  const catcher = catcherOf(step, from, 'escalation', code);
  const leaves = !catcher && step.draft.parent;
  emit(step, {
    type: 'escalationThrown',
    element,
    owner: from,
    code,
    ...(catcher && { caughtBy: catcher.node.id }),
    ...(leaves && { variables: allVariablesAt(step, step.draft.key) }),
  });
  if (!catcher) return;
  const { node, host, definition } = catcher;
  const brought = happened(step, node, host, definition.part, told(definition, code));
  if (brought) fireHandler(step, node, host, brought);
}

/** Ends the whole instance: canceled, or by an error that its caller may catch. */
export function endInstance(step: Step, error?: BpmnError): void {
  const root = step.draft.key;
  terminateInside(step, root);
  if (step.exe.clocks !== undefined) endClocks(step, 'terminated');
  closeAll(step, instanceOf(step, root));
  step.queue.clear();
  emit(step, { type: 'instanceTerminated', ...(error && { error }) });
}
