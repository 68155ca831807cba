// What indicators are computed from: one fact for each thing that happened to a case, its tasks, clocks and surveys, or
// that was imported. Facts are appended and never changed.
import type { Json } from '../core/json.ts';

/** What figures can be filtered by and split into; a fact leaves out what it does not know. */
export const DIMENSIONS = [
  'flow',
  /** `as-is` or `to-be`. */
  'variant',
  'process',
  'version',
  'product',
  'channel',
  'area',
  'segment',
  'typology',
  'type',
  'topic',
  'site',
  'lane',
  'person',
  /** Where an imported figure or case came from. */
  'source',
] as const;

export type Dimension = (typeof DIMENSIONS)[number];

export interface Fact {
  /**
   * `case-filed`, `case-answered`, `case-closed`, `case-reopened`, `task-completed`, `activity-ended`, `clock-ended`,
   * `survey-answered`, `figure` (an imported value), or another that a definition names.
   */
  kind: string;
  /** Epoch milliseconds of what attributes it to a period. */
  at: number;
  /** The civil date of `at` where the process is. */
  date: string;
  /** Key of the root instance; absent for imported figures. */
  caseKey?: number;
  element?: string;
  dims: { readonly [name in Dimension]?: string };
  /** Measures: instants in epoch milliseconds, durations in milliseconds, counts, yes or no, names. Nothing personal. */
  values: { readonly [name: string]: Json };
}
