// Shows on a diagram what the table below it says: the hotter an activity, the deeper its color; pressing one opens the
// cases of its row.
import type NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import { openDiagram } from './diagram/openDiagram.ts';
import { zoomButtons } from './diagram/zoomButtons.ts';
import { tellFailed } from './words/tellFailed.ts';

class HeatMap extends HTMLElement {
  connectedCallback(): void {
    if (this.firstElementChild) return;
    const canvas = document.createElement('div');
    canvas.className = 'canvas';
    canvas.setAttribute('role', 'group');
    canvas.setAttribute('aria-label', this.getAttribute('label') ?? '');
    this.append(canvas);
    openDiagram(canvas, this.getAttribute('src') ?? '')
      .then((viewer) => this.heat(viewer, canvas))
      .catch(tellFailed(this, 'quiet'));
  }

  private heat(viewer: NavigatedViewer, canvas: HTMLElement): void {
    const links = new Map<string, string>();
    const table = this.closest('section')?.querySelector('table');
    for (const row of table?.querySelectorAll<HTMLElement>('tr[data-element]') ?? []) {
      const { element = '', heat, words = '' } = row.dataset;
      const shape = viewer.get('elementRegistry').get(element);
      if (!shape) continue;
      if (heat) viewer.get('canvas').addMarker(element, `heat${heat}`);
      const link = row.querySelector<HTMLAnchorElement>('a')?.href;
      if (link) links.set(element, link);
      const badge = document.createElement('div');
      badge.className = 'replay-badge';
      badge.textContent = words;
      const position = { bottom: 4, left: 0 };
      viewer.get('overlays').add(element, 'heat', { position, show: { minZoom: 0.3 }, html: badge });
    }
    this.follow(canvas, links);
    const { nearer = '', farther = '', whole = '' } = this.dataset;
    this.append(zoomButtons(viewer, { nearer, farther, whole }));
  }

  /** A press that did not drag. */
  private follow(canvas: HTMLElement, links: Map<string, string>): void {
    let from: { x: number; y: number } | undefined;
    canvas.addEventListener('pointerdown', ({ clientX: x, clientY: y }) => {
      from = { x, y };
    });
    canvas.addEventListener('click', (event) => {
      const isDrag = from && Math.hypot(event.clientX - from.x, event.clientY - from.y) > 4;
      const shape = (event.target as Element).closest('[data-element-id]');
      const link = links.get(shape?.getAttribute('data-element-id') ?? '');
      if (link && !isDrag) location.assign(link);
    });
  }
}

customElements.define('cauce-heat', HeatMap);
