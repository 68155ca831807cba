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
