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
  back: readonly boolean[];
}

/** What is settled before rows are chosen. */
export interface Order {
  cells: Cell[];
  /** The cell of each shape; closed pools have none, boundary events that of their host. */
  cellOf: (number | undefined)[];
  /** Forward flows between cells. */
  links: Link[];
  back: boolean[];
}

export interface Arrangement {
  column: number[];
  row: number[];
  /** How many rows each band has. */
  rows: number[];
}

/** What a column is wide on average: larger shapes take several. */
const COLUMN = 150;

export function orderOf(container: Container): Order {
  const { shapes, flows } = container;
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
  const { cells, at } = cellsOf(shapes, column, spans, links);
  const cellOf = shapes.map((shape, own) => at[shape.host === undefined ? own : seatOf(shape.id)]);
  return { cells, cellOf, links: cellLinks(forward, at), back };
}

/** The first arrangement, by a quick look at straight lines. */
export function firstArrangement({ cells, links }: Order, bandCount: number): Arrangement {
  const { row, rows } = rowsOf(cells, links, bandCount);
  return { column: cells.map(({ column }) => column), row, rows };
}

export function seatingOf(container: Container, order: Order, { column, row, rows }: Arrangement): Seating {
  const columns = Math.max(1, ...order.cells.map(({ span }, cell) => (column[cell] ?? 0) + span));
  const grid = createGrid(columns, rows);
  const seats = container.shapes.map((shape, at): Seat => {
    const cell = order.cellOf[at];
    const own = cell === undefined ? undefined : order.cells[cell];
    if (!own || cell === undefined) return { column: 0, span: columns, line: grid.centerLine(shape.band, 0) };
    return { column: column[cell] ?? 0, span: own.span, line: grid.centerLine(own.band, row[cell] ?? 0) };
  });
  return { grid, seats, back: order.back };
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

function cellLinks(forward: readonly Link[], at: readonly (number | undefined)[]): Link[] {
  return forward.flatMap(({ from, to }) => {
    const a = at[from];
    const b = at[to];
    return a === undefined || b === undefined ? [] : [{ from: a, to: b }];
  });
}
