// Two diagrams side by side that move together; what differs is marked, and a sentence of the list shows its element.
import type NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import { moveTogether } from './diagram/moveTogether.ts';
import { openDiagram } from './diagram/openDiagram.ts';
import { zoomButtons } from './diagram/zoomButtons.ts';
import { tellFailed } from './words/tellFailed.ts';

class Differences extends HTMLElement {
  connectedCallback(): void {
    if (this.querySelector('.canvas')) return;
    const figures = [...this.querySelectorAll('figure')];
    Promise.all(figures.map((figure) => open(figure)))
      .then((viewers) => {
        moveTogether(viewers);
        const { nearer = '', farther = '', whole = '' } = this.dataset;
        const last = viewers.at(-1);
        if (last) figures.at(-1)?.append(zoomButtons(last, { nearer, farther, whole }));
        this.leadFromSentences(viewers);
      })
      .catch(tellFailed(this, 'quiet'));
  }

  /** By pointer and by keyboard. */
  private leadFromSentences(viewers: NavigatedViewer[]): void {
    for (const sentence of document.querySelectorAll<HTMLElement>('[data-element]')) {
      sentence.tabIndex = 0;
      const show = () => {
        for (const viewer of viewers) showIn(viewer, sentence.dataset.element ?? '');
        this.scrollIntoView({ block: 'nearest' });
      };
      sentence.addEventListener('click', show);
      sentence.addEventListener('keydown', ({ key }) => {
        if (key === 'Enter') show();
      });
    }
  }
}

async function open(figure: HTMLElement): Promise<NavigatedViewer> {
  const canvas = document.createElement('div');
  canvas.className = 'canvas';
  canvas.setAttribute('role', 'group');
  canvas.setAttribute('aria-label', figure.querySelector('figcaption')?.textContent ?? '');
  figure.append(canvas);
  const viewer = await openDiagram(canvas, figure.dataset.src ?? '');
  const marks = JSON.parse(figure.dataset.marks ?? '{}') as { [id: string]: string };
  for (const [id, mark] of Object.entries(marks))
    if (viewer.get('elementRegistry').get(id)) viewer.get('canvas').addMarker(id, mark);
  return viewer;
}

const shown = 'shown';

function showIn(viewer: NavigatedViewer, id: string): void {
  const element = viewer.get('elementRegistry').get(id);
  for (const { id: other } of viewer.get('elementRegistry').filter(() => true))
    viewer.get('canvas').removeMarker(other, shown);
  if (!element) return;
  viewer.get('canvas').addMarker(id, shown);
  viewer.get('canvas').scrollToElement(id, 80);
}

customElements.define('cauce-differences', Differences);
