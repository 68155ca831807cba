// The straight pieces of all routes, by the grid line that each runs on.
import type { Side } from './ports.ts';
import type { Route } from './traffic.ts';

export interface Segment {
  flow: number;
  /** `x`: runs along a horizontal line. */
  along: 'x' | 'y';
  line: number;
  from: number;
  to: number;
  /** The side of a shape that it starts from or ends at. */
  ports: { shape: number; side: Side }[];
  /** Where it lies beside others: a track of a channel, or pixels from the center of a row or column. */
  place: number;
  /** Its number among the pieces of its axis, while crossings are counted. */
  piece: number;
  /** Its number among the pieces of its flow. */
  step: number;
  /** Where it lies on the grid, its place included. */
  at: number;
}

/** `reach` says how far a shape extends from its center on the grid, to the side that a flow leaves. */
export function segmentsOf(
  routes: readonly (Route | undefined)[],
  reach: (shape: number, side: Side) => number,
): Segment[][] {
  return routes.map((route, flow) => {
    if (!route) return [];
    const segments: Segment[] = [];
    for (let index = 1; index < route.spots.length; index++) {
      const a = route.spots[index - 1] as { x: number; y: number };
      const b = route.spots[index] as { x: number; y: number };
      const along = a.y === b.y ? 'x' : 'y';
      let start = a[along];
      let end = b[along];
      const ports: Segment['ports'] = [];
      if (index === 1) {
        ports.push(route.leaves);
        start += Math.sign(end - start) * (reach(route.leaves.shape, route.leaves.side) - 0.4);
      }
      if (index === route.spots.length - 1) {
        ports.push(route.reaches);
        end -= Math.sign(end - start) * (reach(route.reaches.shape, route.reaches.side) - 0.4);
      }
      const line = along === 'x' ? a.y : a.x;
      segments.push({
        flow,
        along,
        line,
        from: Math.min(start, end),
        to: Math.max(start, end),
        ports,
        place: 0,
        piece: 0,
        step: index - 1,
        at: line,
      });
    }
    return segments;
  });
}

export function meet(a: Segment, b: Segment): boolean {
  return a.from <= b.to && b.from <= a.to;
}
