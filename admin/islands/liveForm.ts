// Asks the server again whenever an answer changes, so that what depends on it appears at once. Without this island
// the form has a button for it. Chosen files and the place where somebody is writing stay as they are.
import { hasTooLarge, judgeFiles } from './liveForm/fileSize.ts';

export class LiveForm extends HTMLElement {
  private asking: AbortController | undefined;

  connectedCallback(): void {
    this.classList.add('live');
    // What must be corrected is read first, wherever the page was left.
    this.querySelector<HTMLElement>('.cf-summary')?.focus();
    this.addEventListener('change', (event) => {
      const { target } = event;
      if (target instanceof HTMLInputElement && target.type === 'file') judgeFiles(target);
      else if (this.refreshButton) this.refresh().catch(() => undefined);
    });
    this.closest('form')?.addEventListener('submit', (event) => {
      if (hasTooLarge(this)) event.preventDefault();
    });
  }

  private get refreshButton(): HTMLButtonElement | null {
    return this.querySelector<HTMLButtonElement>('button[name="_form"][value="refresh"]');
  }

  private async refresh(): Promise<void> {
    const form = this.closest('form');
    if (!form) return;
    this.asking?.abort();
    this.asking = new AbortController();
    const body = new FormData(form);
    for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
    body.set('_form', 'refresh');
    const { signal } = this.asking;
    const headers = { 'X-Cauce-Refresh': '1' };
    const response = await fetch(form.action, {
      method: 'POST',
      body,
      headers,
      signal,
      credentials: 'same-origin',
    });
    if (!response.ok) return;
    this.show(new DOMParser().parseFromString(await response.text(), 'text/html'));
  }

  /** Takes the form of another answer of the server, and keeps what was typed, and ticked since `sent`, meanwhile. */
  show(page: Document, sent?: FormData): void {
    const fresh = page.querySelector('cauce-form > .cf-form');
    const shown = this.querySelector('.cf-form');
    if (!fresh || !shown) return;
    if (sent) keepTicks(shown, fresh, sent);
    this.swap(shown, fresh);
  }

  /** Takes what an answer says of one field's files: of everything else the page may know better by now. */
  showFiles(field: HTMLInputElement, page: Document): void {
    const twin = page.querySelector(`cauce-form > .cf-form ${fileField(field)}`);
    const fresh = twin?.closest('.cf-field');
    const shown = field.closest('.cf-field');
    if (!twin || !fresh || !shown || !this.contains(shown)) return;
    const isFocused = document.activeElement === field;
    for (const name of ['aria-invalid', 'aria-describedby']) {
      const value = twin.getAttribute(name);
      if (value === null) field.removeAttribute(name);
      else field.setAttribute(name, value);
    }
    twin.replaceWith(field);
    shown.replaceWith(fresh);
    if (isFocused) field.focus({ preventScroll: true });
    // An answer that is on its way knows nothing of these files.
    if (this.refreshButton) this.refresh().catch(() => undefined);
  }

  private swap(shown: Element, fresh: Element): void {
    const focused = document.activeElement;
    const id = focused && shown.contains(focused) ? focused.id : '';
    const files = [...shown.querySelectorAll<HTMLInputElement>('input[type="file"]')];
    for (const field of files) {
      fresh.querySelector(fileField(field))?.replaceWith(field);
    }
    keepTyping(shown, fresh);
    shown.replaceWith(fresh);
    for (const field of files) judgeFiles(field);
    if (id) document.getElementById(id)?.focus({ preventScroll: true });
  }
}

const fileField = ({ name }: HTMLInputElement): string => `input[type="file"][name="${CSS.escape(name)}"]`;

/** What was typed while the answer was on its way is newer than the answer. */
function keepTyping(shown: Element, fresh: Element): void {
  const typed = 'textarea, input:not([type="file"], [type="hidden"], [type="checkbox"], [type="radio"])';
  for (const field of shown.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(typed)) {
    const twin = field.id && fresh.querySelector<HTMLInputElement>(`#${CSS.escape(field.id)}`);
    if (twin && !twin.readOnly) twin.value = field.value;
  }
}

/** A box or an option that is not as it was sent was changed while the answer was on its way. */
function keepTicks(shown: Element, fresh: Element, sent: FormData): void {
  for (const box of shown.querySelectorAll<HTMLInputElement>('[type="checkbox"], [type="radio"]')) {
    if (box.checked === sent.getAll(box.name).includes(box.value)) continue;
    const named = `input[name="${CSS.escape(box.name)}"][value="${CSS.escape(box.value)}"]`;
    const twin = fresh.querySelector<HTMLInputElement>(named);
    if (twin) twin.checked = box.checked;
  }
  for (const list of shown.querySelectorAll('select')) {
    const twin = fresh.querySelector<HTMLSelectElement>(`select[name="${CSS.escape(list.name)}"]`);
    if (twin && !list.multiple && list.value !== sent.get(list.name)) twin.value = list.value;
  }
}

customElements.define('cauce-form', LiveForm);
