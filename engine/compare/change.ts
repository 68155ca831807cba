// One thing that differs between two versions, as facts; words come from `texts.ts`.

export type ChangeKind =
  | 'added'
  | 'removed'
  | 'renamed'
  /** Into another lane, subprocess, decision or group. */
  | 'moved'
  /** Another kind of the same thing: a user task became a service task. */
  | 'retyped'
  /** The same under another id. */
  | 'identified'
  | 'changed'
  /** Stands before or after others than it did: rules and fields are read in their order. */
  | 'reordered'
  /** Elsewhere on paper, nothing else. */
  | 'redrawn'
  | 'unreadable';

export interface Change {
  change: ChangeKind;
  file: string;
  /** Of the newer version, where it is in both. */
  id: string;
  kind: string;
  name: string;
  /** Name of what it is in now, or was in. */
  within?: string;
  /** Path of what changed, such as `timerEventDefinition/timeDuration`. */
  property?: string;
  from?: string;
  to?: string;
}
