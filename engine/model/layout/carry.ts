// Takes the routes of one plan over to another that differs little, as far as they still lead where they should.
import type { Grid } from './grid.ts';
import type { Arrangement, Order, Seating } from './seating.ts';
import { everySpot, type Route } from './traffic.ts';

export interface Before {
  arrangement: Arrangement;
  seating: Seating;
  routes: readonly (Route | undefined)[];
}

/** Undefined where a flow has to find its way anew. */
export function carried(
  before: Before,
  order: Order,
  arrangement: Arrangement,
  seating: Seating,
  owners: ReadonlyMap<number, number>,
): (Route | undefined)[] {
  const lineOf = lineMap(before, order, arrangement, seating.grid);
  const stays = seating.seats.map((seat, shape) => {
    const old = before.seating.seats[shape];
    return old?.column === seat.column && lineOf(old.line) === seat.line;
  });
  return before.routes.map((route) => {
    if (!route || !stays[route.leaves.shape] || !stays[route.reaches.shape]) return undefined;
    const spots = route.spots.map(({ x, y }) => ({ x, y: lineOf(y) }));
    if (spots.some(({ x, y }) => y === undefined || x >= seating.grid.width)) return undefined;
    const moved = { ...route, spots: spots as Route['spots'] };
    return isFree(moved, seating.grid, owners) ? moved : undefined;
  });
}

function isFree(route: Route, grid: Grid, owners: ReadonlyMap<number, number>): boolean {
  return everySpot(route.spots).every(({ x, y }) => {
    const owner = owners.get(y * grid.width + x);
    return owner === undefined || owner === route.leaves.shape || owner === route.reaches.shape || owner < 0;
  });
}

/** Where the lines of the old grid lie in the new one; rows that are gone lie nowhere. */
function lineMap(
  before: Before,
  order: Order,
  arrangement: Arrangement,
  grid: Grid,
): (line: number) => number | undefined {
  const rowOf = new Map<string, number>();
  order.cells.forEach(({ band }, cell) => {
    if (before.arrangement.column[cell] !== arrangement.column[cell]) return;
    const key = `${band} ${before.arrangement.row[cell]}`;
    const row = arrangement.row[cell] ?? 0;
    // The moved shape's own row is told by the others of its row, where there are any.
    const known = rowOf.get(key);
    const shift = (each: number) => Math.abs(each - (before.arrangement.row[cell] ?? 0));
    if (known === undefined || shift(row) < shift(known)) rowOf.set(key, row);
  });
  const old = before.seating.grid.lines;
  const find = (kind: string, band: number, row: number): number | undefined => {
    const found = grid.lines.findIndex(
      (line) => line.kind === kind && line.band === band && line.row === row,
    );
    return found < 0 ? undefined : found;
  };
  const map = old.map(({ kind, band, row }, line) => {
    if (before.arrangement.rows[band] === arrangement.rows[band]) return find(kind, band, row);
    const own = rowOf.get(`${band} ${row}`);
    if (kind === 'center') return own === undefined ? undefined : find(kind, band, own);
    if (own !== undefined) return find('channel', band, own);
    const above = rowOf.get(`${band} ${row - 1}`);
    if (above !== undefined) return find('channel', band, above + 1);
    return old[line - 1]?.band === band ? undefined : find('channel', band, 0);
  });
  return (line) => map[line];
}
