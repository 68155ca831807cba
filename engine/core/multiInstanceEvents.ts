// What a multi-instance activity throws as its iterations complete: `behavior` none, one or complex (BPMN 2.0.2, 10.3.8).
import { eventDefinitions } from './eventDefinitions/index.ts';
import type { Node } from './executable.ts';
import type { EventDefinition, MultiInstance } from './model.ts';
import { countOf, countsOf } from './multiInstanceCounts.ts';
import type { VariableScope } from './ports.ts';
import { notBoolean } from './routing.ts';
import type { ElementInstance } from './state.ts';
import { evaluate, instanceOf, isLive, raise, type Step } from './step.ts';
import { setLocal } from './variables.ts';

/** The events that the completion of `child` throws; undefined after an incident. */
export function behaviorEvents(
  step: Step,
  settings: MultiInstance,
  body: ElementInstance,
  child: ElementInstance,
  seen: VariableScope,
): EventDefinition[] | undefined {
  const { behavior } = settings;
  if (!behavior) return [];
  if (behavior.kind === 'none') return [behavior.event];
  if (behavior.kind === 'one') {
    const completed = countOf(body, 'numberOfCompletedInstances', settings.sequential, 1);
    return completed === 1 ? [behavior.event] : [];
  }
  const events: EventDefinition[] = [];
  for (const { condition, event } of behavior.definitions) {
    const result = evaluate(step, condition, child.key, seen);
    const problem = !result.ok
      ? result
      : result.value !== null && typeof result.value !== 'boolean'
        ? notBoolean(condition, result.value)
        : undefined;
    if (problem) {
      raise(step, child.key, 'leave', problem);
      return undefined;
    }
    if (result.ok && result.value === true && event) events.push(event);
  }
  return events;
}

/**
 * Throws as the iteration that is about to complete; what is thrown carries the counts. The activity goes on with its
 * other iterations though its own boundary event, which catches it, be drawn as interrupting: the event stands for a
 * token that leaves early, "thrown for each instance completing" (`none`), and only the completion condition cancels
 * the rest. An error does end it.
 */
export function throwEvents(
  step: Step,
  node: Node,
  body: number,
  child: number,
  events: readonly EventDefinition[],
): void {
  if (events.length === 0) return;
  const sequential = node.model?.multiInstance?.sequential === true;
  setLocal(step, child, countsOf(instanceOf(step, body), sequential));
  const before = step.implicitThrow;
  step.implicitThrow = { thrower: child, body };
  for (const event of events) {
    if (!isLive(step, child) || instanceOf(step, child).incidents.length > 0) break;
    eventDefinitions[event.type].throw?.(step, node, instanceOf(step, child), event);
  }
  step.implicitThrow = before;
}
