// Shows a process's diagram, to be dragged and zoomed.
import { openDiagram } from './diagram/openDiagram.ts';
import { zoomButtons } from './diagram/zoomButtons.ts';
import { tellFailed } from './words/tellFailed.ts';

class ProcessDiagram extends HTMLElement {
  connectedCallback(): void {
    if (this.firstElementChild) return;
    const canvas = document.createElement('div');
    canvas.className = 'canvas';
    canvas.setAttribute('role', 'group');
    canvas.setAttribute('aria-label', this.getAttribute('label') ?? '');
    this.append(canvas);
    openDiagram(canvas, this.getAttribute('src') ?? '')
      .then((viewer) => {
        const { nearer = '', farther = '', whole = '' } = this.dataset;
        this.append(zoomButtons(viewer, { nearer, farther, whole }));
      })
      .catch(tellFailed(this, 'quiet'));
  }
}

customElements.define('cauce-diagram', ProcessDiagram);
