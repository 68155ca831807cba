// What people do to a case by hand, each with a reason: the acts, and the note that keeps what was before and after.
import type { Json, Variables } from '../../core/index.ts';

export type CaseAction =
  | { act: 'retryIncident'; incident: number }
  /** `from`: an element instance of the case that runs; `to`: an element of its process. */
  | { act: 'moveToken'; from: number; to: string }
  | { act: 'cancelCase' }
  | { act: 'reopenCase'; elements: string[] }
  /** This case ends; the other, an open one, stays. */
  | { act: 'mergeCase'; into: number }
  /** `seen`: what whoever asks believes it to be now. */
  | { act: 'setValue'; name: string; value: Json; seen?: Json };

export type CaseAct = CaseAction['act'];

/** The note on the case that stays. */
export const RECEIVED = 'caseReceived';

/** Kinds of the notes that say so, as `cauce_notes` has them. */
export const caseActs = {
  retryIncident: true,
  moveToken: true,
  cancelCase: true,
  reopenCase: true,
  mergeCase: true,
  setValue: true,
} as const satisfies { [act in CaseAct]: true };

export function isCaseAct(kind: string): kind is CaseAct {
  return Object.hasOwn(caseActs, kind);
}

/** Where a case stood: elements of its drawing, each as often as a token is in it. */
export interface CaseStand {
  state: string;
  at: string[];
}

/** What the note keeps beside the reason. */
export type ActionDetail =
  | { act: 'retryIncident'; before: { element: string; code: string }; after: { state: 'RETRIED' } }
  | { act: 'moveToken'; before: { at: string }; after: { at: string } }
  | { act: 'cancelCase'; before: CaseStand; after: { state: 'TERMINATED' } }
  | { act: 'reopenCase'; before: { state: string; closedAt: number | null }; after: CaseStand }
  | { act: 'mergeCase'; before: CaseStand; after: { state: 'TERMINATED'; key: number; number: string } }
  | { act: typeof RECEIVED; before: null; after: { key: number; number: string } }
  /** `before` absent: nobody had set it. */
  | { act: 'setValue'; before: Variables; after: Variables };
