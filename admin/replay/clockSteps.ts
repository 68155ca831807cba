// What happens to service level clocks: begun, paused, extended, warned of, breached, kept or not.
import type { SlaEntry } from '../../engine/core/slaFacts.ts';
import { note, ownerAt, type Takers } from './fold.ts';
import type { NoteKind } from './step.ts';

const told = {
  started: 'clockStarted',
  paused: 'clockPaused',
  resumed: 'clockResumed',
  extended: 'clockExtended',
  retargeted: 'clockRetargeted',
  transferred: 'clockTransferred',
  recalculated: 'clockRecalculated',
  warned: 'clockWarned',
  breached: 'clockBreached',
  met: 'clockMet',
  missed: 'clockMissed',
  cancelled: 'clockCancelled',
} as const satisfies { [kind in SlaEntry['kind']]: NoteKind };

export const clockTakers: Takers<'clockStarted' | 'clockEntered' | 'clockAwaited'> = {
  clockStarted(fold, { key, owner, element, name, entry }) {
    fold.ownerOfClock.set(key, { owner, element, name });
    note(fold, 'clockStarted', { owner, element }, { name, ...dueIn(entry) });
  },
  clockEntered(fold, { key, entry }) {
    const clock = fold.ownerOfClock.get(key);
    if (clock) note(fold, told[entry.kind], clock, { name: clock.name, ...dueIn(entry) });
  },
  clockAwaited: (fold, { owner }) => note(fold, 'clockAwaited', ownerAt(fold, owner)),
};

function dueIn({ dueAt }: SlaEntry): { at?: number } {
  return dueAt === undefined ? {} : { at: dueAt };
}
