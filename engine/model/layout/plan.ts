// One way to draw a container, still on the grid, and what it costs who reads it.
import { type BoundaryPlace, boundaryPlaces } from './boundaries.ts';
import type { Container, Shape } from './drawing.ts';
import { createRouting, type Routing } from './routes.ts';
import { type Arrangement, type Order, type Seating, seatingOf } from './seating.ts';
import { type Segment, segmentsOf } from './segments.ts';
import { placeSegments, type TrackRules } from './tracks.ts';

export interface Plan {
  arrangement: Arrangement;
  seating: Seating;
  boundaries: Map<number, BoundaryPlace>;
  routing: Routing;
  flows: Segment[][];
  cost: number;
}

/** How far flows lie apart where they share a side of an activity. */
const AT_PORT = 18;

const CROSSING = 12;
const BEND = 1.2;
const LENGTH = 0.08;
const SIDE = 0.03;
const ROW = 3;
const COLUMN = 2;
const NO_WAY = 1000;

export function planOf(container: Container, order: Order, arrangement: Arrangement, rounds: number): Plan {
  const seating = seatingOf(container, order, arrangement);
  const boundaries = boundaryPlaces(container.shapes, container.flows, seating.seats);
  const routing = createRouting(container, seating, boundaries);
  for (let round = 0; round < rounds; round++) routing.again();
  const plan = { arrangement, seating, boundaries, routing, flows: [], cost: 0 };
  place(container, plan, 1);
  return plan;
}

/** Sorts the flows of each channel, and counts what the plan costs now. */
export function place(container: Container, plan: Plan, passes: number): void {
  const { shapes } = container;
  const { seats, grid } = plan.seating;
  plan.flows = segmentsOf(plan.routing.routes, (shape, side) => {
    if (side === 'top' || side === 'bottom' || shapes[shape]?.kind === 'pool') return 1;
    return seats[shape]?.span ?? 1;
  });
  const crossings = placeSegments(plan.flows, rulesFor(shapes, plan), passes);
  plan.cost = crossings * CROSSING + lengthCost(plan) + grid.columns * COLUMN;
  for (const count of plan.arrangement.rows) plan.cost += count * ROW;
}

function lengthCost({ routing, flows }: Plan): number {
  let cost = 0;
  flows.forEach((segments, flow) => {
    cost += (routing.routes[flow]?.cost ?? NO_WAY) * SIDE + Math.max(0, segments.length - 1) * BEND;
    for (const { from, to } of segments) cost += (to - from) * LENGTH;
  });
  return cost;
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
