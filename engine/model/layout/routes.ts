// Routes all flows of a container, and again with what the others took, until they suit each other.
import type { BoundaryPlace } from './boundaries.ts';
import type { Container, Flow, Shape } from './drawing.ts';
import { type Port, poolPorts, portsOf, type SideCosts } from './ports.ts';
import { createRouter, type Request } from './route.ts';
import type { Seating } from './seating.ts';
import { createTraffic, type Route } from './traffic.ts';

const ROUNDS = 4;

const ACTIVITY_LEAVES: SideCosts = { right: 0, bottom: 60, top: 60, left: 220 };
const GATEWAY_LEAVES: SideCosts = { right: 0, bottom: 5, top: 5, left: 260 };
const REACHES: SideCosts = { left: 0, bottom: 50, top: 50, right: 260 };
const JOIN_REACHES: SideCosts = { left: 0, bottom: 15, top: 15, right: 260 };
const BACK_LEAVES: SideCosts = { right: 40, bottom: 0, top: 0, left: 120 };
const BACK_REACHES: SideCosts = { left: 60, bottom: 0, top: 0, right: 120 };
const UPRIGHT: SideCosts = { bottom: 0, top: 0, right: 120, left: 120 };

export function routeAll(
  container: Container,
  seating: Seating,
  boundaries: ReadonlyMap<number, BoundaryPlace>,
): (Route | undefined)[] {
  const { shapes, flows } = container;
  const { grid, seats } = seating;
  const index = new Map(shapes.map(({ id }, at) => [id, at]));
  const blocked = blockedSpots(container, seating);
  const traffic = createTraffic(grid);
  const router = createRouter(grid, blocked, traffic);
  const requests = flows.map((flow, at): Request | undefined => {
    const source = index.get(flow.source);
    const target = index.get(flow.target);
    if (source === undefined || target === undefined) return undefined;
    const from = portsFor(
      shapes,
      source,
      seating,
      boundaries,
      leaving(flow, shapes[source], seating.back[at]),
      target,
    );
    const to = portsFor(
      shapes,
      target,
      seating,
      boundaries,
      reaching(flow, shapes[target], seating.back[at]),
      source,
    );
    return { source, target, from, to };
  });
  const distance = (at: number): number => {
    const request = requests[at];
    if (!request) return 0;
    const a = seats[request.source] as (typeof seats)[number];
    const b = seats[request.target] as (typeof seats)[number];
    return Math.abs(a.column - b.column) + Math.abs(a.line - b.line) + (seating.back[at] ? 100 : 0);
  };
  const order = flows.map((_, at) => at).sort((a, b) => distance(a) - distance(b));
  const routes: (Route | undefined)[] = flows.map(() => undefined);
  for (let round = 0; round < ROUNDS; round++) {
    for (const at of order) {
      const request = requests[at];
      const before = routes[at];
      if (!request) continue;
      if (before) traffic.remove(before);
      const route = router.find(request);
      routes[at] = route;
      if (route) traffic.add(route);
    }
  }
  return routes;
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

function blockedSpots({ shapes, bands }: Container, { grid, seats }: Seating): Set<number> {
  const blocked = new Set<number>();
  shapes.forEach(({ host, kind }, at) => {
    if (host !== undefined) return;
    const { column, span, line } = seats[at] as (typeof seats)[number];
    const isPool = kind === 'pool' || bands[shapes[at]?.band ?? 0]?.closed;
    const [from, to] = isPool ? [0, grid.width - 1] : [column * 2 + 1, (column + span) * 2 - 1];
    for (let x = from; x <= to; x++) blocked.add(line * grid.width + x);
  });
  return blocked;
}
