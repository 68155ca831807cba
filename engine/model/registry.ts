// The core's registries as the model reader sees them: what is executed, and which hooks read its attributes.
import type { ElementBehavior, EventDefinitionBehavior } from '../core/behavior.ts';
import { elements } from '../core/elements/index.ts';
import { eventDefinitions } from '../core/eventDefinitions/index.ts';
import type { EventDefinitionType, FlowNodeType } from '../core/model.ts';

export function behaviorOf(type: FlowNodeType): Pick<ElementBehavior, 'read' | 'check'> {
  return elements[type];
}

export function definitionBehaviorOf(
  type: EventDefinitionType,
): Pick<EventDefinitionBehavior, 'read' | 'check' | 'throw'> {
  return eventDefinitions[type];
}

export function isFlowNodeType(tag: string): tag is FlowNodeType {
  return Object.hasOwn(elements, tag);
}

export function isEventDefinitionType(name: string): name is EventDefinitionType {
  return Object.hasOwn(eventDefinitions, name);
}
