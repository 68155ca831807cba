// Looks for a better plan: moves shapes to other rows and columns, flows to other sides, and keeps what costs less.

import { crossingFlows } from './crossingCost.ts';
import type { Container, Effort } from './drawing.ts';
import { moves } from './moves.ts';
import { type Plan, place, planOf } from './plan.ts';
import { SIDES, type Side } from './ports.ts';
import { firstArrangement, orderOf } from './seating.ts';

const TRIES = { quick: 0, careful: 2000 };
/** A try takes as long as the square of what there is: large drawings get fewer, the largest none. */
const TRIES_TIMES_CELLS = 120_000;
const MOST_CELLS = 250;
const SMALL = 0.01;
/** So near to the best, it is worth the time to route all flows again. */
const PROMISING = 8;

export function bestPlan(container: Container, effort: Effort): Plan {
  const order = orderOf(container);
  let best = planOf(container, order, firstArrangement(order, container.bands.length));
  const cells = order.cells.length;
  let tries = cells > MOST_CELLS ? 0 : Math.min(TRIES[effort], TRIES_TIMES_CELLS / (cells + 1));
  for (let better = true; better && tries > 0; ) {
    better = false;
    for (let cell = 0; cell < order.cells.length && tries > 0; cell++) {
      for (const arrangement of moves(order, best.arrangement, cell)) {
        if (tries-- <= 0) break;
        const plan = planOf(container, order, arrangement, best);
        if (plan.cost < best.cost + PROMISING) again(container, plan);
        if (plan.cost >= best.cost - SMALL) continue;
        best = plan;
        better = true;
        break;
      }
    }
  }
  if (cells <= MOST_CELLS) refine(container, best, effort === 'quick' ? 1 : 4);
  place(container, best, 'all');
  return best;
}

/** All flows look for their way once more, if that helps. */
function again(container: Container, plan: Plan): void {
  const { cost, flows } = plan;
  const before = plan.routing.routes.slice();
  plan.routing.again();
  place(container, plan, 'neighbors');
  if (plan.cost < cost) return;
  before.forEach((route, flow) => void plan.routing.put(flow, route));
  plan.flows = flows;
  plan.cost = cost;
}

/** Tries other sides for each flow, with all others as they are. */
function refine(container: Container, plan: Plan, passes: number): void {
  const sides: (Side | undefined)[] = [undefined, ...SIDES];
  for (let pass = 0; pass < passes; pass++) {
    let better = false;
    for (const flow of crossingFlows(plan.flows)) {
      for (const leaves of sides) {
        for (const reaches of sides) better = retried(container, plan, flow, leaves, reaches) || better;
      }
    }
    if (!better) return;
  }
}

function retried(
  container: Container,
  plan: Plan,
  flow: number,
  leaves: Side | undefined,
  reaches: Side | undefined,
): boolean {
  const { cost } = plan;
  const before = plan.routing.retry(flow, leaves, reaches);
  if (plan.routing.routes[flow] === before) return false;
  place(container, plan, 'neighbors');
  if (plan.cost < cost - SMALL) return true;
  plan.routing.put(flow, before);
  place(container, plan, 'neighbors');
  return false;
}
