// A catalog as cells, and back to the same kind of CSV: its separator, its line ends and its quotes where they are needed.
import { readCsv } from '../../../engine/runtime/csvTable.ts';

export interface CatalogColumn {
  name: string;
  isKey: boolean;
  type: string;
}

export interface CatalogGrid {
  columns: CatalogColumn[];
  rows: string[][];
  /** Lines of the file on which the rows begin. */
  lines: number[];
  separator: string;
  lineEnd: string;
}

export const COLUMN_TYPES = ['text', 'number', 'date', 'boolean'];

export function readGrid(text: string): CatalogGrid | undefined {
  const { header, rows, open } = readCsv(text);
  // A quote that never ends swallows rows: that is seen in the text alone.
  if (open !== undefined) return undefined;
  const columns = header.map(columnOf);
  const width = Math.max(columns.length, ...rows.map(({ cells }) => cells.length));
  if (width > columns.length) return undefined;
  const first = text.slice(0, text.search(/\r?\n|$/));
  return {
    columns,
    rows: rows.map(({ cells }) => columns.map((_, at) => cells[at] ?? '')),
    lines: rows.map(({ line }) => line),
    separator: first.includes(';') && !first.includes(',') ? ';' : ',',
    lineEnd: text.includes('\r\n') ? '\r\n' : '\n',
  };
}

export function writeGrid({ columns, rows, separator, lineEnd }: CatalogGrid): string {
  const header = columns.map(({ name, isKey, type }) => {
    const mark = isKey ? '*' : '';
    return `${name}${mark}${type === 'text' ? '' : `:${type}`}`;
  });
  return [header, ...rows]
    .map((cells) => cells.map((cell) => quoted(cell, separator)).join(separator) + lineEnd)
    .join('');
}

function columnOf(cell: string): CatalogColumn {
  const [, name = cell, mark, type = 'text'] = /^([^*:]*?)\s*(\*)?\s*(?::\s*(\w+)\s*)?$/.exec(cell) ?? [];
  return { name: name.trim(), isKey: mark !== undefined, type };
}

function quoted(cell: string, separator: string): string {
  return cell.includes(separator) || /["\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** What a spreadsheet puts on the clipboard. */
export function pastedCells(text: string): string[][] {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => line.split('\t'));
}

/** Letters that most cells of a column need, so that sentences can be read. */
export function widthOf({ rows }: CatalogGrid, column: number): number {
  const longest = Math.max(0, ...rows.slice(0, 200).map((row) => row[column]?.length ?? 0));
  return Math.min(48, Math.max(10, longest + 4));
}
