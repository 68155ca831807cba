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

/** What the drawing does not let pause it any more pauses no longer; it would never end for it. */
function carryPauses(step: Step): void {
  for (const clock of liveClocks(step)) {
    const pauses = slaOf(step, clock)?.pauseWhen ?? [];
    for (const element of pausedBy(clock))
      if (element !== undefined && !pauses.includes(element))
        enterClock(step, clock.key, { kind: 'resumed', element });
  }
}

/** As a migration is undone: what it let go on pauses again. */
export function pauseAgain(step: Step): void {
  for (const clock of liveClocks(step)) {
    const element = waitsIn(step, clock.owner, slaOf(step, clock)?.pauseWhen ?? []);
    const last = clock.entries.at(-1);
    if (element !== undefined && last?.kind === 'resumed' && last.element === element)
      enterClock(step, clock.key, { kind: 'paused', reason: nameOf(step, element), element });
  }
}

function liveClocks(step: Step): Clock[] {
  return (step.draft.clocks ? keys(step.draft.clocks) : []).flatMap((key) => liveClock(step, key) ?? []);
}
