// Comfort for the conversation of a case: names to choose from after an @, what was typed is kept while the tab is open, and
// what others write appears by itself. Without it all of this is a form like any other.
import { type Offering, offerCallers } from './conversation/callers.ts';
import { keepTyped } from './conversation/keepTyped.ts';
import { onChanges } from './live/changes.ts';

class Conversation extends HTMLElement {
  private stop: (() => void) | undefined;

  connectedCallback(): void {
    const attribute = (name: string): string => this.getAttribute(name) ?? '';
    const callers = { from: attribute('suggestions'), found: attribute('found'), none: attribute('none') };
    this.prepare(callers);
    this.addEventListener('keydown', (event) => this.onKey(event));
    const look = () => this.look(callers);
    this.stop = onChanges(attribute('base'), { caseKey: attribute('case-key') }, look);
  }

  disconnectedCallback(): void {
    this.stop?.();
  }

  private get fields(): HTMLTextAreaElement[] {
    return [...this.querySelectorAll<HTMLTextAreaElement>('textarea[data-calls]')];
  }

  private prepare(callers: Offering): void {
    for (const field of this.fields) {
      keepTyped(field, this.getAttribute('who') ?? '');
      if (callers.from) offerCallers(field, callers);
    }
  }

  /** Enter in a box of this block must not send the form around it; with Control it sends what was written. */
  private onKey(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.defaultPrevented) return;
    if (event.target instanceof HTMLInputElement && event.target.type === 'checkbox') event.preventDefault();
    if (!(event.target instanceof HTMLTextAreaElement) || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    event.target.closest('.reply, .composer')?.querySelector<HTMLButtonElement>('[name="_say"]')?.click();
  }

  /** Not under somebody's hands, and not where an answer is half written. */
  private async look(callers: Offering): Promise<void> {
    const notes = this.querySelector('.notes');
    const isBusy = (): boolean =>
      !notes ||
      notes.contains(document.activeElement) ||
      [...notes.querySelectorAll('textarea')].some(({ value }) => value !== '');
    if (isBusy()) return;
    const response = await fetch(this.getAttribute('part') ?? '', { credentials: 'same-origin' });
    if (!response.ok || response.redirected) return;
    const fresh = new DOMParser().parseFromString(await response.text(), 'text/html').querySelector('.notes');
    if (!fresh || isBusy() || fresh.innerHTML === notes?.innerHTML) return;
    notes?.replaceWith(fresh);
    for (const field of fresh.querySelectorAll<HTMLTextAreaElement>('textarea[data-calls]'))
      if (callers.from) offerCallers(field, callers);
  }
}

customElements.define('cauce-conversation', Conversation);
