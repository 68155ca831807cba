// After each activity of an ad-hoc subprocess its completion condition is asked (BPMN 2.0.2, 13.3.5).
import { createAdHocJob, end } from './adHoc.ts';
import type { Node } from './executable.ts';
import { complete } from './lifecycle.ts';
import type { AdHoc } from './model.ts';
import { notBoolean } from './routing.ts';
import type { ElementInstance } from './state.ts';
import { evaluate, instanceOf, isLive, nodeOf, raise, type Step } from './step.ts';
import { setLocal } from './variables.ts';

/** `child` is about to take these flows out; it still stands, so that an incident can be about it. */
export function activityLeaves(step: Step, node: Node, child: ElementInstance, flows: string[]): void {
  const scope = child.scope;
  if (!isActivity(nodeOf(step, child))) return complete(step, child.key, flows);
  const settings = node.model?.adHoc as AdHoc;
  if (!collect(step, settings, child)) return;
  if (instanceOf(step, scope).chosen?.last) return complete(step, child.key, []);
  const isDone = holds(step, settings, child);
  if (isDone === undefined) return;
  complete(step, child.key, isDone ? [] : flows);
  if (isDone) end(step, node, scope, settings.cancelRemaining);
  else if (node.model?.config.jobType !== undefined && isLive(step, scope)) createAdHocJob(step, node, scope);
}

/** Events and gateways do no work, and handlers are not chosen. */
function isActivity({ model }: Node): boolean {
  if (!model || model.triggeredByEvent || model.forCompensation) return false;
  return !/(Event|Gateway)$/.test(model.type);
}

/** False: an incident was raised. */
function collect(step: Step, { outputCollection, outputElement }: AdHoc, child: ElementInstance): boolean {
  if (outputCollection === undefined || outputElement === undefined) return true;
  const value = evaluate(step, outputElement, child.key);
  if (!value.ok) {
    raise(step, child.key, 'complete', value);
    return false;
  }
  const before = instanceOf(step, child.scope).variables?.[outputCollection];
  setLocal(step, child.scope, {
    [outputCollection]: [...(Array.isArray(before) ? before : []), value.value],
  });
  return true;
}

/** Undefined after an incident. */
function holds(step: Step, { completionCondition }: AdHoc, child: ElementInstance): boolean | undefined {
  if (completionCondition === undefined) return false;
  const result = evaluate(step, completionCondition, child.scope);
  if (!result.ok) raise(step, child.key, 'complete', result);
  else if (result.value === null || typeof result.value === 'boolean') return result.value === true;
  else raise(step, child.key, 'complete', notBoolean(completionCondition, result.value));
  return undefined;
}
