// A list by keyboard (j and k move, Enter opens, x chooses, c claims, / searches, ? says so), several of its rows at once, and
// the list kept fresh while it is looked at. Without it the rows are links and boxes as ever.
import { onChanges } from './live/changes.ts';
import { type Choosing, choosing } from './rows/choosing.ts';
import { freshen } from './rows/freshen.ts';
import { closeMenus } from './rows/menus.ts';

/** Where the server tells nothing, and for how much time is left. */
const freshMs = 60_000;

class ListRows extends HTMLElement {
  private readonly onKey = (event: KeyboardEvent): void => this.handle(event);
  private timer: ReturnType<typeof setInterval> | undefined;
  private unfollow: (() => void) | undefined;
  private choice: Choosing | undefined;

  connectedCallback(): void {
    document.addEventListener('keydown', this.onKey);
    document.addEventListener('click', closeMenus);
    document.addEventListener('keydown', closeMenus);
    this.choice = choosing(this);
    const look = (): Promise<void> => freshen(this).then(() => this.choice?.count());
    this.timer = setInterval(() => look().catch(() => undefined), freshMs);
    // Lists of cases and people have nobody to tell them.
    const { base } = this.dataset;
    if (base !== undefined) this.unfollow = onChanges(base, 'tasks', look);
  }

  disconnectedCallback(): void {
    document.removeEventListener('keydown', this.onKey);
    document.removeEventListener('click', closeMenus);
    document.removeEventListener('keydown', closeMenus);
    clearInterval(this.timer);
    this.unfollow?.();
  }

  private get links(): HTMLAnchorElement[] {
    return [...this.querySelectorAll<HTMLAnchorElement>('tbody a.main')];
  }

  private get row(): HTMLTableRowElement | null {
    const link = this.links.find((each) => each.closest('tr')?.contains(document.activeElement));
    return link?.closest('tr') ?? null;
  }

  private handle(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (document.querySelector('dialog[open]')) return;
    if (event.key === 'j') this.move(1);
    else if (event.key === 'k') this.move(-1);
    else if (event.key === 'x') this.choice?.toggle(this.row);
    else if (event.key === 'c') this.claim();
    else if (event.key === '/') document.querySelector<HTMLInputElement>('main input[type=search]')?.focus();
    else if (event.key === '?') document.querySelector<HTMLDialogElement>('dialog.keys-help')?.showModal();
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

  /** Those that are chosen, else the row that one stands on. */
  private claim(): void {
    if (this.choice?.claim()) return;
    this.row?.querySelector<HTMLFormElement>('form')?.requestSubmit();
  }
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return target.type !== 'checkbox';
  return target.matches('select, textarea, [contenteditable]');
}

customElements.define('cauce-rows', ListRows);
