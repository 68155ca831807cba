// Keyset cursors: a page starts after a row's own values, so that rows arriving meanwhile neither repeat nor hide any.
import type { Knex } from 'knex';
import type { Row } from './store.ts';
import { storeError } from './storeError.ts';

export interface SortColumn {
  column: string;
  descending: boolean;
  nulls: 'first' | 'last';
}

type Cell = string | number | null;

export function encodeCursor(sort: SortColumn[], row: Row): string {
  return Buffer.from(JSON.stringify(sort.map(({ column }) => row[column] ?? null))).toString('base64url');
}

/** Throws `CURSOR_INVALID` for what another sort, or nobody, gave. */
export function decodeCursor(cursor: string, length: number): Cell[] {
  let cells: unknown;
  try {
    cells = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    cells = undefined;
  }
  if (Array.isArray(cells) && cells.length === length && cells.every(isCell)) return cells;
  throw invalidCursor(cursor);
}

export function invalidCursor(cursor: string): Error {
  return storeError(
    'CURSOR_INVALID',
    { cursor },
    'Expected a cursor of an earlier page with the same sort. Start over.',
  );
}

function isCell(cell: unknown): cell is Cell {
  return cell === null || typeof cell === 'string' || typeof cell === 'number';
}

/** Only rows that come after `cells` in this sort. */
export function keyset(rows: Knex.QueryBuilder, sort: SortColumn[], cells: Cell[]): void {
  rows.where((either) => {
    for (let last = 0; last < sort.length; last++) {
      either.orWhere((all) => {
        for (let index = 0; index < last; index++) same(all, sort[index] as SortColumn, cells[index] ?? null);
        after(all, sort[last] as SortColumn, cells[last] ?? null);
      });
    }
  });
}

function same(rows: Knex.QueryBuilder, { column }: SortColumn, cell: Cell): void {
  if (cell === null) rows.whereNull(column);
  else rows.where(column, cell);
}

function after(rows: Knex.QueryBuilder, { column, descending, nulls }: SortColumn, cell: Cell): void {
  if (cell === null) {
    if (nulls === 'first') rows.whereNotNull(column);
    else rows.whereRaw('1 = 0');
    return;
  }
  rows.where((row) => {
    row.where(column, descending ? '<' : '>', cell);
    if (nulls === 'last') row.orWhereNull(column);
  });
}
