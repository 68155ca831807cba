// What a replay is made of: the batches that it reads and the steps that it shows.
import type { Event } from '../../engine/core/events.ts';
import type { Json } from '../../engine/core/json.ts';

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
  | 'triggered'
  | 'jobFailed'
  | 'incident'
  | 'incidentResolved'
  | 'error'
  | 'answered'
  | 'valuesSet'
  | 'caseCompleted'
  | 'caseTerminated';

export interface ValueChange {
  name: string;
  /** Element instance that holds the value; the instance's own key for the case. */
  scope: number;
  /** Absent when the name is new. */
  before?: Json;
  after: Json;
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
  changes: ValueChange[];
  /** Who a task was given to, an incident's or error's code, a decision's name. */
  detail?: string;
  /** The sequence flows that were chosen where a gateway asked. */
  answer?: string[];
}
