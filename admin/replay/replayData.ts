// What the server hands to the replay: the steps, each in words too, and the words of the controls.
import type { ReplayStep } from './step.ts';

export interface StepLine {
  what: string;
  /** What else happened with it; empty when nothing did. */
  notes: string;
  who: string;
  when: string;
  length: string;
}

export interface ReplayData {
  steps: ReplayStep[];
  lines: StepLine[];
  /** The subprocess that each element inside one lies in: what has no shape is shown there. */
  parents: { [element: string]: string };
  words: { [name in ReplayWord]: string };
}

export type ReplayWord =
  | 'label'
  | 'first'
  | 'previous'
  | 'play'
  | 'pause'
  | 'next'
  | 'last'
  | 'position'
  | 'slider'
  | 'values'
  | 'noValues'
  | 'whole'
  | 'failed'
  | 'undone'
  | 'repeated';
