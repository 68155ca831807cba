// What a replay is made of: the batches that it reads and the steps that it shows, each with what is noted under it.
import type { Event } from '../../engine/core/events.ts';
import type { Json } from '../../engine/core/json.ts';
import type { SubscriptionKind } from '../../engine/core/waitingFacts.ts';

/** What the fold needs of one batch of the history. */
export interface ReplayBatch {
  sequence: number;
  at: number;
  actor: string;
  events: Event[];
}

export type StepKind =
  | 'arrived'
  /** Arrived and completed in the same moment: gateways, events, automatic steps. */
  | 'passed'
  | 'completed'
  | 'terminated'
  | 'assigned'
  | 'released'
  | 'changed'
  | 'modified'
  | 'migrated'
  | 'corrected'
  | 'denied'
  | 'triggered'
  | 'jobFailed'
  | 'jobUpdated'
  | 'incident'
  | 'incidentResolved'
  | 'error'
  | 'answered'
  | 'valuesSet'
  | 'compensationStarted'
  /** A completed scope lives again, to be undone. */
  | 'restored'
  | 'compensated'
  | 'compensationEnded'
  | 'compensationAbandoned'
  /** Somebody wrote about it; `noteKind` says what for. */
  | 'annotated'
  /** Nothing but notes. */
  | 'noted'
  | 'caseReopened'
  | 'caseCompleted'
  | 'caseTerminated';

/** What else happened with a step; each has its own words. */
export type NoteKind =
  | 'caseOpened'
  | 'milestone'
  | 'timerAwaited'
  | 'messageAwaited'
  | 'signalAwaited'
  | 'conditionAwaited'
  | 'waitClosed'
  | 'firesAgain'
  | 'missed'
  | 'conditionHolds'
  | 'conditionFails'
  | 'partHappened'
  | 'wholeHappened'
  | 'taskOffered'
  | 'taskDone'
  | 'taskWithdrawn'
  | 'dueMoved'
  | 'clockStarted'
  | 'clockAwaited'
  | 'clockPaused'
  | 'clockResumed'
  | 'clockExtended'
  | 'clockRetargeted'
  | 'clockTransferred'
  | 'clockRecalculated'
  | 'clockWarned'
  | 'clockBreached'
  | 'clockMet'
  | 'clockMissed'
  | 'clockCancelled'
  | 'listenersAsked'
  | 'listenersHeard'
  | 'jobAsked'
  | 'jobDone'
  | 'jobWithdrawn'
  | 'jobAgain'
  | 'repeats'
  | 'repeatsWhile'
  | 'itemCollected'
  | 'gatewayBegan'
  | 'gatewayReset'
  | 'answerUsed'
  | 'branchesDropped'
  | 'chosen'
  | 'nothingChosen'
  | 'nothingMore'
  | 'messageSent'
  | 'signalSent'
  | 'escalated'
  | 'caughtBy'
  | 'called'
  | 'callAbandoned'
  | 'decided'
  | 'putAt'
  | 'takenFrom'
  | 'starving'
  | 'paused'
  | 'resumed';

export interface Note {
  kind: NoteKind;
  /** What it is about, which may be another element than the step's: a boundary event of it, say. */
  element: string;
  /** A message, a group, a decision: what is known by its name. */
  name?: string;
  count?: number;
  at?: number;
  /** Other elements or sequence flows that it names. */
  elements?: readonly string[];
  grounds?: Grounds;
}

/** What a step rests on, for whoever checks it. */
export interface Grounds {
  /** Why somebody did it, in their words. */
  reason?: string;
  /** By its id. */
  form?: string;
  /** That counted, with its version where that is on record. */
  calendar?: { id: string; version?: number };
  decision?: { id: string; name: string; rules: readonly string[] };
}

export interface ValueChange {
  name: string;
  /** Element instance that holds the value; the instance's own key for the case. */
  scope: number;
  /** Absent when the name is new. */
  before?: Json;
  after: Json;
}

/** Which of several repetitions, from 1; `of` is absent where nothing bounds them. */
export interface Iteration {
  number: number;
  of?: number;
}

export interface ReplayStep {
  /** From 1. */
  number: number;
  sequence: number;
  at: number;
  actor: string;
  kind: StepKind;
  /** Element id; the process id for what concerns the whole case. */
  element: string;
  elementKey: number;
  /** How long the element was active, where this step ends it. */
  duration?: number;
  /** Sequence flows that got a token. */
  taken: string[];
  /** Sequence flows whose token is gone, one token each. */
  consumed?: string[];
  /** Element instance around the step's own: where its tokens are. */
  scope?: number;
  changes: ValueChange[];
  notes: Note[];
  /** Who a task was given to, an error's code, why an attempt failed. */
  detail?: string;
  /** The sequence flows that were chosen where a gateway asked. */
  answer?: string[];
  incident?: { code: string; values: { [name: string]: Json } };
  iteration?: Iteration;
  /** Where a loop came back to the element: the how manieth time it is there. */
  visit?: number;
  /** How many repetitions begin here. */
  repeats?: number;
  /** Of a handler: the activity that it undoes. */
  undoes?: string;
  /** What will be undone, in that order. */
  undoing?: string[];
  noteKind?: string;
  /** Of what happened: what it was that happened. */
  trigger?: SubscriptionKind;
}
