// The way that a search found, from where it ended back to its start.
import type { Spot } from './grid.ts';
import { type Port, SIDES } from './ports.ts';
import type { Request } from './route.ts';
import type { Route } from './traffic.ts';

export function traced(
  request: Request,
  goal: { port: number; from: number },
  from: Int32Array,
  width: number,
): Route {
  const port = request.to[goal.port] as Port;
  const spots: Spot[] = [port.center];
  let state = goal.from;
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
    cost: port.cost + start.cost,
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
