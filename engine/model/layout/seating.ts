// Gives every shape its column, lane row and line on the grid.
import { backLinks, columnsOf, type Link } from './columns.ts';
import type { Container, Flow, Shape } from './drawing.ts';
import { createGrid, type Grid } from './grid.ts';
import type { Seat } from './ports.ts';
import { type Cell, rowsOf } from './rows.ts';

export interface Seating {
  grid: Grid;
  seats: Seat[];
  /** Whether each flow leads back. */
  back: boolean[];
}

/** What a column is wide on average: larger shapes take several. */
const COLUMN = 150;

export function seat(container: Container): Seating {
  const { shapes, flows, bands } = container;
  const index = new Map(shapes.map(({ id }, at) => [id, at]));
  // A boundary event sits on its host: what it leads to comes after the host.
  const seatOf = (id: string): number => {
    const shape = shapes[index.get(id) ?? -1];
    return index.get(shape?.host ?? id) ?? -1;
  };
  const links = flows.map(({ source, target }) => ({ from: seatOf(source), to: seatOf(target) }));
  const isOrdering = flows.map((flow, at) => flow.kind === 'sequence' && links[at]?.from !== links[at]?.to);
  const ordering = links.filter((_, at) => isOrdering[at]);
  const incoming = new Set(ordering.map(({ to }) => to));
  const starts = shapes.flatMap((_, at) => (incoming.has(at) ? [] : [at]));
  const isBack = backLinks(shapes.length, ordering, starts);
  const back: boolean[] = [];
  let next = 0;
  for (const ordered of isOrdering) back.push(ordered && isBack[next++] === true);
  const spans = shapes.map(({ width, inside }) => (inside ? oddSpan(width) : 1));
  const forward = ordering.filter((_, at) => !isBack[at]);
  const column = withMessages(spans, forward, flows, links);
  besideTheirs(shapes, column, seatOf);
  const cells = cellsOf(shapes, column, spans, links);
  const { row, rows } = rowsOf(cells.cells, rowLinks(links, isOrdering, back, cells.at), bands.length);
  const columns = Math.max(1, ...cells.cells.map((cell) => cell.column + cell.span));
  const grid = createGrid(columns, rows);
  const seats = shapes.map((shape, at): Seat => {
    const own = cells.at[shape.host ? seatOf(shape.id) : at];
    const cell = own === undefined ? undefined : cells.cells[own];
    if (!cell || own === undefined) return { column: 0, span: columns, line: grid.centerLine(shape.band, 0) };
    return { column: cell.column, span: cell.span, line: grid.centerLine(cell.band, row[own] ?? 0) };
  });
  return { grid, seats, back };
}

/** An odd number of columns has a middle one. */
function oddSpan(width: number): number {
  const span = Math.max(1, Math.round(width / COLUMN));
  return span % 2 === 1 ? span : span - 1;
}

/** Messages order what pools do, too, as far as that leads to no circle. */
function withMessages(
  spans: readonly number[],
  forward: readonly Link[],
  flows: readonly Flow[],
  links: readonly Link[],
): number[] {
  const kept = forward.slice();
  for (const [at, { kind }] of flows.entries()) {
    const link = links[at] as Link;
    if (kind !== 'message' || link.from < 0 || link.to < 0) continue;
    if (!backLinks(spans.length, [...kept, link], []).some(Boolean)) kept.push(link);
  }
  return columnsOf(spans, kept);
}

/** Annotations and data stand in the column of what they belong to. */
function besideTheirs(shapes: readonly Shape[], column: number[], seatOf: (id: string) => number): void {
  shapes.forEach(({ beside }, at) => {
    const owner = beside === undefined ? -1 : seatOf(beside);
    if (owner >= 0) column[at] = column[owner] ?? 0;
  });
}

/** Closed pools and boundary events take no cell. */
function cellsOf(
  shapes: readonly Shape[],
  column: readonly number[],
  spans: readonly number[],
  links: readonly Link[],
): { cells: Cell[]; at: (number | undefined)[] } {
  const linked = new Set(links.flatMap(({ from, to }) => [from, to]));
  const cells: Cell[] = [];
  const at = shapes.map((shape, index) => {
    if (shape.host !== undefined || shape.kind === 'pool') return undefined;
    const apart = shape.inside !== undefined && !linked.has(index);
    const cell = { band: shape.band, column: column[index] ?? 0, span: spans[index] ?? 1 };
    return cells.push(apart ? { ...cell, apart } : cell) - 1;
  });
  return { cells, at };
}

function rowLinks(
  links: readonly Link[],
  isOrdering: readonly boolean[],
  back: readonly boolean[],
  at: readonly (number | undefined)[],
): Link[] {
  return links.flatMap(({ from, to }, index) => {
    const a = at[from];
    const b = at[to];
    if (!isOrdering[index] || back[index] || a === undefined || b === undefined) return [];
    return [{ from: a, to: b }];
  });
}
