// The statements that bring one table's changes into the database.
import type { Bound, Dialect } from './dialects/dialect.ts';
import type { Cell, Change, Row, TableSpec } from './writeSet.ts';

/** Which columns an update sets, by the names in the order in which it gives them: there are few. */
const columnSets = new Map<string, string[]>();

function columnsOf(partial: Row): string[] {
  const names = Object.keys(partial);
  const text = names.join();
  const known = columnSets.get(text);
  if (known) return known;
  const sorted = names.sort();
  // One list for those that name the same columns in another order.
  const columns = columnSets.get(sorted.join()) ?? sorted;
  columnSets.set(sorted.join(), columns);
  columnSets.set(text, columns);
  return columns;
}

export function tableStatements(dialect: Dialect, table: TableSpec, changes: Iterable<Change>): Bound[] {
  const removed: (readonly Cell[])[] = [];
  const rows: Row[] = [];
  const updated = new Map<string[], Cell[][]>();
  for (const change of changes) {
    const { key, inserted: row, updated: partial } = change;
    if (change.removed) removed.push(key);
    if (row) rows.push(row);
    if (partial) {
      const columns = columnsOf(partial);
      const others = updated.get(columns);
      const cells = [...key, ...columns.map((column) => partial[column] as Cell)];
      if (others) others.push(cells);
      else updated.set(columns, [cells]);
    }
  }
  const statements: Bound[] = [];
  if (removed.length > 0) statements.push(dialect.remove(table, removed));
  if (rows.length > 0) {
    const spec = rows.every((row) => isWithoutLater(table, row)) ? shorter(table) : table;
    const inserted = rows.map((row) => spec.columns.map((column) => row[column] ?? null));
    statements.push(dialect.insert(spec, inserted));
  }
  // Rows that change the same columns share a statement; how many sets there are does not grow with the rows.
  for (const [columns, cells] of updated) statements.push(dialect.update(table, columns, cells));
  return statements;
}

function isWithoutLater({ later = [] }: TableSpec, row: Row): boolean {
  for (const column of later) if ((row[column] ?? null) !== null) return false;
  return true;
}

const shorterSpecs = new Map<TableSpec, TableSpec>();

function shorter(table: TableSpec): TableSpec {
  const { later } = table;
  if (!later) return table;
  const known = shorterSpecs.get(table);
  if (known) return known;
  const spec = { ...table, columns: table.columns.filter((column) => !later.includes(column)) };
  shorterSpecs.set(table, spec);
  return spec;
}
