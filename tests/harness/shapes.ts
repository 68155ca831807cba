// Flow nodes in a few letters, for models of tests.
import type { Json } from '../../engine/core/json.ts';
import type { ElementModel, EventDefinitionType, FlowNodeType, Mapping } from '../../engine/core/model.ts';

type Shape = Partial<ElementModel> & { type: FlowNodeType };

export const start: Shape = { type: 'startEvent' };
export const end: Shape = { type: 'endEvent' };
export const user: Shape = { type: 'userTask' };
export const xor: Shape = { type: 'exclusiveGateway' };
export const and: Shape = { type: 'parallelGateway' };
export const or: Shape = { type: 'inclusiveGateway' };
export const eventBased: Shape = { type: 'eventBasedGateway' };
export const subProcess: Shape = { type: 'subProcess' };

/** A script whose FEEL result (without `=`) goes to `variable`. */
export function script(expression: string, variable = 'result'): Shape {
  return { type: 'scriptTask', config: { expression: `=${expression}`, resultVariable: variable } };
}

export function service(jobType = 'work'): Shape {
  return { type: 'serviceTask', config: { jobType } };
}

export function call(processId: string, config: { [name: string]: boolean } = {}): Shape {
  return { type: 'callActivity', config: { processId, ...config } };
}

export function definition(
  type: EventDefinitionType,
  config: { [name: string]: string } = {},
): Shape['eventDefinitions'] {
  return [{ type, config }];
}

export function timer(value: string, kind = 'timeDuration') {
  return definition('timer', { kind, value });
}

export function message(name: string, correlationKey = 'key') {
  return definition('message', { name, correlationKey });
}

export function signal(name: string) {
  return definition('signal', { name });
}

export function condition(text: string) {
  return definition('conditional', { condition: text });
}

export function catching(eventDefinitions: Shape['eventDefinitions']): Shape {
  return { type: 'intermediateCatchEvent', ...(eventDefinitions && { eventDefinitions }) };
}

export function ending(type: EventDefinitionType, config: { [name: string]: string } = {}): Shape {
  return { type: 'endEvent', eventDefinitions: [{ type, config }] };
}

export function boundary(
  attachedTo: string,
  eventDefinitions: Shape['eventDefinitions'],
  interrupting = true,
): Shape {
  return { type: 'boundaryEvent', attachedTo, interrupting, ...(eventDefinitions && { eventDefinitions }) };
}

export const eventSubprocess: Shape = { type: 'subProcess', triggeredByEvent: true };

/** The start of an event subprocess. */
export function onEvent(eventDefinitions: Shape['eventDefinitions'], interrupting = true): Shape {
  return { type: 'startEvent', interrupting, ...(eventDefinitions && { eventDefinitions }) };
}

/** `within('sub', {...})`: the same elements inside a subprocess. */
export function within(parent: string, elements: { [id: string]: Shape }): { [id: string]: Shape } {
  return Object.fromEntries(
    Object.entries(elements).map(([id, shape]) => [id, { ...shape, parent: shape.parent ?? parent }]),
  );
}

export function maps(...pairs: [string, string][]): Mapping[] {
  return pairs.map(([source, target]) => ({ source, target }));
}

/** What undoes `activity`: a boundary event `c_<activity>` and the handler `undo_<activity>`. */
export function undone(activity: string, handler: Shape, rest: Partial<ElementModel> = {}) {
  return {
    [`c_${activity}`]: {
      ...boundary(activity, definition('compensate')),
      compensation: `undo_${activity}`,
      ...rest,
    },
    [`undo_${activity}`]: { ...handler, forCompensation: true as const, ...rest },
  };
}

export function compensating(config: { [name: string]: Json } = {}): Shape {
  return { type: 'intermediateThrowEvent', eventDefinitions: [{ type: 'compensate', config }] };
}
