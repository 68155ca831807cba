// Moves through the rows of a list by keyboard (j and k, Enter opens, c claims), and keeps the list fresh while it is
// looked at: what came, what went, and how much time is left. Without it the rows are links as ever.
const freshMs = 60_000;

class ListRows extends HTMLElement {
  private readonly onKey = (event: KeyboardEvent): void => this.handle(event);
  private timer: ReturnType<typeof setInterval> | undefined;

  connectedCallback(): void {
    document.addEventListener('keydown', this.onKey);
    this.timer = setInterval(() => this.freshen().catch(() => undefined), freshMs);
  }

  disconnectedCallback(): void {
    document.removeEventListener('keydown', this.onKey);
    clearInterval(this.timer);
  }

  /** Not under somebody's hands: a row must not move away while it is being chosen. */
  private async freshen(): Promise<void> {
    if (document.hidden || this.contains(document.activeElement)) return;
    const response = await fetch(location.href, { credentials: 'same-origin' });
    if (!response.ok || response.redirected) return;
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    document.title = page.title;
    for (const part of ['cauce-rows > table', '.tiles']) {
      const fresh = page.querySelector(part);
      if (fresh) document.querySelector(part)?.replaceWith(fresh);
    }
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
