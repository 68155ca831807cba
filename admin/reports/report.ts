// What a report is, whoever shows it: the page, the spreadsheet, the document and the mail are made from this alone.
export type Cellable = string | number | null;

export interface Cell {
  /** As people read it. */
  text: string;
  /** As a spreadsheet computes with it; absent where it is words. */
  value?: number | null;
  href?: string | undefined;
  /** State of time, which has a shape and a colour beside its word. */
  state?: 'onTime' | 'atRisk' | 'overdue' | 'none' | undefined;
  /** Said quietly below the value. */
  under?: string | undefined;
  underHref?: string | undefined;
  /** Share of the longest bar in the column, 0 to 1, drawn behind the number. */
  bar?: number | undefined;
  /** Where the target stands on the same scale. */
  mark?: number | undefined;
  /** 0 to 1: how deep the cell is coloured. */
  heat?: number | undefined;
  /** Small drawing of how it went, oldest first; null where there is no data. */
  trend?: (number | null)[] | undefined;
}

export interface Column {
  label: string;
  /** Numbers stand at the right. */
  numeric?: boolean | undefined;
  /** Only looks: files leave it out. */
  visual?: boolean | undefined;
  /** What heads several columns. */
  group?: string | undefined;
}

export interface Row {
  cells: Cell[];
  /** The diagram's element that the row is of, with how deep its color is there and what its badge says. */
  element?: string;
  heat?: number | undefined;
  words?: string;
  /** Sums up the rows above. */
  total?: boolean | undefined;
}

export interface Table {
  caption: string;
  columns: Column[];
  rows: Row[];
}

export interface ChartSeries {
  name: string;
  values: (number | null)[];
  /** A token's name, e.g. `overdue`. */
  color: 'cauce' | 'quiet' | 'ink' | 'on-time' | 'at-risk' | 'overdue' | 'paused';
  /** Drawn less loudly, as what the others are compared with. */
  dashed?: boolean;
}

export interface Chart {
  kind: 'line' | 'bars' | 'stack' | 'columns';
  /** What it shows, in a sentence: the name of the picture. */
  title: string;
  categories: string[];
  series: ChartSeries[];
  /** How a value of the axis is written. */
  unit: 'percent' | 'number';
  target?: { value: number; label: string } | undefined;
}

export interface Tile {
  label: string;
  text: string;
  href?: string | undefined;
  /** There is no value: said quietly. */
  isEmpty?: boolean;
  state?: Cell['state'];
  stateText?: string | undefined;
  notes: string[];
}

/** A drawing on which the section's rows are shown. */
export interface Diagram {
  source: string;
  label: string;
  legend: { step: number; text: string }[];
}

export interface Section {
  id: string;
  heading: string;
  lead?: string | undefined;
  tiles?: Tile[] | undefined;
  chart?: Chart | undefined;
  diagram?: Diagram | undefined;
  table?: Table | undefined;
  /** What to do where there is nothing to show. */
  empty?: string | undefined;
  /** What the section counts, so that nobody has to guess. */
  note?: string | undefined;
}

export interface Report {
  id: string;
  title: string;
  lead: string;
  /** Period and filters in words, as they stand on paper. */
  facts: { label: string; text: string }[];
  sections: Section[];
}
