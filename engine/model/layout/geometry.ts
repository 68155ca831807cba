// Boxes and lines: whether they touch.
import type { Box, Point } from './drawing.ts';

export function overlap(a: Box, b: Box, margin = 0): boolean {
  return (
    a.x < b.x + b.width + margin &&
    b.x < a.x + a.width + margin &&
    a.y < b.y + b.height + margin &&
    b.y < a.y + a.height + margin
  );
}

export function contains(outer: Box, inner: Box): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}

/** The stretches between the points of a flow. */
export function stretches(points: readonly Point[]): [Point, Point][] {
  return points.slice(1).map((point, index) => [points[index] as Point, point]);
}

/** Whether a stretch runs through the inside of a box. */
export function runsThrough([a, b]: readonly [Point, Point], box: Box): boolean {
  // Liang and Barsky: what is left of the stretch after cutting it at each border.
  let from = 0;
  let to = 1;
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  for (const [slope, room] of [
    [-dx, a.x - box.x],
    [dx, box.x + box.width - a.x],
    [-dy, a.y - box.y],
    [dy, box.y + box.height - a.y],
  ] as const) {
    if (slope === 0) {
      if (room <= 0) return false;
      continue;
    }
    if (slope < 0) from = Math.max(from, room / slope);
    else to = Math.min(to, room / slope);
  }
  return from < to;
}

/** Whether two stretches cross in the inside of both. */
export function cross([a, b]: readonly [Point, Point], [c, d]: readonly [Point, Point]): boolean {
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}

/** The length that two stretches have in common on one line. */
export function shared([a, b]: readonly [Point, Point], [c, d]: readonly [Point, Point]): number {
  if (Math.abs(side(a, b, c)) > 0.5 || Math.abs(side(a, b, d)) > 0.5) return 0;
  const along = Math.abs(b.x - a.x) >= Math.abs(b.y - a.y) ? 'x' : 'y';
  const start = Math.max(Math.min(a[along], b[along]), Math.min(c[along], d[along]));
  const end = Math.min(Math.max(a[along], b[along]), Math.max(c[along], d[along]));
  return Math.max(0, end - start);
}

function side(a: Point, b: Point, c: Point): number {
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

export function grown(box: Box, by: number): Box {
  return { x: box.x - by, y: box.y - by, width: box.width + 2 * by, height: box.height + 2 * by };
}
