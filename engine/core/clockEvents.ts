// What can have happened to a service level clock; a part of the journal's format.
import type { SlaEntry, SlaMetric } from './slaFacts.ts';

export type ClockEvent =
  | {
      type: 'clockStarted';
      /** A key of the instance. */
      key: number;
      owner: number;
      element: string;
      /** Which of the owner's promises. */
      sla: string;
      name: string;
      metric: SlaMetric;
      restartOnReturn?: true;
      entry: SlaEntry;
    }
  /** `paused`: it was paused before and still is; `again`: what it promised may be promised once more. */
  | { type: 'clockEntered'; key: number; entry: SlaEntry; paused?: true; again?: true }
  /** Nothing is promised yet; what will be counts from here. */
  | { type: 'clockAwaited'; owner: number; since: number };
