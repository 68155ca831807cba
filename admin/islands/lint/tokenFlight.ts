// A token that travels along a flow of the drawing, as a dot on its sheet; who asked for less motion sees it arrive.
const SVG = 'http://www.w3.org/2000/svg';
/** Pixels of the drawing in a millisecond. */
const SPEED = 0.35;
const LEAST_MS = 250;
const MOST_MS = 900;

interface Point {
  x: number;
  y: number;
}

/** Ends when it arrived, or was stopped. */
export function flyToken(modeler: Untyped, flowId: string, isStopped: () => boolean): Promise<void> {
  const flow = modeler.get('elementRegistry').get(flowId) as { waypoints?: Point[] } | undefined;
  const layer = modeler.get('canvas').getActiveLayer() as SVGGElement;
  const points = flow?.waypoints ?? [];
  if (points.length < 2 || matchMedia('(prefers-reduced-motion: reduce)').matches) return Promise.resolve();
  const dot = document.createElementNS(SVG, 'circle');
  dot.setAttribute('r', '9');
  dot.setAttribute('class', 'lint-token');
  layer.append(dot);
  const length = lengthOf(points);
  const time = Math.min(MOST_MS, Math.max(LEAST_MS, length / SPEED));
  const began = performance.now();
  return new Promise((resolve) => {
    const step = (): void => {
      const part = Math.min(1, (performance.now() - began) / time);
      const { x, y } = pointAt(points, length * part);
      dot.setAttribute('cx', String(x));
      dot.setAttribute('cy', String(y));
      if (part < 1 && !isStopped()) requestAnimationFrame(step);
      else {
        dot.remove();
        resolve();
      }
    };
    step();
  });
}

function lengthOf(points: readonly Point[]): number {
  let sum = 0;
  for (const [at, to] of points.entries()) sum += distance(points[at - 1] ?? to, to);
  return sum;
}

const distance = (a: Point, b: Point) => Math.hypot(b.x - a.x, b.y - a.y);

function pointAt(points: readonly Point[], way: number): Point {
  let left = way;
  for (const [at, to] of points.entries()) {
    const from = points[at - 1];
    if (!from) continue;
    const piece = distance(from, to);
    if (left <= piece && piece > 0) {
      const part = left / piece;
      return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
    }
    left -= piece;
  }
  return points.at(-1) ?? { x: 0, y: 0 };
}
