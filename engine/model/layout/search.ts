// Looks for a better plan: moves shapes to other rows and columns, flows to other sides, and keeps what costs less.

import { type Budget, crossingFlows } from './crossingCost.ts';
import type { Container, Effort } from './drawing.ts';
import { moves } from './moves.ts';
import { type Plan, place, planOf } from './plan.ts';
import { SIDES, type Side } from './ports.ts';
import { firstArrangement, type Order, orderOf } from './seating.ts';
import type { Route } from './traffic.ts';

/** About a nanosecond or two each. */
const FIRST = 300e6;
const SEARCH = { quick: 0, careful: 1500e6 };
const REFINE = { quick: 100e6, careful: 200e6 };
const FINISH = 300e6;
/** Some drawings come out better with short ways, some with ways around: both are tried. */
const DETOURS = { quick: [450], careful: [200, 600] };
const SMALL = 0.01;
/** So near to the best, it is worth the time to route all flows again. */
const PROMISING = 8;
/** So near, it is worth the time to look again at those that the move was about. */
const HOPEFUL = 24;

export function bestPlan(container: Container, effort: Effort): Plan {
  const order = orderOf(container);
  const first = firstArrangement(order, container.bands.length);
  const improved = (from: Plan, detour: number): Plan => {
    const found = search(container, order, from, { left: SEARCH[effort], detour });
    refine(container, found, { left: REFINE[effort], detour });
    return found;
  };
  const plans = DETOURS[effort].map((detour) =>
    improved(planOf(container, order, first, { left: FIRST, detour }), detour),
  );
  let best = plans.reduce((a, b) => (b.cost < a.cost ? b : a));
  if (effort === 'careful') for (const detour of DETOURS.careful) best = improved(best, detour);
  place(container, best, 'all', { left: FINISH, detour: 0 });
  return best;
}

/** Takes every move that helps, until none does. */
function search(container: Container, order: Order, start: Plan, budget: Budget): Plan {
  let best = start;
  for (let better = true; better && budget.left > 0; ) {
    better = false;
    for (let cell = 0; cell < order.cells.length && budget.left > 0; cell++) {
      for (const arrangement of moves(order, best.arrangement, cell)) {
        if (budget.left <= 0) break;
        const plan = planOf(container, order, arrangement, budget, best);
        if (plan.cost < best.cost + HOPEFUL)
          retryAll(container, plan, plan.fresh, waysAt(budget.detour), budget);
        if (plan.cost < best.cost + PROMISING) again(container, plan, budget);
        if (plan.cost >= best.cost - SMALL) continue;
        best = plan;
        better = true;
        break;
      }
    }
  }
  return best;
}

/** All flows look for their way once more, if that helps. */
function again(container: Container, plan: Plan, budget: Budget): void {
  const { cost, flows } = plan;
  const before = plan.routing.routes.slice();
  plan.routing.again();
  place(container, plan, 'neighbors', budget);
  if (plan.cost < cost) return;
  before.forEach((route, flow) => void plan.routing.put(flow, route));
  plan.flows = flows;
  plan.cost = cost;
}

/** For each flow, with all others as they are: other sides, and other views of what a crossing is worth. */
function refine(container: Container, plan: Plan, budget: Budget): void {
  const ways = waysAt(budget.detour);
  while (retryAll(container, plan, crossingFlows(plan.flows), ways, budget));
}

function waysAt(detour: number): Way[] {
  const sides: (Side | undefined)[] = [undefined, ...SIDES];
  const ways = sides.flatMap((leaves) => sides.map((reaches): Way => ({ leaves, reaches, detour })));
  for (const other of [0, 60, 150, 450, 1000])
    ways.push({ leaves: undefined, reaches: undefined, detour: other });
  return ways;
}

/** Whether any of the flows found a better way. */
function retryAll(
  container: Container,
  plan: Plan,
  flows: readonly number[],
  ways: readonly Way[],
  budget: Budget,
): boolean {
  let better = false;
  for (const flow of flows) {
    if (budget.left <= 0) return false;
    for (const way of ways) better = retried(container, plan, flow, way, budget) || better;
  }
  return better;
}

interface Way {
  leaves: Side | undefined;
  reaches: Side | undefined;
  detour: number;
}

function retried(container: Container, plan: Plan, flow: number, way: Way, budget: Budget): boolean {
  const { cost, flows } = plan;
  const before = plan.routing.retry(flow, way.leaves, way.reaches, way.detour);
  if (isSame(plan.routing.routes[flow], before)) return false;
  place(container, plan, 'neighbors', budget);
  if (plan.cost < cost - SMALL) return true;
  plan.routing.put(flow, before);
  plan.flows = flows;
  plan.cost = cost;
  return false;
}

function isSame(a: Route | undefined, b: Route | undefined): boolean {
  if (!a || !b || a.spots.length !== b.spots.length) return a === b;
  return a.spots.every(({ x, y }, index) => x === b.spots[index]?.x && y === b.spots[index]?.y);
}
