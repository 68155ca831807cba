// Brings the drawing of a case to where the case is, nearer and farther; without scripts the box scrolls by itself.
const STEP = 1.3;

class CaseDrawing extends HTMLElement {
  #scale = 1;

  connectedCallback(): void {
    const bar = document.createElement('div');
    bar.className = 'drawing-bar no-print';
    this.#button(bar, '+', 'near', () => this.#zoom(STEP));
    this.#button(bar, '−', 'far', () => this.#zoom(1 / STEP));
    const here = this.getAttribute('here') ?? '';
    this.#button(bar, here, 'here', () => this.#show());
    this.prepend(bar);
    // Whole where that can be read, else near enough to.
    const fits = this.#box.clientWidth / this.#width;
    this.#zoom(Math.min(1, Math.max(fits, 0.7)));
    this.#show();
  }

  get #box(): HTMLElement {
    return this.querySelector('.drawing-box') as HTMLElement;
  }

  get #width(): number {
    return this.querySelector('svg')?.viewBox.baseVal.width ?? 1;
  }

  #button(bar: HTMLElement, text: string, name: string, act: () => void): void {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'button plain';
    button.textContent = text;
    button.title = this.getAttribute(name) ?? '';
    button.setAttribute('aria-label', button.title);
    button.addEventListener('click', act);
    bar.append(button);
  }

  #zoom(by: number): void {
    const svg = this.querySelector('svg');
    if (!svg) return;
    const box = this.#box;
    const before = this.#scale;
    this.#scale = Math.min(3, Math.max(0.1, before * by));
    const [x, y] = [box.scrollLeft + box.clientWidth / 2, box.scrollTop + box.clientHeight / 2];
    svg.setAttribute('width', String(this.#width * this.#scale));
    svg.setAttribute('height', String(svg.viewBox.baseVal.height * this.#scale));
    const ratio = this.#scale / before;
    box.scrollTo(x * ratio - box.clientWidth / 2, y * ratio - box.clientHeight / 2);
  }

  /** Where it is now; where it is nowhere, the last that it came to. */
  #show(): void {
    const here = this.querySelector('[data-now]') ?? [...this.querySelectorAll('[data-been]')].at(-1);
    const box = this.#box;
    if (!here) return;
    const [at, around] = [here.getBoundingClientRect(), box.getBoundingClientRect()];
    box.scrollBy(
      at.left + at.width / 2 - around.left - around.width / 2,
      at.top + at.height / 2 - around.top - around.height / 2,
    );
  }
}

customElements.define('cauce-drawing', CaseDrawing);
