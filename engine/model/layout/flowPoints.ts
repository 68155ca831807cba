// The points of each flow in pixels: from the border of one shape to the border of the other.
import type { Scale } from './coordinates.ts';
import type { Box, Point, Shape } from './drawing.ts';
import type { Side } from './ports.ts';
import type { Segment } from './segments.ts';
import type { Route } from './traffic.ts';

export function flowPoints(
  flows: readonly Segment[][],
  routes: readonly (Route | undefined)[],
  boxes: readonly Box[],
  shapes: readonly Shape[],
  scale: Scale,
): (Point[] | undefined)[] {
  return flows.map((segments, flow) => {
    const route = routes[flow];
    const first = segments[0];
    const last = segments.at(-1);
    if (!route || !first || !last) return undefined;
    const at = (segment: Segment) => scale.at(segment.along, segment.line, segment.place);
    const end = (side: Side, shape: number, segment: Segment): Point =>
      borderPoint(boxes[shape] as Box, side, at(segment), (shapes[shape] as Shape).kind);
    const points = [end(route.leaves.side, route.leaves.shape, first)];
    for (let index = 1; index < segments.length; index++) {
      const before = segments[index - 1] as Segment;
      const after = segments[index] as Segment;
      points.push(before.along === 'x' ? { x: at(after), y: at(before) } : { x: at(before), y: at(after) });
    }
    points.push(end(route.reaches.side, route.reaches.shape, last));
    return points;
  });
}

function borderPoint(box: Box, side: Side, place: number, kind: Shape['kind']): Point {
  // Circles and diamonds are met at their tips alone.
  const isPointed = kind === 'event' || kind === 'gateway';
  if (side === 'left' || side === 'right')
    return { x: side === 'left' ? box.x : box.x + box.width, y: isPointed ? box.y + box.height / 2 : place };
  return { x: isPointed ? box.x + box.width / 2 : place, y: side === 'top' ? box.y : box.y + box.height };
}
