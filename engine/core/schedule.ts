// When timers fire: the first time, and again after each firing of a cycle.
import { type Cron, cronFrom, looksLikeCron } from './cron.ts';
import { countCron, nextCron } from './cronTimes.ts';
import type { Json } from './json.ts';
import type { Ports } from './ports.ts';
import { addDuration, cycleFrom, durationFrom, instantFrom, monthsBetween, times } from './timerValues.ts';

/** The children of a timer event definition; each says when. */
export const KINDS = ['timeDate', 'timeDuration', 'timeCycle'] as const;

export interface Schedule {
  dueAt: number;
  /** Firings in all; -1 without end. */
  firings: number;
  repetitions?: number;
  /** A duration, or cron. */
  interval?: string;
  anchor?: number;
}

/** When a timer fires, from what its expression gave: a date, a duration, a cycle or cron. Undefined: it is none of them. */
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
  const cron = cronOf(text);
  if (cron) {
    const dueAt = nextCron(cron, at, ports.offsetAt);
    return dueAt === undefined ? undefined : { dueAt, firings: -1, repetitions: -1, interval: text };
  }
  const date = instantFrom(text, ports);
  return date === undefined ? undefined : { dueAt: date, firings: 1 };
}

function cronOf(text: string): Cron | undefined {
  const cron = looksLikeCron(text) ? cronFrom(text) : undefined;
  return cron && 'code' in cron ? undefined : cron;
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
  { offsetAt }: Pick<Ports, 'offsetAt'>,
): { next?: { dueAt: number; repetitions: number }; missed: number } {
  const duration = durationFrom(interval);
  const cron = duration ? undefined : cronOf(interval);
  if (cron) {
    const after = Math.max(now, dueAt);
    const next = nextCron(cron, after, offsetAt);
    const missed = countCron(cron, dueAt, now, offsetAt);
    return next === undefined ? { missed } : { next: { dueAt: next, repetitions }, missed };
  }
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
