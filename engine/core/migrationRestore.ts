// What the undoing of a migration gives back: what it closed waits again, due when it was; what it began is withdrawn.
import { endClock } from './clockEntries.ts';
import { type Clock, isPaused } from './clockState.ts';
import type { Subscription, UserTask } from './state.ts';
import { emit, isLive, nextKey, type Step } from './step.ts';
import { lookUp } from './table.ts';

/** Of the state before the migration, under the names that it had then. */
export interface Restored {
  /** Subscriptions, user tasks and clocks that the migration opened. */
  withdrawn: { subscriptions: number[]; userTasks: number[]; clocks: number[] };
  /** What it closed. */
  subscriptions: Subscription[];
  userTasks: UserTask[];
  clocks: Clock[];
  /** When user tasks were due, where it moved that. */
  due: { userTask: number; dueAt: number | null }[];
}

export function withdraw(step: Step, { withdrawn }: Restored): void {
  for (const key of withdrawn.clocks) endClock(step, key, { kind: 'cancelled' }, true);
  for (const key of withdrawn.subscriptions)
    if (lookUp(step.draft.subscriptions, key)) emit(step, { type: 'subscriptionClosed', key });
  for (const key of withdrawn.userTasks)
    if (lookUp(step.draft.userTasks, key)) emit(step, { type: 'userTaskCanceled', key });
}

function staysPaused({ entries }: Clock, at: number): boolean {
  return isPaused({ entries: entries.slice(0, at) }) && isPaused({ entries: entries.slice(0, at + 1) });
}

/** Under new keys: those of before are gone from lists that others may have read. */
export function restore(step: Step, { subscriptions, userTasks, clocks, due }: Restored): void {
  const clockKeys = new Map<number, number>();
  for (const clock of clocks) {
    if (!isLive(step, clock.owner)) continue;
    const key = nextKey(step);
    clockKeys.set(clock.key, key);
    for (const [at, entry] of clock.entries.entries()) {
      const { entries: _, ...facts } = clock;
      if (at === 0) emit(step, { type: 'clockStarted', ...facts, key, entry });
      else emit(step, { type: 'clockEntered', key, entry, ...(staysPaused(clock, at) && { paused: true }) });
    }
  }
  for (const { key: _, clock, ...facts } of subscriptions) {
    if (!isLive(step, facts.owner)) continue;
    const of = clock && { clock: { ...clock, key: clockKeys.get(clock.key) ?? clock.key } };
    emit(step, { type: 'subscriptionOpened', key: nextKey(step), ...facts, ...of });
  }
  for (const { key: _, transition: __, corrections: ___, ...task } of userTasks)
    if (isLive(step, task.owner)) emit(step, { type: 'userTaskCreated', key: nextKey(step), ...task });
  for (const { userTask: key, dueAt } of due)
    if (lookUp(step.draft.userTasks, key)) emit(step, { type: 'userTaskUpdated', key, changes: { dueAt } });
}
