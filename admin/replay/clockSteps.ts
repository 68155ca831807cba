// What happens to service level clocks: begun, paused, extended, warned of, breached, kept or not.
import type { SlaEntry } from '../../engine/core/slaFacts.ts';
import { note, ownerAt, type Takers } from './fold.ts';
import type { Grounds, NoteKind } from './step.ts';

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
    note(fold, 'clockStarted', { owner, element }, { name, ...dueIn(entry), ...groundsOf(entry) });
  },
  clockEntered(fold, { key, entry }) {
    const clock = fold.ownerOfClock.get(key);
    if (clock)
      note(fold, told[entry.kind], clock, { name: clock.name, ...dueIn(entry), ...groundsOf(entry) });
  },
  clockAwaited: (fold, { owner }) => note(fold, 'clockAwaited', ownerAt(fold, owner)),
};

function dueIn({ dueAt }: SlaEntry): { at?: number } {
  return dueAt === undefined ? {} : { at: dueAt };
}

/** The calendar that counted, and why somebody moved the clock. */
function groundsOf(entry: SlaEntry): { grounds?: Grounds } {
  const id = 'target' in entry ? entry.target.calendar : undefined;
  const version = entry.calendarVersion;
  const reason = 'reason' in entry ? entry.reason : undefined;
  if (id === undefined && reason === undefined) return {};
  return {
    grounds: {
      ...(reason !== undefined && { reason }),
      ...(id !== undefined && { calendar: { id, ...(version !== undefined && { version }) } }),
    },
  };
}
