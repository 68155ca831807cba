// Lays one container out: seats, routes, tracks, coordinates, labels.

import { scaleOf } from './coordinates.ts';
import type { Box, Container, Effort, Picture, Point } from './drawing.ts';
import { extentsOf } from './extents.ts';
import { flowPoints } from './flowPoints.ts';
import { type LabelWish, placeLabels, skips } from './labels.ts';
import { bestPlan } from './search.ts';

export function pictureOf(container: Container, effort: Effort): Picture {
  const { shapes, bands, header } = container;
  const { seating, boundaries, routing, flows } = bestPlan(container, effort);
  const { grid, seats } = seating;
  const { routes } = routing;
  const { extents, labelRoom } = extentsOf(container, seats, routes, boundaries);
  const cells = seats.flatMap((own, at) =>
    shapes[at]?.host !== undefined || shapes[at]?.kind === 'pool'
      ? []
      : [{ ...own, ...(extents[at] as (typeof extents)[number]) }],
  );
  const scale = scaleOf({ grid, bands, header, seats: cells, flows, labelRoom });
  const boxes = shapes.map((shape, at): Box => {
    const { column, span, line } = seats[at] as (typeof seats)[number];
    if (shape.kind === 'pool')
      return {
        x: 0,
        y: scale.bandTop(shape.band),
        width: scale.width,
        height: scale.bandBottom(shape.band) - scale.bandTop(shape.band),
      };
    const boundary = boundaries.get(at);
    const x = scale.at('y', column * 2 + span, 0) + (boundary?.offset ?? 0);
    const y = scale.at('x', line, 0) + (boundary ? boundary.down : 0);
    return { x: x - shape.width / 2, y: y - shape.height / 2, width: shape.width, height: shape.height };
  });
  const points = flowPoints(flows, routes, boxes, shapes, scale);
  return assemble(container, boxes, points, scale);
}

function assemble(
  container: Container,
  boxes: readonly Box[],
  points: readonly (Point[] | undefined)[],
  scale: ReturnType<typeof scaleOf>,
): Picture {
  const { shapes, flows, bands } = container;
  const picture: Picture = {
    width: scale.width,
    height: scale.height,
    shapes: new Map(),
    labels: new Map(),
    flows: new Map(),
    bands: bands.map((_, band) => ({
      x: 0,
      y: scale.bandTop(band),
      width: scale.width,
      height: scale.bandBottom(band) - scale.bandTop(band),
    })),
  };
  const wishes: LabelWish[] = [];
  const solid: Box[] = [];
  shapes.forEach((shape, at) => {
    const box = boxes[at] as Box;
    picture.shapes.set(shape.id, box);
    solid.push(box);
    if (shape.label) wishes.push({ id: shape.id, text: shape.label, box });
    if (shape.inside) insert(picture, shape.inside, box);
  });
  const skipped = skips(
    flows.map(({ isDefault }, at) => ({ points: points[at] ?? [], isDefault: isDefault === true })),
  );
  flows.forEach((flow, at) => {
    const line = points[at];
    if (!line) return;
    picture.flows.set(flow.id, line);
    if (flow.label) wishes.push({ id: flow.id, text: flow.label, points: line, skip: skipped[at] ?? 0 });
  });
  const lines = points.filter((line) => line !== undefined);
  for (const [id, box] of placeLabels(wishes, solid, lines, picture.bands)) picture.labels.set(id, box);
  return picture;
}

/** Moves what was laid out inside of a shape to where the shape now is. */
function insert(picture: Picture, inside: Picture, box: Box): void {
  const dx = box.x + (box.width - inside.width) / 2;
  const dy = box.y + box.height - inside.height;
  const moved = (inner: Box): Box => ({ ...inner, x: inner.x + dx, y: inner.y + dy });
  for (const [id, inner] of inside.shapes) picture.shapes.set(id, moved(inner));
  for (const [id, inner] of inside.labels) picture.labels.set(id, moved(inner));
  for (const [id, line] of inside.flows)
    picture.flows.set(
      id,
      line.map(({ x, y }) => ({ x: x + dx, y: y + dy })),
    );
}
