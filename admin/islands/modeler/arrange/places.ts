// What the thread that draws anew is asked, and what it answers.
import type { Box, Point } from '../../../../engine/model/layout/drawing.ts';

export interface ArrangeRequest {
  xml: string;
  fileName: string;
}

export interface Places {
  shapes: { id: string; box: Box }[];
  flows: { id: string; points: Point[] }[];
  /** Of names that stand beside what they name. */
  labels: { id: string; box: Box }[];
}

/** Undefined: it cannot be read, or has too much in it. */
export type ArrangeReply = Places | undefined;
