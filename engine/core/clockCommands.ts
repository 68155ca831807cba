// What people do to a service level clock, each with a reason: pause, resume, extend, hand over, count by another calendar.
import { endClock, enterClock, liveClock, type NewEntry, slaOf } from './clockEntries.ts';
import { nameOf, waitsIn } from './clockPlaces.ts';
import { type Clock, dueOf, promised } from './clockState.ts';
import type { Handlers } from './commandHandlers.ts';
import type { SlaTarget } from './slaFacts.ts';
import { reject, type Step } from './step.ts';
import { active } from './targets.ts';

export const clockCommands = {
  pauseClock(step, command) {
    const clock = clockOf(step, command.key);
    const { at: now } = step.context;
    const { reason, from = now, to } = command;
    checkReason(reason);
    const states = slaOf(step, clock)?.pauseWhen ?? [];
    const element = waitsIn(step, clock.owner, states);
    if (element === undefined)
      reject('SLA_PAUSE_NOT_ALLOWED', { sla: clock.name, states: states.map((id) => nameOf(step, id)) });
    if ((to ?? now) > now) reject('SLA_PAUSE_ENDS_IN_THE_FUTURE');
    enter(step, clock, { kind: 'paused', reason, at: from });
    if (to !== undefined) enter(step, clock, { kind: 'resumed', at: to });
  },
  resumeClock(step, { key, reason }) {
    const clock = clockOf(step, key);
    checkReason(reason);
    enter(step, clock, { kind: 'resumed', reason });
  },
  extendClock(step, { key, term, until, reason, notified }) {
    const clock = clockOf(step, key);
    checkReason(reason);
    const base = promised(clock);
    if (!base) reject('SLA_CLOCK_NOT_FOUND', { key });
    const target = extended(base, term, until);
    if (!target) reject('SLA_EXTENSION_WITHOUT_TERM', { sla: clock.name });
    enter(step, clock, { kind: 'extended', target, reason, notified });
  },
  transferClock(step, { key, to, reason }) {
    const clock = clockOf(step, key);
    checkReason(reason);
    endClock(step, clock.key, { kind: 'transferred', to, reason });
  },
  recalculateClock(step, { key, calendarVersion, reason, notified }) {
    const clock = clockOf(step, key);
    checkReason(reason);
    const before = dueOf(clock);
    const told = { ...(before !== undefined && { before }), ...(notified !== undefined && { notified }) };
    enter(step, clock, { kind: 'recalculated', reason, ...told, calendarVersion });
    const after = dueOf(liveClock(step, key) ?? clock);
    // What was promised to somebody never moves behind their back; what teams promise each other may.
    if (after !== before && clock.metric !== 'operation' && notified !== true)
      reject('SLA_NOTICE_REQUIRED', { sla: clock.name, before: before ?? null, after: after ?? null });
  },
} satisfies Partial<Handlers>;

function clockOf(step: Step, key: number): Clock {
  active(step);
  return liveClock(step, key) ?? reject('SLA_CLOCK_NOT_FOUND', { key });
}

function checkReason(reason: string): void {
  if (reason.trim() === '') reject('SLA_REASON_MISSING');
}

function extended(base: SlaTarget, term: number | string | undefined, until: number | undefined) {
  const { calendar } = base;
  if (until !== undefined) return { until, calendar };
  return term !== undefined && 'term' in base ? { ...base, term } : undefined;
}

function enter(step: Step, { key }: Clock, entry: NewEntry): void {
  const refused = enterClock(step, key, entry);
  if (refused) reject(refused.code, refused.values);
}
