// The row of each shape within its lane: few rows, straight flows, few crossings.
import type { Link } from './columns.ts';

export interface Cell {
  band: number;
  column: number;
  span: number;
  /** Lies below everything else of its band, whatever its columns: what no flow leads to. */
  apart?: boolean;
}

export interface Placement {
  row: number[];
  /** How many rows each band has. */
  rows: number[];
}

const PASSES = 12;

export function rowsOf(cells: readonly Cell[], links: readonly Link[], bandCount: number): Placement {
  const row = cells.map(() => 0);
  const order = cells.map((_, index) => index).sort((a, b) => columnAt(cells, a) - columnAt(cells, b));
  const placed = new Set<number>();
  for (const index of order) {
    row[index] = firstFree(cells, row, placed, index, wanted(cells, row, links, placed, index));
    placed.add(index);
  }
  improve(cells, links, row);
  return compact(cells, row, bandCount);
}

function columnAt(cells: readonly Cell[], index: number): number {
  return cells[index]?.column ?? 0;
}

function wanted(
  cells: readonly Cell[],
  row: readonly number[],
  links: readonly Link[],
  placed: ReadonlySet<number>,
  index: number,
): number {
  const before = links.filter(
    ({ from, to }) => to === index && placed.has(from) && cells[from]?.band === cells[index]?.band,
  );
  return before.length > 0 ? Math.min(...before.map(({ from }) => row[from] ?? 0)) : 0;
}

function firstFree(
  cells: readonly Cell[],
  row: readonly number[],
  placed: ReadonlySet<number>,
  index: number,
  near: number,
): number {
  for (let distance = 0; ; distance++) {
    for (const candidate of [near + distance, near - distance]) {
      if (candidate >= 0 && !isTaken(cells, row, placed, index, candidate)) return candidate;
    }
  }
}

function isTaken(
  cells: readonly Cell[],
  row: readonly number[],
  among: Iterable<number>,
  index: number,
  candidate: number,
): boolean {
  for (const other of among) {
    if (other === index || row[other] !== candidate) continue;
    if (touches(cells[other] as Cell, cells[index] as Cell)) return true;
  }
  return false;
}

function touches(a: Cell, b: Cell): boolean {
  if (a.band !== b.band) return false;
  if (a.apart || b.apart) return true;
  return a.column < b.column + b.span && b.column < a.column + a.span;
}

/** Moves one shape at a time to the row that costs least, until none moves. */
function improve(cells: readonly Cell[], links: readonly Link[], row: number[]): void {
  const all = cells.map((_, index) => index);
  for (let pass = 0; pass < PASSES; pass++) {
    let moved = false;
    const most = Math.max(0, ...row) + 1;
    for (const index of all) {
      const start = row[index] as number;
      let best = { row: start, cost: costOf(cells, links, row) };
      for (let candidate = 0; candidate <= most; candidate++) {
        if (candidate === start || isTaken(cells, row, all, index, candidate)) continue;
        row[index] = candidate;
        const cost = costOf(cells, links, row);
        if (cost < best.cost - 1e-6) best = { row: candidate, cost };
      }
      row[index] = best.row;
      moved ||= best.row !== start;
    }
    if (!moved) break;
  }
}

const ROW = 3;
const BLOCKED = 2.5;
const CROSSING = 2;

function costOf(cells: readonly Cell[], links: readonly Link[], row: readonly number[]): number {
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

/** Leaves no row empty; every band has one. */
function compact(cells: readonly Cell[], row: readonly number[], bandCount: number): Placement {
  const used: number[][] = Array.from({ length: bandCount }, () => []);
  cells.forEach(({ band, apart }, index) => {
    const taken = used[band] as number[];
    if (!apart && !taken.includes(row[index] ?? 0)) taken.push(row[index] ?? 0);
  });
  const rows = used.map((taken) => taken.length);
  for (const taken of used) taken.sort((a, b) => a - b);
  const compacted = cells.map(({ band, apart }, index) => {
    if (!apart) return (used[band] as number[]).indexOf(row[index] ?? 0);
    rows[band] = (rows[band] ?? 0) + 1;
    return (rows[band] as number) - 1;
  });
  return { row: compacted, rows: rows.map((count) => Math.max(count, 1)) };
}
