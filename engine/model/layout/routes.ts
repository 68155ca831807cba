// Routes all flows of a container, and again with what the others took, until they suit each other.
import type { BoundaryPlace } from './boundaries.ts';
import type { Budget } from './crossingCost.ts';
import type { Container, Flow, Shape } from './drawing.ts';
import { type Port, poolPorts, portsOf, type Side, type SideCosts } from './ports.ts';
import { createRouter, type Request } from './route.ts';
import type { Seating } from './seating.ts';
import { createTraffic, type Route } from './traffic.ts';

const ACTIVITY_LEAVES: SideCosts = { right: 0, bottom: 40, top: 40, left: 260 };
const GATEWAY_LEAVES: SideCosts = { right: 0, bottom: 5, top: 5, left: 260 };
const REACHES: SideCosts = { left: 0, bottom: 50, top: 50, right: 260 };
const JOIN_REACHES: SideCosts = { left: 0, bottom: 15, top: 15, right: 260 };
const BACK_LEAVES: SideCosts = { right: 40, bottom: 0, top: 0, left: 120 };
const BACK_REACHES: SideCosts = { left: 60, bottom: 0, top: 0, right: 120 };
const UPRIGHT: SideCosts = { bottom: 0, top: 0, right: 120, left: 120 };

export interface Routing {
  routes: (Route | undefined)[];
  /** Routes every flow again, with what the others take now; or only those that have no way yet. */
  again(onlyMissing?: boolean): void;
  /** Routes one flow again, by these sides alone, where there is such a way; gives what it was before. */
  retry(flow: number, leaves: Side | undefined, reaches: Side | undefined, detour: number): Route | undefined;
  put(flow: number, route: Route | undefined): void;
}

export function createRouting(
  container: Container,
  seating: Seating,
  boundaries: ReadonlyMap<number, BoundaryPlace>,
  blocked: ReadonlyMap<number, number>,
  budget: Budget,
): Routing {
  const { flows } = container;
  const traffic = createTraffic(seating.grid);
  const router = createRouter(seating.grid, blocked, traffic, budget);
  const requests = requestsFor(container, seating, boundaries);
  const order = byDistance(requests, seating);
  const routes: (Route | undefined)[] = flows.map(() => undefined);
  function put(flow: number, route: Route | undefined): void {
    const before = routes[flow];
    if (before) traffic.remove(before);
    routes[flow] = route;
    if (route) traffic.add(route);
  }
  return {
    routes,
    put,
    again(onlyMissing = false) {
      for (const flow of order) {
        const request = requests[flow];
        if (!request || (onlyMissing && routes[flow])) continue;
        put(flow, undefined);
        put(flow, router.find(request));
      }
    },
    retry(flow, leaves, reaches, detour) {
      const request = requests[flow];
      const before = routes[flow];
      if (!request) return before;
      const from = request.from.filter(({ side }) => leaves === undefined || side === leaves);
      const to = request.to.filter(({ side }) => reaches === undefined || side === reaches);
      put(flow, undefined);
      const found =
        from.length > 0 && to.length > 0 ? router.find({ ...request, from, to, detour }) : undefined;
      put(flow, found ?? before);
      return before;
    },
  };
}

function requestsFor(
  { shapes, flows }: Container,
  seating: Seating,
  boundaries: ReadonlyMap<number, BoundaryPlace>,
): (Request | undefined)[] {
  const index = new Map(shapes.map(({ id }, at) => [id, at]));
  return flows.map((flow, at): Request | undefined => {
    const source = index.get(flow.source);
    const target = index.get(flow.target);
    if (source === undefined || target === undefined) return undefined;
    const leaves = leaving(flow, shapes[source], seating.back[at]);
    const reaches = reaching(flow, shapes[target], seating.back[at]);
    const from = portsFor(shapes, source, seating, boundaries, leaves, target);
    const to = portsFor(shapes, target, seating, boundaries, reaches, source);
    return { source, target, from, to };
  });
}

/** Short flows first: what goes far finds its way around them. */
function byDistance(requests: readonly (Request | undefined)[], { seats, back }: Seating): number[] {
  const distance = (request: Request | undefined, at: number): number => {
    if (!request) return 0;
    const a = seats[request.source] as (typeof seats)[number];
    const b = seats[request.target] as (typeof seats)[number];
    return Math.abs(a.column - b.column) + Math.abs(a.line - b.line) + (back[at] ? 100 : 0);
  };
  const far = requests.map(distance);
  return requests.map((_, at) => at).sort((a, b) => (far[a] ?? 0) - (far[b] ?? 0));
}

function leaving(flow: Flow, shape: Shape | undefined, back: boolean | undefined): SideCosts {
  if (flow.kind !== 'sequence') return UPRIGHT;
  if (back) return BACK_LEAVES;
  return shape?.kind === 'gateway' ? GATEWAY_LEAVES : ACTIVITY_LEAVES;
}

function reaching(flow: Flow, shape: Shape | undefined, back: boolean | undefined): SideCosts {
  if (flow.kind !== 'sequence') return UPRIGHT;
  if (back) return BACK_REACHES;
  return shape?.kind === 'gateway' ? JOIN_REACHES : REACHES;
}

function portsFor(
  shapes: readonly Shape[],
  at: number,
  { grid, seats }: Seating,
  boundaries: ReadonlyMap<number, BoundaryPlace>,
  costs: SideCosts,
  other: number,
): Port[] {
  const seat = seats[at] as (typeof seats)[number];
  const near = seats[other] as (typeof seats)[number];
  if (shapes[at]?.kind === 'pool') return poolPorts(grid, seat.line, near.column * 2 + near.span);
  const boundary = boundaries.get(at);
  if (boundary) return portsOf(seat, { [boundary.side]: 0 });
  // The border that boundary events sit on is theirs.
  const taken = new Set(
    [...boundaries].flatMap(([event, { side }]) => (shapes[event]?.host === shapes[at]?.id ? [side] : [])),
  );
  return portsOf(seat, costs).map((port) =>
    port.side === 'top' || port.side === 'bottom'
      ? { ...port, cost: port.cost + (taken.has(port.side) ? 150 : 0) }
      : port,
  );
}

/** The spots inside of shapes, with the shape. */
export function blockedSpots({ shapes }: Container, { grid, seats }: Seating): Map<number, number> {
  const blocked = new Map<number, number>();
  shapes.forEach(({ host, kind }, at) => {
    if (host !== undefined) return;
    const { column, span, line } = seats[at] as (typeof seats)[number];
    const [from, to] = kind === 'pool' ? [0, grid.width - 1] : [column * 2 + 1, (column + span) * 2 - 1];
    for (let x = from; x <= to; x++) blocked.set(line * grid.width + x, at);
  });
  return blocked;
}
