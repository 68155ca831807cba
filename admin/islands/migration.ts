// Both versions side by side: where the cases stand, in what each element becomes, and the choice of it by pressing one on
// the left and one on the right. The select boxes below hold what is chosen; the drawings follow them.
import type NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import { showElement } from './diagram/look.ts';
import { moveTogether } from './diagram/moveTogether.ts';
import { openDiagram } from './diagram/openDiagram.ts';
import { zoomButtons } from './diagram/zoomButtons.ts';
import { drawPairs, type Pair } from './migration/drawPairs.ts';
import { onPress } from './migration/onPress.ts';
import { tellFailed } from './words/tellFailed.ts';

class Migration extends HTMLElement {
  private pairs: Pair[] = [];
  private chosen: string | undefined;
  private viewers: { before: NavigatedViewer; after: NavigatedViewer } | undefined;

  connectedCallback(): void {
    if (this.querySelector('.canvas')) return;
    this.pairs = (JSON.parse(this.dataset.drawn ?? '{"pairs":[]}') as { pairs: Pair[] }).pairs;
    const [left, right] = [...this.querySelectorAll('figure')];
    if (!left || !right) return;
    Promise.all([open(left), open(right)])
      .then(([before, after]) => {
        this.viewers = { before: before.viewer, after: after.viewer };
        moveTogether([before.viewer, after.viewer]);
        const { nearer = '', farther = '', whole = '' } = this.dataset;
        right.append(zoomButtons(after.viewer, { nearer, farther, whole }));
        onPress(before.canvas, (id) => this.choose(id));
        onPress(after.canvas, (id) => this.answer(id));
        this.followBoxes();
        this.draw();
      })
      .catch(tellFailed(this, 'quiet'));
  }

  /** The boxes are the truth: what is chosen there is drawn here, and the row in use is shown. */
  private followBoxes(): void {
    for (const box of boxes()) {
      const id = idOf(box);
      box.addEventListener('change', () => {
        this.chosen = id;
        this.draw();
      });
      box.addEventListener('focus', () => {
        if (this.chosen === id) return;
        this.chosen = id;
        this.draw();
        this.showPair(id);
      });
    }
  }

  private showPair(id: string): void {
    const pair = this.pairs.find((each) => each.id === id);
    if (!pair || !this.viewers) return;
    // The other one follows.
    showElement(this.viewers.before, id);
  }

  private choose(id: string): void {
    if (!this.pairs.some((pair) => pair.id === id)) return;
    this.chosen = this.chosen === id ? undefined : id;
    this.draw();
  }

  private answer(id: string): void {
    const pair = this.pairs.find((each) => each.id === this.chosen);
    const box = pair && boxes().find((each) => idOf(each) === pair.id);
    if (!pair?.choices.includes(id) || !box) return;
    box.value = id;
    box.closest('details')?.setAttribute('open', '');
    box.dispatchEvent(new Event('change', { bubbles: true }));
  }

  private draw(): void {
    if (!this.viewers) return;
    const targets = new Map(boxes().map((box) => [idOf(box), box.value]));
    const now = this.pairs.map((pair) => withTarget(pair, targets.get(pair.id)));
    drawPairs(this.viewers, now, this.chosen);
    for (const row of document.querySelectorAll<HTMLElement>('.migration-pairs tr[data-element]'))
      row.classList.toggle('here', row.dataset.element === this.chosen);
  }
}

function withTarget(pair: Pair, value: string | undefined): Pair {
  if (value === undefined) return pair;
  const { target: _, ...rest } = pair;
  if (value !== '') return { ...rest, target: value, state: 'moves' };
  return { ...rest, state: pair.beside ? 'closes' : pair.choices.length > 0 ? 'choose' : 'gone' };
}

const boxes = () => [...document.querySelectorAll<HTMLSelectElement>('select[name^="a:"]')];
const idOf = (box: HTMLSelectElement) => box.name.slice(2);

async function open(figure: HTMLElement): Promise<{ viewer: NavigatedViewer; canvas: HTMLElement }> {
  const canvas = document.createElement('div');
  canvas.className = 'canvas';
  canvas.setAttribute('role', 'group');
  canvas.setAttribute('aria-label', figure.querySelector('figcaption')?.textContent ?? '');
  figure.append(canvas);
  return { viewer: await openDiagram(canvas, figure.dataset.src ?? ''), canvas };
}

customElements.define('cauce-migration', Migration);
