// The arrangements that differ from one in the place of one shape.
import type { Arrangement, Order } from './seating.ts';

export function moves(order: Order, from: Arrangement, cell: number): Arrangement[] {
  const line = lineOf(order, from, cell);
  return [
    ...rowMoves(order, from, [cell]),
    ...(line.length > 1 ? rowMoves(order, from, line) : []),
    ...columnMoves(order, from, cell),
  ];
}

/** What stands in one row with it, linked to it: it moves as one. */
function lineOf({ cells, links }: Order, { row }: Arrangement, cell: number): number[] {
  const line = [cell];
  for (const at of line) {
    for (const { from, to } of links) {
      const other = from === at ? to : to === at ? from : undefined;
      if (other === undefined || line.includes(other)) continue;
      if (cells[other]?.band === cells[cell]?.band && row[other] === row[cell]) line.push(other);
    }
  }
  return line;
}

/** To every other row of its band, changing places with what stands there, and to new rows between. */
function rowMoves(order: Order, from: Arrangement, line: readonly number[]): Arrangement[] {
  const first = line[0] ?? 0;
  const own = order.cells[first];
  if (!own || own.apart) return [];
  const count = from.rows[own.band] ?? 1;
  const at = from.row[first] ?? 0;
  const found: Arrangement[] = [];
  for (let row = 0; row < count; row++) {
    if (row === at) continue;
    const moved = from.row.slice();
    order.cells.forEach((other, index) => {
      if (other.band !== own.band || from.row[index] !== row) return;
      if (line.some((cell) => touches(order, from, cell, index))) moved[index] = at;
    });
    for (const cell of line) moved[cell] = row;
    if (isFree(order, { ...from, row: moved })) found.push(withoutEmptyRows(order, { ...from, row: moved }));
  }
  for (let gap = 0; gap <= count; gap++) {
    const moved = from.row.map((row, index) =>
      order.cells[index]?.band === own.band && row >= gap ? row + 1 : row,
    );
    for (const cell of line) moved[cell] = gap;
    const rows = from.rows.slice();
    rows[own.band] = count + 1;
    found.push(withoutEmptyRows(order, { ...from, row: moved, rows }));
  }
  return found;
}

/** One column to either side, alone or with all that follows. */
function columnMoves(order: Order, from: Arrangement, cell: number): Arrangement[] {
  const found: Arrangement[] = [];
  for (const step of [1, -1, 2, -2, 3, 4]) {
    const column = from.column.slice();
    column[cell] = (column[cell] ?? 0) + step;
    const moved = { ...from, column };
    if (isOrdered(order, moved) && isFree(order, moved)) found.push(moved);
  }
  const column = from.column.slice();
  push(order, column, cell, (column[cell] ?? 0) + 1);
  const pushed = { ...from, column };
  if (isFree(order, pushed)) found.push(pushed);
  return found;
}

function push(order: Order, column: number[], cell: number, to: number): void {
  if ((column[cell] ?? 0) >= to) return;
  column[cell] = to;
  for (const link of order.links)
    if (link.from === cell) push(order, column, link.to, to + (order.cells[cell]?.span ?? 1));
}

function isOrdered(order: Order, { column }: Arrangement): boolean {
  return (
    column.every((each) => each >= 0) &&
    order.links.every(
      ({ from, to }) => (column[from] ?? 0) + (order.cells[from]?.span ?? 1) <= (column[to] ?? 0),
    )
  );
}

function touches(order: Order, { column }: Arrangement, a: number, b: number): boolean {
  const one = order.cells[a];
  const other = order.cells[b];
  if (!one || !other || a === b || one.band !== other.band) return false;
  if (one.apart || other.apart) return true;
  const [x, y] = [column[a] ?? 0, column[b] ?? 0];
  return x < y + other.span && y < x + one.span;
}

function isFree(order: Order, arrangement: Arrangement): boolean {
  const { row } = arrangement;
  const byPlace = new Map<string, number[]>();
  for (const [index, { band }] of order.cells.entries()) {
    const key = `${band} ${row[index]}`;
    const there = byPlace.get(key) ?? [];
    if (there.some((other) => touches(order, arrangement, index, other))) return false;
    byPlace.set(key, [...there, index]);
  }
  return true;
}

function withoutEmptyRows(order: Order, arrangement: Arrangement): Arrangement {
  const rows = arrangement.rows.slice();
  const row = arrangement.row.slice();
  rows.forEach((_, band) => {
    const used = new Set(order.cells.flatMap((cell, index) => (cell.band === band ? [row[index] ?? 0] : [])));
    const sorted = [...used].sort((a, b) => a - b);
    rows[band] = Math.max(1, sorted.length);
    order.cells.forEach((cell, index) => {
      if (cell.band === band) row[index] = sorted.indexOf(row[index] ?? 0);
    });
  });
  return { ...arrangement, row, rows };
}
