// The only writer of state. It copies facts from events into tables and knows no element type.
import { clockAppliers } from './applyClocks.ts';
import { compensationAppliers } from './applyCompensation.ts';
import { elementAppliers } from './applyElements.ts';
import { migrationAppliers } from './applyMigration.ts';
import { noteAppliers } from './applyNotes.ts';
import { waitingAppliers } from './applyWaiting.ts';
import type { Event, EventOf } from './events.ts';
import { draftOf, emptyState, type InstanceState } from './state.ts';

export type Appliers = { [T in Event['type']]: (draft: InstanceState, event: EventOf<T>) => void };

const appliers: Appliers = {
  ...elementAppliers,
  ...waitingAppliers,
  ...compensationAppliers,
  ...migrationAppliers,
  ...clockAppliers,
  ...noteAppliers,
};

/** Writes one event into a draft. Events of a journal always fit; one that does not is a bug and throws. */
export function apply(draft: InstanceState, event: Event): void {
  appliers[event.type](draft, event as never);
}

/** The state after these events; `from` is left as it is. */
export function fold(events: Iterable<Event>, from: InstanceState = emptyState()): InstanceState {
  const draft = draftOf(from);
  for (const event of events) apply(draft, event);
  return draft;
}
