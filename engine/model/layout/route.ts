// The way of one flow over the grid: short, with few bends, crossing little of what already runs there.
import type { Grid, Spot } from './grid.ts';
import { createHeap } from './heap.ts';
import { type Port, SIDES } from './ports.ts';
import type { Route, Traffic } from './traffic.ts';

export interface Request {
  source: number;
  target: number;
  from: Port[];
  to: Port[];
}

const BEND = 45;
const CROSSING = 150;
const CORNER = 25;
const SHARED = { channel: 6, center: 45 };
const PORT_AGAIN = 70;
const PORT_AGAINST = 160;
const ACROSS = 60;
const DOWN = 50;
const BORDER = 25;

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

export function createRouter(grid: Grid, blocked: ReadonlySet<number>, traffic: Traffic): Router {
  const height = grid.lines.length;
  const size = grid.width * height;

  function crossed(x: number, y: number, before: number, direction: number): number {
    if (before !== direction) {
      const there = traffic.passing(x, y, 'x') + traffic.passing(x, y, 'y') + traffic.turning(x, y);
      return BEND + there * CORNER;
    }
    const across = direction % 2 === 0 ? 'y' : 'x';
    return traffic.passing(x, y, across) * CROSSING + traffic.turning(x, y) * CORNER;
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
    return port.cost + again * PORT_AGAIN + against * PORT_AGAINST;
  }

  return {
    find(request) {
      const { source, target } = request;
      const best = new Float64Array(size * 4 + request.to.length).fill(Number.POSITIVE_INFINITY);
      const from = new Int32Array(size * 4 + request.to.length).fill(-1);
      const queue = createHeap();
      const reach = (state: number, cost: number, before: number) => {
        if (cost >= (best[state] as number)) return;
        best[state] = cost;
        from[state] = before;
        queue.push(state, cost);
      };
      for (const port of request.from) {
        const { side, spot } = port;
        const cost = portCost(port, traffic.leaving(source, side), traffic.reaching(source, side));
        reach((spot.y * grid.width + spot.x) * 4 + SIDES.indexOf(side), cost, -1);
      }
      const goals = new Map<number, number[]>();
      request.to.forEach(({ spot }, index) => {
        const at = spot.y * grid.width + spot.x;
        goals.set(at, [...(goals.get(at) ?? []), index]);
      });
      for (let state = queue.pop(); state !== undefined; state = queue.pop()) {
        if (state >= size * 4) return traced(request, state - size * 4, from, size, grid.width);
        const cost = best[state] as number;
        const before = state % 4;
        const at = (state - before) / 4;
        const x = at % grid.width;
        const y = (at - x) / grid.width;
        for (const goal of goals.get(at) ?? []) {
          const port = request.to[goal] as Port;
          const inward = (SIDES.indexOf(port.side) + 2) % 4;
          if ((inward + 2) % 4 === before) continue;
          const end = portCost(port, traffic.reaching(target, port.side), traffic.leaving(target, port.side));
          reach(size * 4 + goal, cost + end + crossed(x, y, before, inward), state);
        }
        for (let direction = 0; direction < 4; direction++) {
          if ((direction + 2) % 4 === before) continue;
          const [dx, dy] = STEPS[direction] as readonly [number, number];
          const next = (y + dy) * grid.width + x + dx;
          if (x + dx < 0 || x + dx >= grid.width || y + dy < 0 || y + dy >= height) continue;
          if (blocked.has(next)) continue;
          reach(
            next * 4 + direction,
            cost + crossed(x, y, before, direction) + stepCost(x, y, direction),
            state,
          );
        }
      }
      return undefined;
    },
  };
}

function traced(request: Request, goal: number, from: Int32Array, size: number, width: number): Route {
  const port = request.to[goal] as Port;
  const spots: Spot[] = [port.center];
  let state = from[size * 4 + goal] as number;
  let first = state;
  for (; state >= 0; state = from[state] as number) {
    const at = Math.floor(state / 4);
    spots.push({ x: at % width, y: Math.floor(at / width) });
    first = state;
  }
  const spot = spots.at(-1) as Spot;
  const side = SIDES[first % 4] as Port['side'];
  const start = request.from.find(
    (each) => each.side === side && each.spot.x === spot.x && each.spot.y === spot.y,
  ) as Port;
  spots.push(start.center);
  return {
    spots: withoutStraight(spots.reverse()),
    leaves: { shape: request.source, side },
    reaches: { shape: request.target, side: port.side },
  };
}

/** Only the ends and the bends. */
function withoutStraight(spots: readonly Spot[]): Spot[] {
  return spots.filter((spot, index) => {
    const before = spots[index - 1];
    const after = spots[index + 1];
    if (!before || !after) return true;
    return !(before.x === after.x && spot.x === before.x) && !(before.y === after.y && spot.y === before.y);
  });
}
