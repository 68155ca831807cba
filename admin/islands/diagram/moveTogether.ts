// Diagrams side by side: what one shows the other shows too.
import type NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';

/** A change that one is told of is not told back. */
export function moveTogether(viewers: readonly NavigatedViewer[]): void {
  let isTold = false;
  for (const viewer of viewers) {
    viewer.get('eventBus').on('canvas.viewbox.changed', ({ viewbox: { x, y, width, height } }) => {
      if (isTold) return;
      isTold = true;
      for (const other of viewers) if (other !== viewer) other.get('canvas').viewbox({ x, y, width, height });
      isTold = false;
    });
  }
}
