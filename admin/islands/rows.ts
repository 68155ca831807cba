// Moves through the rows of a list by keyboard: j and k, Enter opens, c claims. Without it the rows are links as ever.
class ListRows extends HTMLElement {
  private readonly onKey = (event: KeyboardEvent): void => this.handle(event);

  connectedCallback(): void {
    document.addEventListener('keydown', this.onKey);
  }

  disconnectedCallback(): void {
    document.removeEventListener('keydown', this.onKey);
  }

  private get links(): HTMLAnchorElement[] {
    return [...this.querySelectorAll<HTMLAnchorElement>('tbody a.main')];
  }

  private handle(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (event.key === 'j') this.move(1);
    else if (event.key === 'k') this.move(-1);
    else if (event.key === 'c') this.claim();
    else return;
    event.preventDefault();
  }

  private move(by: number): void {
    const links = this.links;
    const at = links.findIndex((link) => link.closest('tr')?.contains(document.activeElement));
    const next = links[Math.min(Math.max(at + by, 0), links.length - 1)];
    // Enter on a focused link opens it: the browser does that by itself.
    next?.focus();
    next?.scrollIntoView({ block: 'nearest' });
  }

  private claim(): void {
    const row = this.links.find((link) => link === document.activeElement)?.closest('tr');
    row?.querySelector<HTMLFormElement>('form')?.requestSubmit();
  }
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, select, textarea, [contenteditable]');
}

customElements.define('cauce-rows', ListRows);
