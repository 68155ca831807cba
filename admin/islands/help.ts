// The help beside a form: what is searched is shown in its place, so that nobody leaves what they are writing.
/** Milliseconds until what was typed is in the draft. */
const SAVED_AFTER = 2000;

class Help extends HTMLElement {
  private asked = 0;
  private waiting: ReturnType<typeof setTimeout> | undefined;

  connectedCallback(): void {
    const form = this.querySelector('form');
    form?.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.search(form);
    });
    this.closest('main')
      ?.querySelector('#answers')
      ?.addEventListener('change', () => this.changed(form));
    // An emptied box offers again what the case itself asks for.
    form?.querySelector('input[type="search"]')?.addEventListener('search', () => void this.search(form));
  }

  /** What was chosen may be the product: once the draft has it, other guides fit. Nobody's reading is disturbed. */
  private changed(form: HTMLFormElement | null): void {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => {
      const box = form?.querySelector<HTMLInputElement>('input[type="search"]');
      const isReading = this.querySelector('details[open]') !== null || this.contains(document.activeElement);
      if (form && box?.value === '' && !isReading) void this.search(form);
    }, SAVED_AFTER);
  }

  private async search(form: HTMLFormElement): Promise<void> {
    const place = this.querySelector('[data-found]');
    if (!place) return;
    const mine = ++this.asked;
    place.setAttribute('aria-busy', 'true');
    try {
      const words = new URLSearchParams();
      for (const [name, value] of new FormData(form)) if (typeof value === 'string') words.set(name, value);
      const answer = await fetch(`${this.dataset.results}?${words}`);
      if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
      const html = await answer.text();
      if (mine === this.asked) place.innerHTML = html;
    } catch {
      if (mine === this.asked) place.textContent = this.dataset.failed ?? '';
    } finally {
      if (mine === this.asked) place.removeAttribute('aria-busy');
    }
  }
}

customElements.define('cauce-help', Help);
