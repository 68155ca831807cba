// One way to draw a container, still on the grid, and what it costs who reads it.
import { type BoundaryPlace, boundaryPlaces } from './boundaries.ts';
import { carried } from './carry.ts';
import type { Budget } from './crossingCost.ts';
import type { Container, Shape } from './drawing.ts';
import { blockedSpots, createRouting, type Routing } from './routes.ts';
import { type Arrangement, type Order, type Seating, seatingOf } from './seating.ts';
import { type Segment, segmentsOf } from './segments.ts';
import { type Care, placeSegments, type TrackRules } from './tracks.ts';
import type { Route } from './traffic.ts';

export interface Plan {
  arrangement: Arrangement;
  seating: Seating;
  boundaries: Map<number, BoundaryPlace>;
  routing: Routing;
  flows: Segment[][];
  /** The flows that found their way in this plan, and did not take it over from the one before. */
  fresh: number[];
  cost: number;
}

/** How far flows lie apart where they share a side of an activity. */
const AT_PORT = 18;

const CROSSING = 12;
const BEND = 2;
const LENGTH = 0.08;
const SIDE = 0.06;
const SHARED_SIDE = 4;
const ROW = 3;
const COLUMN = 2;
const NO_WAY = 1000;
const ROUNDS = 3;

export function planOf(
  container: Container,
  order: Order,
  arrangement: Arrangement,
  budget: Budget,
  before?: Plan,
): Plan {
  const seating = seatingOf(container, order, arrangement);
  const boundaries = boundaryPlaces(container.shapes, container.flows, seating.seats);
  const blocked = blockedSpots(container, seating);
  const routing = createRouting(container, seating, boundaries, blocked, budget);
  const plan: Plan = { arrangement, seating, boundaries, routing, flows: [], fresh: [], cost: 0 };
  if (before) {
    const old = { ...before, routes: before.routing.routes };
    carried(old, order, arrangement, seating, blocked).forEach((route, flow) => {
      if (route) routing.put(flow, route);
      else plan.fresh.push(flow);
    });
    routing.again(true);
  } else for (let round = 0; round === 0 || (round < ROUNDS && budget.left > 0); round++) routing.again();
  place(container, plan, 'neighbors', budget);
  return plan;
}

/** Sorts the flows of each channel, and counts what the plan costs now. */
export function place(container: Container, plan: Plan, care: Care, budget: Budget): void {
  const { shapes } = container;
  const { seats, grid } = plan.seating;
  plan.flows = segmentsOf(plan.routing.routes, (shape, side) => {
    if (side === 'top' || side === 'bottom' || shapes[shape]?.kind === 'pool') return 1;
    return seats[shape]?.span ?? 1;
  });
  const crossings = placeSegments(plan.flows, rulesFor(shapes, plan), care, budget);
  plan.cost = crossings * CROSSING + lengthCost(plan) + grid.columns * COLUMN;
  for (const count of plan.arrangement.rows) plan.cost += count * ROW;
}

function lengthCost({ routing, flows }: Plan): number {
  let cost = sharedSides(routing.routes) * SHARED_SIDE;
  flows.forEach((segments, flow) => {
    cost += (routing.routes[flow]?.cost ?? NO_WAY) * SIDE + Math.max(0, segments.length - 1) * BEND;
    for (const { from, to } of segments) cost += (to - from) * LENGTH;
  });
  return cost;
}

/** How many flows leave a shape by a side that another flow leaves or reaches it by. */
function sharedSides(routes: readonly (Route | undefined)[]): number {
  const reached = new Set<string>();
  const left = new Set<string>();
  let shared = 0;
  for (const route of routes) if (route) reached.add(`${route.reaches.shape} ${route.reaches.side}`);
  for (const route of routes) {
    if (!route) continue;
    const side = `${route.leaves.shape} ${route.leaves.side}`;
    if (left.has(side) || reached.has(side)) shared += 1;
    left.add(side);
  }
  return shared;
}

function rulesFor(shapes: readonly Shape[], { seating, boundaries }: Plan): TrackRules {
  const { grid } = seating;
  return {
    isChannel: (along, line) => (along === 'x' ? grid.lines[line]?.kind === 'channel' : line % 2 === 0),
    portDistance: (at, side, count) => portDistance(shapes[at] as Shape, side, count),
    fixed: (at) => boundaries.get(at)?.offset,
  };
}

function portDistance(shape: Shape, side: string, count: number): number {
  if (shape.kind !== 'activity') return shape.kind === 'pool' ? AT_PORT : 0;
  const length = side === 'left' || side === 'right' ? shape.height : shape.width;
  return count < 2 ? 0 : Math.min(AT_PORT, (length - 24) / (count - 1));
}
