// A whole drawing, or a part of it, as SVG: the way that a case has taken, where it is, how often it came by. The same for
// the page, which needs no script for it, and for paper.
import { escaped } from '../reports/charts/svg.ts';
import { beside } from './lettering.ts';
import type { Box, Drawing, Line } from './readDrawing.ts';
import { type Mark, shapeSvg } from './shapeSvg.ts';

export interface Way {
  marks: ReadonlyMap<string, Mark>;
  /** Sequence flows that were taken, with how often. */
  flows: ReadonlyMap<string, number>;
}

export interface DrawnAs {
  /** Unique on the page. */
  id: string;
  title: string;
  description: string;
  /** What is shown; default: everything. */
  part?: Box;
  /** How large a unit of the drawing is; default: 1. */
  scale?: number;
}

const MARGIN = 24;

export function extentOf({ shapes, lines }: Drawing): Box {
  const labels = [...shapes, ...lines].flatMap(({ label }) => label ?? []);
  const points = lines.flatMap((line) => line.points.map((point) => ({ ...point, width: 0, height: 0 })));
  const all = [...shapes, ...labels, ...points];
  const x = Math.min(...all.map((each) => each.x)) - MARGIN;
  const y = Math.min(...all.map((each) => each.y)) - MARGIN;
  const right = Math.max(...all.map((each) => each.x + each.width)) + MARGIN;
  const bottom = Math.max(...all.map((each) => each.y + each.height)) + MARGIN;
  return { x, y, width: right - x, height: bottom - y };
}

export function meets(one: Box, other: Box): boolean {
  return (
    one.x <= other.x + other.width &&
    other.x <= one.x + one.width &&
    one.y <= other.y + other.height &&
    other.y <= one.y + one.height
  );
}

function boxOf({ points }: Line): Box {
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

const bands = new Set(['participant', 'lane', 'group']);

export function drawingSvg(
  drawing: Drawing,
  way: Way,
  { id, title, description, part, scale = 1 }: DrawnAs,
): string {
  const { x, y, width, height } = part ?? extentOf(drawing);
  const isSeen = (box: Box) => !part || meets(box, part);
  const shapes = drawing.shapes.filter(isSeen);
  const isScope = (shape: (typeof shapes)[number]) => bands.has(shape.type) || shape.expanded;
  const draw = (list: typeof shapes) => list.map((each) => shapeSvg(each, way.marks.get(each.id))).join('');
  const lines = drawing.lines.filter((line) => isSeen(boxOf(line)));
  // What was taken lies above what was not.
  const taken = lines.filter((line) => way.flows.has(line.id));
  const others = lines.filter((line) => !way.flows.has(line.id));
  const flows = [...others, ...taken].map((line) => lineSvg(line, way.flows.get(line.id) ?? 0)).join('');
  const body = draw(shapes.filter(isScope)) + flows + draw(shapes.filter((each) => !isScope(each)));
  return `<svg class="drawing" viewBox="${x} ${y} ${width} ${height}" width="${width * scale}" height="${height * scale}" role="img" aria-labelledby="${id}-t ${id}-d" xmlns="http://www.w3.org/2000/svg"><title id="${id}-t">${escaped(title)}</title><desc id="${id}-d">${escaped(description)}</desc>${body}</svg>`;
}

function lineSvg({ points, type, name, label }: Line, times: number): string {
  const color = times > 0 ? '--cauce' : '--edge';
  const dash = type === 'sequenceFlow' ? '' : ' stroke-dasharray="6 4"';
  const width = times > 0 ? 2.25 : 1;
  const d = points.map((point, at) => `${at === 0 ? 'M' : 'L'}${point.x} ${point.y}`).join('');
  const head = type === 'association' ? '' : arrow(points, color);
  const text = name !== '' && label ? beside(name, label) : '';
  return `<path d="${d}" fill="none" stroke="var(${color})" stroke-width="${width}"${dash}/>${head}${text}`;
}

/** Drawn as a triangle: marks of SVG do not reach paper everywhere. */
function arrow(points: Line['points'], color: string): string {
  const [before, tip] = [points.at(-2), points.at(-1)];
  if (!before || !tip) return '';
  const length = Math.hypot(tip.x - before.x, tip.y - before.y) || 1;
  const [ux, uy] = [(tip.x - before.x) / length, (tip.y - before.y) / length];
  const corner = (side: number) => `${tip.x - ux * 9 - uy * 4 * side} ${tip.y - uy * 9 + ux * 4 * side}`;
  return `<path d="M${tip.x} ${tip.y}L${corner(1)}L${corner(-1)}Z" fill="var(${color})"/>`;
}
