// How much room each shape needs around it, its written name and its boundary events included.
import type { BoundaryPlace } from './boundaries.ts';
import type { Extent } from './coordinates.ts';
import type { Container, Shape } from './drawing.ts';
import type { Seat, Side } from './ports.ts';
import type { Route } from './traffic.ts';

const GAP = 6;

export function extentsOf(
  { shapes, flows }: Container,
  seats: readonly Seat[],
  routes: readonly (Route | undefined)[],
  boundaries: ReadonlyMap<number, BoundaryPlace>,
): { extents: Extent[]; labelRoom: Map<number, number> } {
  const used = usedSides(routes);
  const extents = shapes.map((shape, at) => ownExtent(shape, used.get(at) ?? new Set()));
  const index = new Map(shapes.map(({ id }, at) => [id, at]));
  for (const [at, { side, offset }] of boundaries) {
    const event = shapes[at] as Shape;
    const host = extents[index.get(event.host ?? '') ?? -1];
    if (!host) continue;
    const out = event.height / 2 + GAP + (event.label ? event.label.height + GAP : 0);
    const base = (shapes[index.get(event.host ?? '') ?? -1]?.height ?? 0) / 2;
    if (side === 'top') host.up = Math.max(host.up, base + out);
    else host.down = Math.max(host.down, base + out);
    const wide = (event.label?.width ?? 0) + GAP;
    if (offset <= 0) host.left = Math.max(host.left, wide - offset);
    else host.right = Math.max(host.right, wide + offset);
  }
  const labelRoom = new Map<number, number>();
  const leaving = new Map<string, number>();
  const sideOf = (route: Route) => `${route.leaves.shape} ${route.leaves.side}`;
  for (const route of routes) if (route) leaving.set(sideOf(route), (leaving.get(sideOf(route)) ?? 0) + 1);
  routes.forEach((route, flow) => {
    const label = flows[flow]?.label;
    if (!label || !route) return;
    // Flows that leave together are named where they have parted: beside the next column.
    const isAlone = leaving.get(sideOf(route)) === 1;
    if (isAlone && route.leaves.side !== 'right') return;
    const { column, span } = seats[route.leaves.shape] as Seat;
    const channel = (column + span) * 2;
    const ownRoom = (extents[route.leaves.shape]?.right ?? 0) - (shapes[route.leaves.shape]?.width ?? 0) / 2;
    const mark = flows[flow]?.isDefault ? 12 : 0;
    const missing = label.width + 8 - 20 + mark - Math.min(ownRoom, 40);
    labelRoom.set(channel, Math.max(labelRoom.get(channel) ?? 0, missing, 0));
  });
  return { extents, labelRoom };
}

function usedSides(routes: readonly (Route | undefined)[]): Map<number, Set<Side>> {
  const used = new Map<number, Set<Side>>();
  for (const route of routes) {
    for (const end of route ? [route.leaves, route.reaches] : []) {
      const sides = used.get(end.shape) ?? new Set();
      used.set(end.shape, sides.add(end.side));
    }
  }
  return used;
}

function ownExtent({ width, height, label }: Shape, used: ReadonlySet<Side>): Extent {
  const extent = { left: width / 2, right: width / 2, up: height / 2, down: height / 2 };
  if (!label) return extent;
  const room = label.height + GAP;
  if (!used.has('bottom')) extent.down += room;
  else if (!used.has('top')) extent.up += room;
  else {
    extent.up += room;
    extent.left = Math.max(extent.left, label.width + GAP);
    return extent;
  }
  extent.left = Math.max(extent.left, label.width / 2);
  extent.right = Math.max(extent.right, label.width / 2);
  return extent;
}
