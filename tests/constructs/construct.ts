// What the coverage tables speak of: one construct is one cell, named so that a scenario's drawing can be asked for it.

/** A table of the README: a title, the names of its rows and columns, and which cells the specification allows. */
export interface CoverageTable {
  title: string;
  /** Text above the table. */
  about: string;
  corner: string;
  columns: { id: string; label: string }[];
  rows: { id: string; label: string; columns: string[] }[];
}

/** `row/column`, the name of a cell. */
export type Construct = `${string}/${string}`;

export function constructsOf(table: CoverageTable): Construct[] {
  return table.rows.flatMap((row) => row.columns.map((column): Construct => `${row.id}/${column}`));
}
