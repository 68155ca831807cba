// Where the diagram is looked at: the whole of it, or one element near enough to read.
import type NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';

/** Below this, names cannot be read. */
const readable = 0.8;

export function showWhole(viewer: NavigatedViewer): void {
  if (!isSeen(viewer)) return;
  viewer.get('canvas').zoom('fit-viewport', 'auto');
}

/** A box without a size has no scale. */
function isSeen(viewer: NavigatedViewer): boolean {
  const { outer } = viewer.get('canvas').viewbox();
  return outer.width > 0 && outer.height > 0;
}

/** An element without a shape of its own (the whole process) shows the whole diagram. */
export function showElement(viewer: NavigatedViewer, id: string): void {
  if (!isSeen(viewer)) return;
  const canvas = viewer.get('canvas');
  const element = viewer.get('elementRegistry').get(id);
  // What lies in a collapsed subprocess is drawn on a sheet of its own.
  const sheet = element && canvas.findRoot(element);
  if (sheet && sheet !== canvas.getRootElement()) canvas.setRootElement(sheet);
  if (!element || element.x === undefined || element.y === undefined) return showWhole(viewer);
  const { outer } = canvas.viewbox();
  const width = outer.width / readable;
  const height = outer.height / readable;
  canvas.viewbox({
    x: element.x + (element.width ?? 0) / 2 - width / 2,
    y: element.y + (element.height ?? 0) / 2 - height / 2,
    width,
    height,
  });
}
