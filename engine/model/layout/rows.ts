// The row of each shape within its lane: few rows, straight flows, few crossings.
import type { Link } from './columns.ts';
import { rowCost } from './rowCost.ts';

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
/** Above this many, what is placed first stays: looking on would take minutes. */
const MOST_CELLS = 150;

export function rowsOf(cells: readonly Cell[], links: readonly Link[], bandCount: number): Placement {
  const row = cells.map(() => 0);
  const order = cells.map((_, index) => index).sort((a, b) => columnAt(cells, a) - columnAt(cells, b));
  const placed = new Set<number>();
  for (const index of order) {
    row[index] = firstFree(cells, row, placed, index, wanted(cells, row, links, placed, index));
    placed.add(index);
  }
  if (cells.length <= MOST_CELLS) improve(cells, links, row);
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
      let best = { row: start, cost: rowCost(cells, links, row) };
      for (let candidate = 0; candidate <= most; candidate++) {
        if (candidate === start || isTaken(cells, row, all, index, candidate)) continue;
        row[index] = candidate;
        const cost = rowCost(cells, links, row);
        if (cost < best.cost - 1e-6) best = { row: candidate, cost };
      }
      row[index] = best.row;
      moved ||= best.row !== start;
    }
    if (!moved) break;
  }
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
