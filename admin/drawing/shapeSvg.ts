// One shape of a drawing as SVG, in the page's colours, marked by what has become of it in a case.
import { escaped } from '../reports/charts/svg.ts';
import { alongSide, beside, centered } from './lettering.ts';
import type { Shape } from './readDrawing.ts';
import { eventSigns, gatewaySigns, taskSigns } from './symbols.ts';

export interface Mark {
  visits: number;
  /** Tokens in it now. */
  active: number;
  stuck: boolean;
  terminated: boolean;
}

interface Look {
  color: string;
  fill: string;
  width: number;
}

/** What matters most comes first. */
function inkOf({ stuck, active, visits }: Mark): Look {
  if (stuck) return { color: '--overdue', fill: '--overdue-wash', width: 2.5 };
  if (active > 0) return { color: '--cauce', fill: '--wash', width: 3 };
  return visits > 0 ? { color: '--cauce', fill: '--raised', width: 1.5 } : plain;
}

const plain: Look = { color: '--edge', fill: '--raised', width: 1 };

function lookOf(mark: Mark | undefined): string {
  const { color, fill, width } = mark ? inkOf(mark) : plain;
  const dashed = mark?.terminated && mark.active === 0 ? ' stroke-dasharray="5 3"' : '';
  return `fill="var(${fill})" stroke="var(${color})" stroke-width="${width}"${dashed}`;
}

export function shapeSvg(shape: Shape, mark: Mark | undefined): string {
  const { id, type, name } = shape;
  if (type === 'participant' || type === 'lane') return band(shape);
  const drawn = drawnOf(shape, mark);
  const here = mark && (mark.active > 0 || mark.stuck) ? ' data-now=""' : mark ? ' data-been=""' : '';
  return `<g data-element="${escaped(id)}"${here}><title>${escaped(name || id)}</title>${drawn}${badges(shape, mark)}</g>`;
}

function band(shape: Shape): string {
  const { x, y, width, height, name } = shape;
  const box = `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="none" stroke="var(--line)"/>`;
  return `<g>${box}${alongSide(name, shape)}</g>`;
}

function drawnOf(shape: Shape, mark: Mark | undefined): string {
  const { type } = shape;
  if (type.endsWith('Event')) return event(shape, mark);
  if (type.endsWith('Gateway')) return gateway(shape, mark);
  if (type === 'textAnnotation') return annotation(shape);
  if (type.startsWith('data')) return data(shape);
  if (type === 'group') return box(shape, 'fill="none" stroke="var(--edge)" stroke-dasharray="8 4"', 8);
  return activity(shape, mark);
}

const box = ({ x, y, width, height }: Shape, look: string, round: number): string =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${round}" ${look}/>`;

function activity(shape: Shape, mark: Mark | undefined): string {
  const { x, y, width, height, type, name, expanded, repeated } = shape;
  const isScope = /subprocess|transaction/i.test(type);
  const sign = taskSigns[type]?.(x + 13, y + 13) ?? '';
  const edge =
    type === 'callActivity'
      ? box(
          { ...shape, x: x + 3, y: y + 3, width: width - 6, height: height - 6 },
          'fill="none" stroke="var(--edge)"',
          7,
        )
      : '';
  const [cx, foot] = [x + width / 2, y + height - 9];
  const plus =
    isScope && !expanded
      ? line(`M${cx - 6} ${foot - 6}h12v12h-12zM${cx - 3} ${foot}h6M${cx} ${foot - 3}v6`)
      : '';
  const bars = repeated ? line(`M${cx - 4} ${foot - 4}v8M${cx} ${foot - 4}v8M${cx + 4} ${foot - 4}v8`) : '';
  const where =
    isScope && expanded ? { x, y: y + 2, width, height: 22 } : { x, y: y + 4, width, height: height - 6 };
  return `${box(shape, lookOf(mark), 10)}${edge}${sign}${centered(name, where)}${plus}${bars}`;
}

const line = (d: string): string => `<path d="${d}" fill="none" stroke="var(--ink)"/>`;

function event(shape: Shape, mark: Mark | undefined): string {
  const { x, y, width, height, type, event: about, interrupting, name } = shape;
  const [cx, cy, r] = [x + width / 2, y + height / 2, Math.min(width, height) / 2];
  const dashed = interrupting ? '' : ' stroke-dasharray="4 3"';
  const look = lookOf(mark);
  const thick = type === 'endEvent' ? look.replace(/stroke-width="[^"]*"/, 'stroke-width="4"') : look;
  const inner =
    type.startsWith('intermediate') || type === 'boundaryEvent'
      ? `<circle cx="${cx}" cy="${cy}" r="${r - 3}" fill="none" stroke="var(--edge)"${dashed}/>`
      : '';
  const sign = eventSigns[about]?.(cx, cy) ?? '';
  return `<circle cx="${cx}" cy="${cy}" r="${r}" ${thick}${dashed}/>${inner}${sign}${named(shape, name)}`;
}

function gateway(shape: Shape, mark: Mark | undefined): string {
  const { x, y, width, height, type, name } = shape;
  const [cx, cy] = [x + width / 2, y + height / 2];
  const diamond = `<path d="M${cx} ${y}L${x + width} ${cy}L${cx} ${y + height}L${x} ${cy}Z" ${lookOf(mark)}/>`;
  return `${diamond}${gatewaySigns[type]?.(cx, cy) ?? ''}${named(shape, name)}`;
}

function named({ x, y, width, height, label }: Shape, name: string): string {
  return name === ''
    ? ''
    : beside(name, label ?? { x: x - 27, y: y + height + 4, width: width + 54, height: 30 });
}

function annotation(shape: Shape): string {
  const { x, y, height, name } = shape;
  return `<path d="M${x + 10} ${y}h-10v${height}h10" fill="none" stroke="var(--edge)"/>${centered(name, shape)}`;
}

function data(shape: Shape): string {
  const { x, y, width, height, name } = shape;
  return `${box({ ...shape, x, y, width, height }, 'fill="var(--raised)" stroke="var(--edge)"', 2)}${named(shape, name)}`;
}

/** How many tokens are in it, and how often it was reached. */
function badges({ x, y, width }: Shape, mark: Mark | undefined): string {
  if (!mark) return '';
  const token = mark.active > 0 ? pill(x - 2, y - 2, String(mark.active), '--cauce', '--on-cauce') : '';
  const often = mark.visits > 1 ? pill(x + width + 2, y - 2, `×${mark.visits}`, '--ink', '--paper') : '';
  return token + often;
}

function pill(cx: number, cy: number, text: string, fill: string, ink: string): string {
  const half = Math.max(9, text.length * 4 + 4);
  return `<rect x="${cx - half}" y="${cy - 9}" width="${2 * half}" height="18" rx="9" fill="var(${fill})"/><text x="${cx}" y="${cy + 4}" font-size="11" text-anchor="middle" fill="var(${ink})">${escaped(text)}</text>`;
}
