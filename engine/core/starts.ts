// What begins an instance of a deployed process from outside, so that the runtime can open its subscriptions.

import { definitionsOf } from './eventParts.ts';
import { executableOf, type Node } from './executable.ts';
import { beginsInstances } from './instantiation.ts';
import type { EventDefinition, ProcessModel } from './model.ts';
import type { Evaluation, Ports } from './ports.ts';
import { scheduleOf } from './schedule.ts';
import { durationFrom, isTooFrequent } from './timerValues.ts';

export interface StartSubscription {
  /** What `createInstance` begins at. */
  element: string;
  /** Which of the element's several definitions. */
  definition?: number;
  /** Conditions have no name and are asked when somebody wants to know (see the runtime). */
  kind: 'message' | 'signal' | 'timer' | 'condition';
  name?: string;
  dueAt?: number;
  repetitions?: number;
  /** A duration, or cron. */
  interval?: string;
  /** Cycles by the month: where they count from. */
  anchor?: number;
  /**
   * When is not known from the drawing alone, but from calendars or catalogs: `interval` is the expression, to be asked
   * now and, while `repetitions` are left, after each firing.
   */
  asks?: true;
}

/** Top-level elements that begin an instance with a message, a signal or a timer. Names and times see no variables. */
export function startSubscriptions(model: ProcessModel, at: number, ports: Ports): StartSubscription[] {
  const evaluated = (text: string): Evaluation => {
    if (!text.startsWith('=')) return { kind: 'value', value: text };
    const variables = { get: () => undefined };
    return ports.evaluate(text.slice(1), { variables, now: at, owner: 0, inputs: {} });
  };
  const constant = (text: string) => {
    const result = evaluated(text);
    return result.kind === 'value' ? result.value : null;
  };
  return startDefinitions(model).flatMap(({ element, definition: { type, config, part } }) => {
    const start = { element, ...(part !== undefined && { definition: part }) };
    const { name, value } = config;
    if (type === 'message' || type === 'signal')
      return typeof name === 'string' ? { ...start, kind: type, name: String(constant(name)) } : [];
    if (type === 'conditional')
      return typeof config.condition === 'string' ? { ...start, kind: 'condition' as const, name: '' } : [];
    if (type !== 'timer' || typeof value !== 'string') return [];
    if (evaluated(value).kind === 'need') {
      const repetitions = config.kind === 'timeCycle' ? -1 : 0;
      return { ...start, kind: 'timer' as const, interval: value, repetitions, asks: true as const };
    }
    const schedule = scheduleOf(constant(value), at, ports);
    const duration = schedule?.interval === undefined ? undefined : durationFrom(schedule.interval);
    if (!schedule || schedule.firings === 0 || (duration && isTooFrequent(duration))) return [];
    const { firings: _, ...facts } = schedule;
    return { ...start, kind: 'timer' as const, ...facts };
  });
}

/** The elements and definitions that begin an instance, in the drawing's order. */
export function startDefinitions(model: ProcessModel): { element: string; definition: EventDefinition }[] {
  const nodes = [...executableOf(model).nodes.values()];
  return nodes.filter(beginsInstances).flatMap((node) => {
    const element = node.id;
    if (node.model?.type === 'receiveTask')
      return { element, definition: { type: 'message' as const, config: node.model.config } };
    return beginning(node).map((definition) => ({ element, definition }));
  });
}

/**
 * All that a parallel multiple event waits for begins with a message or signal; the times among them are awaited by the
 * instance that has begun. Only where nothing else is drawn does a time begin it.
 */
function beginning(node: Node): readonly EventDefinition[] {
  const all = definitionsOf(node);
  if (!node.model?.parallelMultiple) return all;
  const heard = all.filter(({ type }) => type === 'message' || type === 'signal');
  return heard.length > 0 ? heard : all.slice(0, 1);
}

/** Whether a call activity may call it: BPMN 2.0.2, 10.4.2 wants a start event that nothing triggers, or none at all. */
export function startsWhenCalled(model: ProcessModel): boolean {
  const { starts } = executableOf(model).root;
  return starts.length > 0 && starts.every(({ definition }) => definition === undefined);
}
