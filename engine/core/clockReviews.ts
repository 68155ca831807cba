// Asks what a drawing promises, and lets its clock follow: it begins, has another target, is extended, begins anew, or
// promises nothing any more.
import { begin, endClock, enterClock, liveClock, type Refused } from './clockEntries.ts';
import { nameOf, waitsIn } from './clockPlaces.ts';
import { extensionOf, isSameTarget, startOf, targetOf } from './clockPromises.ts';
import { type Clock, dueOf, promised } from './clockState.ts';
import type { SlaModel } from './slaModel.ts';
import { emit, instanceOf, raise, type Step } from './step.ts';
import { lookUp } from './table.ts';

/** A clock that was stopped stays so: only a new cycle begins it again. */
export function review(step: Step, sla: SlaModel, owner: number): void {
  const key = instanceOf(step, owner).clocks?.[sla.id];
  if (key === undefined) return beginNow(step, sla, owner);
  const clock = liveClock(step, key);
  if (!clock) return;
  if (sla.restartOnReturn && hasReturned(step, sla, clock)) {
    endClock(step, key, { kind: isLate(step, clock) ? 'missed' : 'cancelled' }, true);
    return beginNow(step, sla, owner);
  }
  const target = targetOf(step, sla, owner);
  if (!target.ok) return refuse(step, owner, target);
  if (!target.value) return endClock(step, key, { kind: 'cancelled' }, true);
  if (isSameTarget(promised(clock), target.value)) return;
  refuse(step, owner, enterClock(step, key, { kind: 'retargeted', target: target.value }));
}

/** It counts from another instant than it did, or from none. */
function hasReturned(step: Step, sla: SlaModel, { owner, entries }: Clock): boolean {
  const from = startOf(step, sla, owner, entries[0]?.at ?? 0);
  return from.ok && from.value !== entries[0]?.at;
}

function isLate(step: Step, clock: Clock): boolean {
  const due = dueOf(clock);
  return due !== undefined && Math.floor(step.context.at / 1000) > Math.floor(due / 1000);
}

function beginNow(step: Step, sla: SlaModel, owner: number): void {
  const { awaitedSince } = instanceOf(step, owner);
  const start = startOf(step, sla, owner, awaitedSince ?? step.context.at);
  if (!start.ok) return refuse(step, owner, start);
  if (start.value === undefined) return;
  const target = targetOf(step, sla, owner);
  if (!target.ok) return refuse(step, owner, target);
  if (target.value) return beginAt(step, sla, owner, target.value, start.value);
  if (sla.from === undefined && awaitedSince === undefined)
    emit(step, { type: 'clockAwaited', owner, since: step.context.at });
}

/** A new cycle counts from now; the one before is kept as it was. */
export function restart(step: Step, sla: SlaModel, owner: number): void {
  const before = instanceOf(step, owner).clocks?.[sla.id];
  if (before !== undefined && liveClock(step, before)) return;
  const target = targetOf(step, sla, owner);
  if (!target.ok) return refuse(step, owner, target);
  if (target.value) beginAt(step, sla, owner, target.value, step.context.at);
}

function beginAt(
  step: Step,
  sla: SlaModel,
  owner: number,
  target: NonNullable<ReturnType<typeof promised>>,
  at: number,
): void {
  const refused = begin(step, sla, owner, { kind: 'started', target, warnAt: sla.warnAt, at });
  if (refused) return refuse(step, owner, refused);
  const me = lookUp(step.draft.elements, owner);
  const element = me && waitsIn(step, owner, sla.pauseWhen);
  const key = me?.clocks?.[sla.id];
  if (element === undefined || key === undefined) return;
  enterClock(step, key, { kind: 'paused', reason: nameOf(step, element), element });
}

/** A step of the drawing that tells the requester extends the term to what it told. */
export function extend(step: Step, sla: SlaModel, owner: number, element: string): void {
  const key = instanceOf(step, owner).clocks?.[sla.id];
  if (key === undefined || !liveClock(step, key)) return;
  const extension = extensionOf(step, sla, owner);
  if (!extension.ok) return refuse(step, owner, extension);
  if (!extension.value) return;
  const { target, reason = nameOf(step, element) } = extension.value;
  refuse(step, owner, enterClock(step, key, { kind: 'extended', target, reason, notified: true }));
}

/** Once for each owner: people have to see what cannot be promised. */
function refuse(step: Step, owner: number, problem: Refused | undefined): void {
  const me = lookUp(step.draft.elements, owner);
  if (!problem || !me) return;
  if (me.incidents.some((key) => lookUp(step.draft.incidents, key)?.retry === 'clock')) return;
  raise(step, owner, 'clock', { code: problem.code, values: problem.values });
}
