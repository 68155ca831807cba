// Service level clocks in a migration: what the target promises as well goes on, what it does not is called off, what is new
// begins.
import { endClock, enterClock, liveClock, slaOf } from './clockEntries.ts';
import { remember } from './clockNotes.ts';
import { nameOf, waitsIn } from './clockPlaces.ts';
import { type Clock, pausedBy } from './clockState.ts';
import { instanceOf, nodeOf, type Step } from './step.ts';
import { keys } from './table.ts';

/** `keepDue`: what runs is not asked again what it promises, and what is called off may be promised again. */
export function carryClocks(step: Step, keepDue: boolean): void {
  for (const clock of liveClocks(step))
    if (!slaOf(step, clock)) endClock(step, clock.key, { kind: 'cancelled' }, keepDue || undefined);
  if (step.exe.clocks === undefined || !step.ports.sla) return;
  if (keepDue) carryPauses(step);
  for (const key of keys(step.draft.elements)) {
    const { slas } = nodeOf(step, instanceOf(step, key));
    if (slas) remember(step, { what: keepDue ? 'promised' : 'asked', key });
  }
}

/** What pauses a clock has another name now: without this it would never go on. */
export function carryPauses(step: Step): void {
  for (const clock of liveClocks(step)) {
    const { key, owner } = clock;
    for (const element of pausedBy(clock)) {
      if (element === undefined || waitsIn(step, owner, [element]) !== undefined) continue;
      enterClock(step, key, { kind: 'resumed', element });
      const now = waitsIn(step, owner, slaOf(step, clock)?.pauseWhen ?? []);
      const paused = liveClock(step, key);
      if (now !== undefined && paused && !pausedBy(paused).has(now))
        enterClock(step, key, { kind: 'paused', reason: nameOf(step, now), element: now });
    }
  }
}

function liveClocks(step: Step): Clock[] {
  return (step.draft.clocks ? keys(step.draft.clocks) : []).flatMap((key) => liveClock(step, key) ?? []);
}
