// Turns the events of one instance into the steps that a person replays: pure, so that server and browser agree.
import type { Event, EventType } from '../../engine/core/events.ts';
import { annotationTakers } from './annotationSteps.ts';
import { clockTakers } from './clockSteps.ts';
import { compensationTakers } from './compensationSteps.ts';
import { elementTakers } from './elementSteps.ts';
import { add, type Fold, newFold, type Takers } from './fold.ts';
import { foreseenTakers } from './foreseenSteps.ts';
import { scopeTakers } from './scopeSteps.ts';
import type { ReplayBatch, ReplayStep } from './step.ts';
import { thrownTakers } from './thrownSteps.ts';
import { waitingTakers } from './waitingSteps.ts';
import { workTakers } from './workSteps.ts';

export const takers = {
  ...elementTakers,
  ...scopeTakers,
  ...waitingTakers,
  ...workTakers,
  ...thrownTakers,
  ...compensationTakers,
  ...foreseenTakers,
  ...clockTakers,
  ...annotationTakers,
} satisfies Takers<EventType>;

export function replaySteps(batches: ReplayBatch[]): ReplayStep[] {
  const fold = newFold();
  for (const batch of batches) {
    fold.batch = batch;
    const first = fold.steps.length;
    for (const event of batch.events) {
      // What a history of a newer version holds besides is not known here.
      const taker = takers[event.type] as ((fold: Fold, event: Event) => void) | undefined;
      taker?.(fold, event);
    }
    keepPending(fold, first);
    fold.quiet = [];
  }
  return fold.steps;
}

/** What comes after the batch's last step belongs to that step; a batch without one is a step itself. */
function keepPending(fold: Fold, first: number): void {
  const last = fold.steps.length > first ? fold.steps.at(-1) : undefined;
  if (last) {
    last.changes.push(...fold.pending);
    last.notes.push(...fold.notes.map(({ owner: _owner, ...note }) => note));
    if (fold.consumed.length > 0) last.consumed = [...(last.consumed ?? []), ...fold.consumed];
    fold.pending = [];
    fold.notes = [];
    fold.consumed = [];
    return;
  }
  const [change] = fold.pending;
  if (fold.notes.length === 0 && !change) fold.notes = fold.quiet;
  const [note] = fold.notes;
  if (change)
    add(fold, 'valuesSet', {
      element: fold.elementOf.get(change.scope)?.element ?? '',
      owner: change.scope,
    });
  else if (note) add(fold, 'noted', note);
}
