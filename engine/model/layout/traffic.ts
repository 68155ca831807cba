// What already runs on the grid: how many flows pass each spot and each piece of line, and which sides they use.
import type { Grid, Spot } from './grid.ts';
import type { Side } from './ports.ts';

export interface Route {
  /** From the center of one shape to the center of the other. */
  spots: Spot[];
  /** How badly its two sides suit. */
  cost: number;
  leaves: { shape: number; side: Side };
  reaches: { shape: number; side: Side };
}

export interface Traffic {
  add(route: Route): void;
  remove(route: Route): void;
  /** Flows that pass straight ahead along x or along y. */
  passing(x: number, y: number, along: 'x' | 'y'): number;
  turning(x: number, y: number): number;
  /** Flows on the piece of line from this spot to the next to the right or below. */
  on(x: number, y: number, along: 'x' | 'y'): number;
  leaving(shape: number, side: Side): number;
  reaching(shape: number, side: Side): number;
}

export function createTraffic(grid: Grid): Traffic {
  const size = grid.width * grid.lines.length;
  const passing = { x: new Uint16Array(size), y: new Uint16Array(size) };
  const on = { x: new Uint16Array(size), y: new Uint16Array(size) };
  const turning = new Uint16Array(size);
  const leaving = new Map<string, number>();
  const reaching = new Map<string, number>();
  const at = (x: number, y: number) => y * grid.width + x;

  function change(route: Route, by: number): void {
    const spots = everySpot(route.spots);
    for (let index = 0; index < spots.length; index++) {
      const here = spots[index] as Spot;
      const next = spots[index + 1];
      const before = spots[index - 1];
      if (next)
        bump(on[next.x === here.x ? 'y' : 'x'], at(Math.min(here.x, next.x), Math.min(here.y, next.y)), by);
      if (!next || !before) continue;
      if (before.x === next.x) bump(passing.y, at(here.x, here.y), by);
      else if (before.y === next.y) bump(passing.x, at(here.x, here.y), by);
      else bump(turning, at(here.x, here.y), by);
    }
    count(leaving, route.leaves, by);
    count(reaching, route.reaches, by);
  }

  return {
    add: (route) => change(route, 1),
    remove: (route) => change(route, -1),
    passing: (x, y, along) => passing[along][at(x, y)] ?? 0,
    turning: (x, y) => turning[at(x, y)] ?? 0,
    on: (x, y, along) => on[along][at(x, y)] ?? 0,
    leaving: (shape, side) => leaving.get(`${shape} ${side}`) ?? 0,
    reaching: (shape, side) => reaching.get(`${shape} ${side}`) ?? 0,
  };
}

function bump(array: Uint16Array, index: number, by: number): void {
  array[index] = (array[index] ?? 0) + by;
}

function count(map: Map<string, number>, end: { shape: number; side: Side }, by: number): void {
  const key = `${end.shape} ${end.side}`;
  map.set(key, (map.get(key) ?? 0) + by);
}

/** All spots of a route, also those between its bends. */
export function everySpot(spots: readonly Spot[]): Spot[] {
  const all: Spot[] = spots[0] ? [spots[0]] : [];
  for (let index = 1; index < spots.length; index++) {
    const to = spots[index] as Spot;
    for (let at = all.at(-1) as Spot; at.x !== to.x || at.y !== to.y; at = all.at(-1) as Spot)
      all.push({ x: at.x + Math.sign(to.x - at.x), y: at.y + Math.sign(to.y - at.y) });
  }
  return all;
}
