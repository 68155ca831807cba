// The whole drawing in view, beside the palette that floats over its left edge.
import type Modeler from 'bpmn-js/lib/Modeler';

const PALETTE = 116;
const MARGIN = 20;

export function showAll(modeler: Modeler): void {
  const canvas = modeler.get('canvas');
  canvas.zoom('fit-viewport', 'auto');
  const { inner, outer } = canvas.viewbox();
  const room = outer.width - PALETTE - 2 * MARGIN;
  if (room <= 0 || outer.height <= 2 * MARGIN || inner.width === 0) return;
  const scale = Math.min(1, room / inner.width, (outer.height - 2 * MARGIN) / inner.height);
  const width = outer.width / scale;
  const height = outer.height / scale;
  canvas.viewbox({
    x: inner.x - (PALETTE + MARGIN + Math.max(0, room - inner.width * scale) / 2) / scale,
    y: inner.y - (height - inner.height) / 2,
    width,
    height,
  });
}

/** Below this, names cannot be read. */
const READABLE = 0.6;

/** What was in view as a whole is so again once there is less room, unless that would make it too small to read. */
export function keepingWhole(modeler: Modeler): () => void {
  const canvas = modeler.get('canvas');
  const { x, y, width, height, inner } = canvas.viewbox();
  const isWhole =
    inner.x >= x &&
    inner.y >= y &&
    inner.x + inner.width <= x + width &&
    inner.y + inner.height <= y + height;
  let settled: number | undefined;
  return () => {
    canvas.resized();
    const now = canvas.viewbox();
    // What people have moved since is left alone.
    if (now.outer.height === settled) return;
    settled = now.outer.height;
    const fits = (now.outer.height - 2 * MARGIN) / inner.height >= READABLE;
    if (isWhole && now.height < height && fits) showAll(modeler);
  };
}
