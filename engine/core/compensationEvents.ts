// What can have happened as completed activities are undone; a part of the journal's format.

export type CompensationEvent =
  /**
   * These completed element instances of the scope are undone, one after another in this order. `by` is who asked: an
   * event that may wait for the end, or the scope itself.
   */
  | { type: 'compensationStarted'; scope: number; by: number; waits: boolean; records: number[] }
  /** A completed scope lives again with the variables it ended with, so that what it did is undone. */
  | { type: 'elementRestored'; key: number; scope: number; by: number }
  | { type: 'elementCompensated'; key: number }
  | { type: 'compensationEnded'; scope: number; by: number }
  /** The scope's contents are withdrawn: what was not undone yet still can be. */
  | { type: 'compensationAbandoned'; scope: number };
