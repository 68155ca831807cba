// Rows as PostgreSQL takes them fastest: the text of a COPY, or one array for each column.
import type { Cell } from '../writeSet.ts';

/** Text of `COPY ... FROM STDIN`. */
export function copyText(rows: readonly (readonly Cell[])[]): string {
  let text = '';
  for (const row of rows) {
    for (let at = 0; at < row.length; at++) {
      if (at > 0) text += '\t';
      text += copyCell(row[at] as Cell);
    }
    text += '\n';
  }
  return text;
}

const SPECIAL = /[\\\t\n\r]/;
const escapes: { readonly [character: string]: string } = {
  '\\': '\\\\',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
};

function copyCell(cell: Cell): string | number {
  if (cell === null) return '\\N';
  if (typeof cell === 'number' || !SPECIAL.test(cell)) return cell;
  return cell.replace(/[\\\t\n\r]/g, (character) => escapes[character] as string);
}

export interface Arrays {
  /** A row source with a column for each array, named c0, c1, ... by its place; those without a value are left out. */
  source: string;
  /** How a column's cell is said: its name in the source, or NULL where no row has a value. */
  cells: string[];
  bindings: string[];
}

/** Numbers are of 64 bits and all else is text, as in every table that is written in sets. */
export function arraysOf(rows: readonly (readonly Cell[])[], width: number): Arrays {
  const parts: string[] = [];
  const names: string[] = [];
  const cells: string[] = [];
  const bindings: string[] = [];
  for (let at = 0; at < width; at++) {
    const type = typeOf(rows, at);
    cells.push(type === undefined ? 'NULL' : `r.c${at}`);
    if (type === undefined) continue;
    parts.push(`?::${type}[]`);
    names.push(`c${at}`);
    bindings.push(arrayText(rows, at));
  }
  return { source: `unnest(${parts.join(', ')}) AS r(${names.join(', ')})`, cells, bindings };
}

function typeOf(rows: readonly (readonly Cell[])[], at: number): 'bigint' | 'text' | undefined {
  for (const row of rows) {
    const cell = row[at];
    if (cell !== null && cell !== undefined) return typeof cell === 'number' ? 'bigint' : 'text';
  }
  return undefined;
}

function arrayText(rows: readonly (readonly Cell[])[], at: number): string {
  let text = '{';
  for (let index = 0; index < rows.length; index++) {
    const cell = rows[index]?.[at] ?? null;
    if (index > 0) text += ',';
    if (cell === null) text += 'NULL';
    else if (typeof cell === 'number') text += cell;
    else text += /["\\]/.test(cell) ? `"${cell.replace(/["\\]/g, '\\$&')}"` : `"${cell}"`;
  }
  return `${text}}`;
}
