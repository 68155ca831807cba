// A table as files have it: without the columns that only look.
import type { Table } from '../report.ts';

export function fileTable(table: Table): Table {
  const kept = table.columns.flatMap(({ visual }, at) => (visual ? [] : [at]));
  if (kept.length === table.columns.length) return table;
  return {
    ...table,
    columns: table.columns.filter(({ visual }) => !visual),
    rows: table.rows.map((row) => ({ ...row, cells: kept.flatMap((at) => row.cells[at] ?? []) })),
  };
}
