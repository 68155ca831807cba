// Which sequence flows a finished element takes, and what one instance's events ask of other streams.
import type { Node } from './executable.ts';
import type { Json } from './json.ts';
import type { VariableScope } from './ports.ts';
import type { ElementInstance } from './state.ts';
import { evaluateFeel, feelOf, raise, type Step } from './step.ts';

/**
 * Flows out of an activity or event: each without condition, each whose condition is true, else the default
 * (BPMN 2.0.2, 13.2.1 and 8.3.13). An absent or null condition result is false.
 */
export function conditionalFlows(step: Step, node: Node, me: ElementInstance): string[] | undefined {
  const { outgoing } = node;
  const only = outgoing[0];
  if (outgoing.length === 0) return [];
  if (outgoing.length === 1 && only && only.model.condition === undefined) return [only.id];
  const taken: string[] = [];
  for (const flow of outgoing) {
    if (flow.id === node.model?.defaultFlow) continue;
    const holds =
      flow.model.condition === undefined ? true : conditionHolds(step, me, flow.id, flow.model.condition);
    if (holds === undefined) return undefined;
    if (holds) taken.push(flow.id);
  }
  return taken.length > 0 ? taken : orDefault(step, node, me);
}

/** The default flow, or the incident that none could be chosen. */
export function orDefault(step: Step, node: Node, me: ElementInstance): string[] | undefined {
  const model = node.model;
  if (model?.defaultFlow !== undefined) return [model.defaultFlow];
  const conditions = node.outgoing.map((flow) => flow.model.condition ?? '');
  raise(step, me.key, 'leave', { code: 'NO_FLOW_CHOSEN', values: { conditions } });
  return undefined;
}

/** True or false; undefined after an incident (the condition failed or gave something else than true, false or null). */
export function conditionHolds(
  step: Step,
  me: ElementInstance,
  flow: string,
  condition: string,
  variables?: VariableScope,
): boolean | undefined {
  const feel = condition.charCodeAt(0) === 61 ? feelOf(condition) : condition;
  const result = evaluateFeel(step, feel, me.key, variables);
  if (!result.ok) {
    raise(step, me.key, 'leave', { code: result.code, values: { ...result.values, flow } });
    return undefined;
  }
  if (result.value === null || typeof result.value === 'boolean') return result.value === true;
  const { code, values } = notBoolean(condition, result.value);
  raise(step, me.key, 'leave', { code, values: { flow, ...values } });
  return undefined;
}

export function notBoolean(
  condition: string,
  result: Json,
): { code: string; values: { [name: string]: Json } } {
  return {
    code: 'CONDITION_NOT_BOOLEAN',
    values: { condition, result: JSON.stringify(result).slice(0, 200) },
  };
}
