// A list of which rows are chosen: one box chooses all, Shift chooses a stretch. Without it each box is pressed by itself.
class Choice extends HTMLElement {
  private last: HTMLInputElement | undefined;
  private readonly all = document.createElement('input');

  connectedCallback(): void {
    const head = this.querySelector('th.choice');
    if (!head || this.boxes.length === 0) return;
    this.all.type = 'checkbox';
    this.all.setAttribute('aria-label', this.getAttribute('all') ?? '');
    head.replaceChildren(this.all);
    this.all.addEventListener('change', () => this.chooseAll());
    this.addEventListener('click', (event) => this.stretch(event));
    this.addEventListener('change', () => this.show());
    this.show();
  }

  private get boxes(): HTMLInputElement[] {
    return [...this.querySelectorAll<HTMLInputElement>('tbody td.choice input')];
  }

  private chooseAll(): void {
    for (const box of this.boxes) box.checked = this.all.checked;
  }

  private stretch(event: MouseEvent): void {
    const { boxes } = this;
    const to = boxes.indexOf(event.target as HTMLInputElement);
    if (to < 0) return;
    const from = this.last ? boxes.indexOf(this.last) : -1;
    const checked = boxes[to]?.checked === true;
    if (event.shiftKey && from >= 0)
      for (const box of boxes.slice(Math.min(from, to), Math.max(from, to) + 1)) box.checked = checked;
    this.last = boxes[to];
  }

  private show(): void {
    const chosen = this.boxes.filter(({ checked }) => checked).length;
    this.all.checked = chosen === this.boxes.length;
    this.all.indeterminate = chosen > 0 && !this.all.checked;
  }
}

customElements.define('cauce-choice', Choice);
