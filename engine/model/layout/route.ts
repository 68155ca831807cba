// The way of one flow over the grid: short, with few bends, crossing little of what already runs there.
import type { Budget } from './crossingCost.ts';
import type { Grid } from './grid.ts';
import { createHeap } from './heap.ts';
import { type Port, SIDES } from './ports.ts';
import { traced } from './trace.ts';
import type { Route, Traffic } from './traffic.ts';

export interface Request {
  source: number;
  target: number;
  from: Port[];
  to: Port[];
  /** What it goes out of its way to cross one flow less, where it is not as always. */
  detour?: number;
}

const BEND = 45;
const CORNER = 0.25;
const SHARED = { channel: 6, center: 45 };
/** A second flow from one side of a gateway hides where its label belongs; two that come together there do not. */
const LEAVES_AGAIN = 110;
const REACHES_AGAIN = 50;
const PORT_AGAINST = 160;
/** One spot looked at takes as long as so many pairs of pieces compared. */
const LOOK = 1000;
const ACROSS = 60;
const DOWN = 50;
const BORDER = 25;

const NONE: readonly number[] = [];

/** Right, down, left, up. */
const STEPS = [
  [1, 0],
  [0, 1],
  [-1, 0],
  [0, -1],
] as const;

export interface Router {
  /** Undefined when no way is free. */
  find(request: Request): Route | undefined;
}

export function createRouter(
  grid: Grid,
  blocked: ReadonlyMap<number, unknown>,
  traffic: Traffic,
  budget: Budget,
): Router {
  const height = grid.lines.length;
  const size = grid.width * height;

  function crossed(x: number, y: number, before: number, direction: number): number {
    if (before !== direction) {
      const there = traffic.passing(x, y, 'x') + traffic.passing(x, y, 'y') + traffic.turning(x, y);
      return BEND + there * CORNER * detour;
    }
    const across = direction % 2 === 0 ? 'y' : 'x';
    return traffic.passing(x, y, across) * detour + traffic.turning(x, y) * CORNER * detour;
  }

  function stepCost(x: number, y: number, direction: number): number {
    const along = direction % 2 === 0 ? 'x' : 'y';
    const left = direction === 2 ? x - 1 : x;
    const top = direction === 3 ? y - 1 : y;
    const inChannel = along === 'x' ? grid.lines[y]?.kind === 'channel' : x % 2 === 0;
    const shared = traffic.on(left, top, along) * (inChannel ? SHARED.channel : SHARED.center);
    if (along === 'x') return ACROSS + shared;
    const atBorder = grid.lines[top]?.kind === 'channel' && grid.lines[top + 1]?.kind === 'channel';
    return (atBorder ? BORDER : DOWN) + shared;
  }

  function portCost(port: Port, again: number, against: number): number {
    return port.cost + again + against * PORT_AGAINST;
  }

  // Kept from one search to the next: `round` says which entries are of this one.
  const best = new Float64Array(size * 4);
  const from = new Int32Array(size * 4);
  const seen = new Int32Array(size * 4);
  let round = 0;
  let detour = budget.detour;
  const isBlocked = new Uint8Array(size);
  for (const spot of blocked.keys()) isBlocked[spot] = 1;

  return {
    find(request) {
      const { source, target } = request;
      const queue = createHeap();
      const ahead = distanceTo(request.to);
      round += 1;
      detour = request.detour ?? budget.detour;
      let goal = { port: -1, from: -1, cost: Number.POSITIVE_INFINITY };
      const reach = (state: number, x: number, y: number, cost: number, before: number) => {
        if (seen[state] === round && cost >= (best[state] as number)) return;
        seen[state] = round;
        best[state] = cost;
        from[state] = before;
        queue.push(state, cost + ahead(x, y));
      };
      for (const port of request.from) {
        const { side, spot } = port;
        const cost = portCost(
          port,
          traffic.leaving(source, side) * LEAVES_AGAIN,
          traffic.reaching(source, side),
        );
        reach((spot.y * grid.width + spot.x) * 4 + SIDES.indexOf(side), spot.x, spot.y, cost, -1);
      }
      const goals = new Map<number, number[]>();
      request.to.forEach(({ spot }, index) => {
        const at = spot.y * grid.width + spot.x;
        goals.set(at, [...(goals.get(at) ?? []), index]);
      });
      for (let state = queue.pop(); state !== undefined; state = queue.pop()) {
        budget.left -= LOOK;
        const cost = best[state] as number;
        const before = state % 4;
        const at = (state - before) / 4;
        const x = at % grid.width;
        const y = (at - x) / grid.width;
        if (cost + ahead(x, y) >= goal.cost) break;
        for (const index of goals.get(at) ?? NONE) {
          const port = request.to[index] as Port;
          const inward = (SIDES.indexOf(port.side) + 2) % 4;
          if ((inward + 2) % 4 === before) continue;
          const end = portCost(
            port,
            traffic.reaching(target, port.side) * REACHES_AGAIN,
            traffic.leaving(target, port.side),
          );
          const total = cost + end + crossed(x, y, before, inward);
          if (total < goal.cost) goal = { port: index, from: state, cost: total };
        }
        for (let direction = 0; direction < 4; direction++) {
          if ((direction + 2) % 4 === before) continue;
          const [dx, dy] = STEPS[direction] as readonly [number, number];
          if (x + dx < 0 || x + dx >= grid.width || y + dy < 0 || y + dy >= height) continue;
          const next = (y + dy) * grid.width + x + dx;
          if (isBlocked[next] === 1) continue;
          const more = crossed(x, y, before, direction) + stepCost(x, y, direction);
          reach(next * 4 + direction, x + dx, y + dy, cost + more, state);
        }
      }
      return goal.port < 0 ? undefined : traced(request, goal, from, grid.width);
    },
  };
}

/** Never more than what the rest of the way costs. */
function distanceTo(ports: readonly Port[]): (x: number, y: number) => number {
  const xs = ports.map(({ spot }) => spot.x);
  const ys = ports.map(({ spot }) => spot.y);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const least = Math.min(...ports.map(({ cost }) => cost));
  return (x, y) => {
    const across = Math.max(left - x, x - right, 0);
    const down = Math.max(top - y, y - bottom, 0);
    return across * ACROSS + down * BORDER + (across > 0 && down > 0 ? BEND : 0) + least;
  };
}
