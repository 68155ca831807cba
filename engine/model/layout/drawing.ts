// What is laid out: shapes, flows and lanes as plain values, and the picture that comes of them.

export interface Point {
  x: number;
  y: number;
}

export interface Box extends Point {
  width: number;
  height: number;
}

export interface TextBlock {
  width: number;
  height: number;
}

export type ShapeKind = 'event' | 'gateway' | 'activity' | 'artifact' | 'pool';

export interface Shape {
  id: string;
  kind: ShapeKind;
  width: number;
  height: number;
  /** The lane it lies in, by its place among the container's bands. */
  band: number;
  /** What is written beside it; what is written inside it counts in its size. */
  label?: TextBlock;
  /** The activity that this boundary event sits on. */
  host?: string;
  /** What it shows inside, already laid out. */
  inside?: Picture;
  /** What it comments or holds data for: it is drawn beside that. */
  beside?: string;
}

export interface Flow {
  id: string;
  kind: 'sequence' | 'message' | 'association';
  source: string;
  target: string;
  /** Marked by a stroke near its source. */
  isDefault?: boolean;
  label?: TextBlock;
}

/** An innermost lane, a pool without lanes, or all of a container that has neither. */
export interface Band {
  /** At least as high, so that its name can be read. */
  height: number;
  /** A pool that shows nothing of its inside: one closed box. */
  closed: boolean;
  /** Bands of the same pool touch; others keep a distance. */
  pool: number;
}

export interface Container {
  shapes: Shape[];
  flows: Flow[];
  bands: Band[];
  /** Room at the left for the names of pools and lanes. */
  header: number;
}

/** Everything in coordinates; the upper left corner is 0, 0. */
export interface Picture {
  width: number;
  height: number;
  shapes: Map<string, Box>;
  labels: Map<string, Box>;
  flows: Map<string, Point[]>;
  bands: Box[];
}

/** Whether many ways to draw it are tried: by hand one waits for a good drawing, an import should not. */
export type Effort = 'quick' | 'careful';
