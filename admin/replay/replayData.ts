// What the server hands to the replay: the steps, each in words too, and the words of the controls.
import type { ReplayStep } from './step.ts';

export interface StepLine {
  what: string;
  /** What else happened with it; empty when nothing did. */
  notes: string;
  who: string;
  when: string;
  length: string;
  /** What it rests on: form, rules, calendar, reason. */
  facts: [label: string, text: string][];
  /** Another process of the case that begins or goes on here. */
  link?: { href: string; label: string };
}

export interface ReplayData {
  steps: ReplayStep[];
  lines: StepLine[];
  /** Numbers of the steps that the filter lets through; absent: all. */
  matches?: number[];
  /** Of which version of the process it was from that step on. */
  versions: { from: number; text: string }[];
  /** What people call elements. */
  names: { [element: string]: string };
  /** The subprocess that each element inside one lies in: what has no shape is shown there. */
  parents: { [element: string]: string };
  words: { [name in ReplayWord]: string };
}

export const replayWords = [
  'label',
  'first',
  'previous',
  'play',
  'pause',
  'next',
  'last',
  'position',
  'matching',
  'slider',
  'speed',
  'mark',
  'unmark',
  'values',
  'noValues',
  'where',
  'nowhere',
  'version',
  'grounds',
  'compared',
  'same',
  'whole',
  'failed',
  'undone',
  'repeated',
  'newValue',
  'goneValue',
  'left',
  'reached',
  'touched',
] as const;

export type ReplayWord = (typeof replayWords)[number];
