// Timer event definition: a date, a duration or a cycle (BPMN 2.0.2, 10.5.5; ISO 8601 texts or FEEL that gives them).
import type { EventDefinitionBehavior } from '../behavior.ts';
import type { Node } from '../executable.ts';
import type { Json } from '../json.ts';
import type { Ports } from '../ports.ts';
import type { ElementInstance } from '../state.ts';
import { evaluate, raise, type Step } from '../step.ts';
import { open } from '../subscriptions.ts';
import { addDuration, cycleFrom, durationFrom, instantFrom } from '../timerValues.ts';

export const KINDS = ['timeDate', 'timeDuration', 'timeCycle'] as const;

export const timer: EventDefinitionBehavior = {
  read(source) {
    for (const kind of KINDS) {
      const text = source.child(kind)?.text('body') ?? source.text(kind);
      if (text !== undefined && text.trim() !== '') return { kind, value: text.trim() };
    }
    return {};
  },
  subscribe(step: Step, node: Node, owner: ElementInstance) {
    const { kind, value } = node.definition?.config ?? {};
    if (typeof kind !== 'string' || typeof value !== 'string') return 'undefined';
    const given = evaluate(step, value, owner.key);
    if (!given.ok) {
      raise(step, owner.key, 'activate', { code: given.code, values: { ...given.values, event: node.id } });
      return 'incident';
    }
    const schedule = scheduleOf(given.value, step.context.at, step.ports);
    if (!schedule) {
      raise(step, owner.key, 'activate', {
        code: 'TIMER_NOT_VALID',
        values: { event: node.id, expression: value, result: given.value },
      });
      return 'incident';
    }
    if (schedule.firings !== 0) {
      const { firings: _, ...facts } = schedule;
      open(step, { owner: owner.key, element: node.id, kind: 'timer', ...facts });
    }
    return 'open';
  },
};

export interface Schedule {
  dueAt: number;
  /** Firings in all; -1 without end. */
  firings: number;
  repetitions?: number;
  interval?: string;
}

/** When a timer fires, from what its expression gave: a date, a duration, or a cycle. Undefined: it is none of them. */
export function scheduleOf(value: Json, at: number, ports: Ports): Schedule | undefined {
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  const cycle = cycleFrom(text);
  if (cycle) {
    const duration = durationFrom(cycle.interval);
    const start = cycle.start === undefined ? undefined : instantFrom(cycle.start, ports);
    if (!duration || (cycle.start !== undefined && start === undefined)) return undefined;
    const repetitions = cycle.count < 0 ? -1 : cycle.count - 1;
    return {
      dueAt: start ?? addDuration(at, duration),
      firings: cycle.count,
      repetitions,
      interval: cycle.interval,
    };
  }
  const duration = durationFrom(text);
  if (duration) return { dueAt: Math.max(at, addDuration(at, duration)), firings: 1 };
  const date = instantFrom(text, ports);
  return date === undefined ? undefined : { dueAt: date, firings: 1 };
}

/** The next firing of a cycle after `now`; firings that fell due meanwhile collapse into this one and are counted. */
export function nextFiring(
  dueAt: number,
  repetitions: number,
  interval: string,
  now: number,
): { next?: { dueAt: number; repetitions: number }; missed: number } {
  const duration = durationFrom(interval);
  let left = repetitions;
  let due = dueAt;
  let missed = 0;
  if (!duration || (duration.ms <= 0 && duration.months <= 0)) return { missed: 0 };
  for (;;) {
    if (left === 0) return { missed };
    due = addDuration(due, duration);
    if (due > now) return { next: { dueAt: due, repetitions: left < 0 ? -1 : left - 1 }, missed };
    if (left > 0) left -= 1;
    missed += 1;
  }
}
