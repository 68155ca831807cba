// After each activity of an ad-hoc subprocess its completion condition is asked (BPMN 2.0.2, 13.3.5).
import { createAdHocJob, end } from './adHoc.ts';
import type { Node } from './executable.ts';
import type { Variables } from './json.ts';
import { complete } from './lifecycle.ts';
import type { AdHoc } from './model.ts';
import { notBoolean } from './routing.ts';
import type { ElementInstance } from './state.ts';
import { evaluate, instanceOf, isLive, nodeOf, raise, type Step, variablesAt } from './step.ts';
import { setLocal } from './variables.ts';

/** `child` is about to take these flows out; it still stands, so that an incident can be about it. */
export function activityLeaves(step: Step, node: Node, child: ElementInstance, flows: string[]): void {
  const scope = child.scope;
  if (!isActivity(nodeOf(step, child))) return complete(step, child.key, flows);
  const settings = node.model?.adHoc as AdHoc;
  const collected = collect(step, settings, child);
  if (!collected) return;
  const isLast = instanceOf(step, scope).chosen?.last === true;
  const isDone = isLast ? false : holds(step, settings, child, collected);
  if (isDone === undefined) return;
  setLocal(step, scope, collected);
  if (isLast) return complete(step, child.key, []);
  complete(step, child.key, isDone ? [] : flows);
  if (isDone) end(step, node, scope, settings.cancelRemaining);
  else if (node.model?.config.jobType !== undefined && isLive(step, scope)) createAdHocJob(step, node, scope);
}

/** Events and gateways do no work, and handlers are not chosen. */
function isActivity({ model }: Node): boolean {
  if (!model || model.triggeredByEvent || model.forCompensation) return false;
  return !/(Event|Gateway)$/.test(model.type);
}

/** What was collected in the subprocess so far, this activity's result included; undefined after an incident. */
function collect(
  step: Step,
  { outputCollection, outputElement }: AdHoc,
  child: ElementInstance,
): Variables | undefined {
  if (outputCollection === undefined || outputElement === undefined) return {};
  const value = evaluate(step, outputElement, child.key);
  if (!value.ok) {
    raise(step, child.key, 'leave', value);
    return undefined;
  }
  const before = instanceOf(step, child.scope).variables?.[outputCollection];
  return { [outputCollection]: [...(Array.isArray(before) ? before : []), value.value] };
}

/** Undefined after an incident. */
function holds(
  step: Step,
  { completionCondition }: AdHoc,
  child: ElementInstance,
  collected: Variables,
): boolean | undefined {
  if (completionCondition === undefined) return false;
  const seen = variablesAt(step, child.scope);
  const result = evaluate(step, completionCondition, child.scope, {
    get: (name) => (Object.hasOwn(collected, name) ? collected[name] : seen.get(name)),
  });
  if (!result.ok) raise(step, child.key, 'leave', result);
  else if (result.value === null || typeof result.value === 'boolean') return result.value === true;
  else raise(step, child.key, 'leave', notBoolean(completionCondition, result.value));
  return undefined;
}
