// Timer event definition: a date, a duration or a cycle (BPMN 2.0.2, 10.5.5; ISO 8601 texts or FEEL that gives them).
import type { EventDefinitionBehavior } from '../behavior.ts';
import type { Node } from '../executable.ts';
import type { Json } from '../json.ts';
import type { Ports } from '../ports.ts';
import type { ElementInstance } from '../state.ts';
import { evaluate, raise, type Step } from '../step.ts';
import { open } from '../subscriptions.ts';
import { addDuration, cycleFrom, durationFrom, instantFrom, monthsBetween, times } from '../timerValues.ts';

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
    // An event that waits for no firing at all would wait for ever; a boundary event may simply never fire.
    if (!schedule || (schedule.firings === 0 && node.attachedTo === undefined)) {
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
  anchor?: number;
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
      ...(duration.months > 0 && duration.ms === 0 && { anchor: start ?? at }),
    };
  }
  const duration = durationFrom(text);
  if (duration) return { dueAt: Math.max(at, addDuration(at, duration)), firings: 1 };
  const date = instantFrom(text, ports);
  return date === undefined ? undefined : { dueAt: date, firings: 1 };
}

export interface Repeating {
  dueAt: number;
  /** Firings left after this one; -1 without end. */
  repetitions: number;
  interval: string;
  /** Cycles by the month: where they count from. */
  anchor?: number;
}

/** The next firing of a cycle after `now`; firings that fell due meanwhile collapse into this one and are counted. */
export function nextFiring(
  { dueAt, repetitions, interval, anchor }: Repeating,
  now: number,
): { next?: { dueAt: number; repetitions: number }; missed: number } {
  const duration = durationFrom(interval);
  // Without a way forward there is nothing to repeat.
  if (!duration || duration.ms < 0 || duration.months < 0 || duration.ms + duration.months === 0)
    return { missed: 0 };
  const dueAfter = (firings: number) =>
    anchor === undefined || duration.ms !== 0
      ? addDuration(dueAt, times(duration, firings))
      : addDuration(anchor, times(duration, firings + monthsBetween(anchor, dueAt) / duration.months));
  // A month has at least 28 days: never more than were missed.
  let missed = Math.max(0, Math.floor((now - dueAt) / (duration.ms + duration.months * LONGEST_MONTH)));
  while (dueAfter(missed + 1) <= now) missed += 1;
  if (repetitions >= 0 && missed >= repetitions) return { missed: repetitions };
  return {
    next: { dueAt: dueAfter(missed + 1), repetitions: repetitions < 0 ? -1 : repetitions - missed - 1 },
    missed,
  };
}

const LONGEST_MONTH = 31 * 86_400_000;
