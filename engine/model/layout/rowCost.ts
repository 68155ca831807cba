// What an arrangement in rows costs, as if flows were straight lines: a quick guess, before anything is routed.
import type { Link } from './columns.ts';
import type { Cell } from './rows.ts';

const ROW = 3;
const BLOCKED = 2.5;
const CROSSING = 2;

export function rowCost(cells: readonly Cell[], links: readonly Link[], row: readonly number[]): number {
  const depths = new Map<number, number>();
  cells.forEach(({ band }, index) => {
    depths.set(band, Math.max(depths.get(band) ?? 0, row[index] ?? 0));
  });
  let cost = 0;
  for (const depth of depths.values()) cost += depth * ROW;
  const lines = links.map(({ from, to }) => ({
    from: cells[from] as Cell,
    to: cells[to] as Cell,
    y1: height(cells, row, from, depths),
    y2: height(cells, row, to, depths),
  }));
  for (const [index, { from, to, y1, y2 }] of lines.entries()) {
    if (from.band === to.band) cost += y1 === y2 ? 0 : 1 + Math.abs(y1 - y2) * 0.2;
    else cost += Math.abs(y1 - y2) * 0.05;
    if (isBlocked(cells, row, from, to, links[index] as Link)) cost += BLOCKED;
  }
  return cost + crossings(lines) * CROSSING;
}

/** Rows of a band lie close together compared with the distance of bands. */
function height(
  cells: readonly Cell[],
  row: readonly number[],
  index: number,
  depths: ReadonlyMap<number, number>,
): number {
  const band = cells[index]?.band ?? 0;
  return band * 4 + ((row[index] ?? 0) * 4) / ((depths.get(band) ?? 0) + 1);
}

function isBlocked(
  cells: readonly Cell[],
  row: readonly number[],
  from: Cell,
  to: Cell,
  link: Link,
): boolean {
  if (from.band !== to.band || row[link.from] !== row[link.to]) return false;
  return cells.some(
    (cell, index) =>
      cell.band === from.band &&
      row[index] === row[link.from] &&
      cell.column > from.column &&
      cell.column < to.column,
  );
}

function crossings(lines: readonly { from: Cell; to: Cell; y1: number; y2: number }[]): number {
  let count = 0;
  for (let i = 0; i < lines.length; i++) {
    const a = lines[i] as (typeof lines)[number];
    for (let j = i + 1; j < lines.length; j++) {
      const b = lines[j] as (typeof lines)[number];
      if (doCross(a, b)) count += 1;
    }
  }
  return count;
}

function doCross(
  a: { from: Cell; to: Cell; y1: number; y2: number },
  b: { from: Cell; to: Cell; y1: number; y2: number },
): boolean {
  const start = Math.max(a.from.column, b.from.column);
  const end = Math.min(a.to.column, b.to.column);
  if (start >= end) return false;
  const before = at(a, start) - at(b, start);
  const after = at(a, end) - at(b, end);
  return before * after < 0;
}

function at(line: { from: Cell; to: Cell; y1: number; y2: number }, column: number): number {
  const wide = line.to.column - line.from.column;
  return wide <= 0 ? line.y1 : line.y1 + ((line.y2 - line.y1) * (column - line.from.column)) / wide;
}
