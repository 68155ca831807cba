// What start events of a deployed process wait for, so that the runtime can open their subscriptions.

import { executableOf } from './executable.ts';
import type { ProcessModel } from './model.ts';
import type { Ports } from './ports.ts';
import { scheduleOf } from './schedule.ts';
import { durationFrom, isTooFrequent } from './timerValues.ts';

export interface StartSubscription {
  element: string;
  kind: 'message' | 'signal' | 'timer';
  name?: string;
  dueAt?: number;
  repetitions?: number;
  interval?: string;
}

/** Top-level start events with a message, a signal or a timer. Names and times see no variables. */
export function startSubscriptions(model: ProcessModel, at: number, ports: Ports): StartSubscription[] {
  const constant = (text: string) => {
    if (!text.startsWith('=')) return text;
    const result = ports.evaluate(text.slice(1), {
      variables: { get: () => undefined },
      now: at,
      owner: 0,
      inputs: {},
    });
    return result.kind === 'value' ? result.value : null;
  };
  const found: StartSubscription[] = [];
  for (const node of executableOf(model).nodes.values()) {
    const { definition, model: element } = node;
    if (element?.type !== 'startEvent' || element.parent !== null || !definition) continue;
    const { name, value } = definition.config;
    if ((definition.type === 'message' || definition.type === 'signal') && typeof name === 'string')
      found.push({ element: node.id, kind: definition.type, name: String(constant(name)) });
    if (definition.type !== 'timer' || typeof value !== 'string') continue;
    const schedule = scheduleOf(constant(value), at, ports);
    const duration = schedule?.interval === undefined ? undefined : durationFrom(schedule.interval);
    if (!schedule || schedule.firings === 0 || (duration && isTooFrequent(duration))) continue;
    const { firings: _, anchor: __, ...facts } = schedule;
    found.push({ element: node.id, kind: 'timer', ...facts });
  }
  return found;
}
