// What a scope remembers of what was completed in it, so that it can be undone.
import type { Variables } from './json.ts';
import type { Table } from './table.ts';

export interface Compensation {
  /** Completed activities by the order in which they completed, from 1. */
  done: Table<Completed>;
  last: number;
  /** What is being undone now, each run one activity after another. */
  runs: readonly CompensationRun[];
}

/** A completed activity that can be undone, and what could be seen from it when it completed. */
export interface Completed {
  /** Its place in its scope's order of completion. */
  order: number;
  key: number;
  element: string;
  /** It was withdrawn with its canceled transaction: only what had completed inside is undone. */
  withdrawn?: true;
  /** Its own variables and those of each scope around it, nearest first. */
  seen: readonly (Variables | undefined)[];
  /** Scopes: what was completed inside. */
  inner: Table<Completed> | undefined;
}

export interface CompensationRun {
  /** Element instance that asked for it: a throw event, or the scope itself, undone or canceled as a whole. */
  by: number;
  waits: boolean;
  /** In the order in which they are undone; those from `next` on are still to do. */
  records: readonly Completed[];
  next: number;
  /** Element instance that undoes now; it may have ended. */
  running: number | undefined;
  /** Variables that compensation wrote: later handlers see these as they are, not as they were. */
  written: readonly string[];
}

export interface Undoing {
  /** Of the run that it belongs to. */
  by: number;
  /** Those of its variables that show what was; writing one goes to where the variable is now. */
  past: readonly string[];
  /** A completed scope that lives again under its key, until what it did is undone. */
  restored: boolean;
}
