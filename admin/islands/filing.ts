// Files a request on a bad connection: what is typed stays on the device, files go up as they are chosen, and the sending is
// repeated with the same request until there is an answer. Without this island the form is posted as any other.
import { stay } from './filing/comingBack.ts';
import { forget, type Kept, keep, keepFiles, read, readFiles } from './filing/device.ts';
import { fillIn, together, typedIn } from './filing/fields.ts';
import { bodyWith, choose, chosenIn } from './filing/fileFields.ts';
import { focusOnWrong } from './filing/focusOnWrong.ts';
import { newRequest } from './filing/newRequest.ts';
import { type Posted, persist, post } from './filing/post.ts';
import { proofOf } from './filing/proof.ts';
import { askReceipt } from './filing/receiptAgain.ts';
import { StateLine } from './filing/stateLine.ts';
import { hasTooLarge } from './liveForm/fileSize.ts';
import type { LiveForm } from './liveForm.ts';
import { pageLanguage, type Say, speak } from './words/speak.ts';

async function filingWords(): Promise<Say> {
  const words =
    pageLanguage() === 'en'
      ? await import('../locales/filing/en.json')
      : await import('../locales/filing/es.json');
  return speak(words.default);
}

class Filing extends HTMLElement {
  private form!: HTMLFormElement;
  private place = '';
  private line!: StateLine;
  private saving = 0;
  private uploading: Promise<void> = Promise.resolve();
  private isSending = false;
  private asked: [bits: number, minute: number] = [0, 0];

  connectedCallback(): void {
    const form = this.closest('form');
    if (!form) return;
    this.form = form;
    this.place = new URL(form.action).pathname + new URL(form.action).search;
    this.asked = [Number(this.getAttribute('bits')), Number(this.getAttribute('minute'))];
    void this.begin();
  }

  private async begin(): Promise<void> {
    const say = await filingWords();
    this.line = new StateLine(this, say, () => this.forgetAll());
    if (this.hasAttribute('fresh')) await this.open();
    this.listen();
    this.dataset.ready = 'yes';
    for (const field of this.querySelectorAll<HTMLInputElement>('input[type="file"]')) this.goUp(field);
    if (read(this.place)?.sending) void this.send();
  }

  private listen(): void {
    this.addEventListener('input', () => {
      clearTimeout(this.saving);
      this.saving = window.setTimeout(() => this.save(), 300);
      void this.proof();
    });
    this.addEventListener('change', ({ target }) => {
      if (target instanceof HTMLInputElement && target.type === 'file') this.goUp(target);
    });
    window.addEventListener('pagehide', () => this.saving && this.save());
    this.form.addEventListener('submit', (event) => {
      const { submitter } = event;
      if (event.defaultPrevented || submitter?.getAttribute('name') === '_form') return;
      event.preventDefault();
      if (!hasTooLarge(this) && !this.isSending) void this.send();
    });
    stay(this.form, this.place, this.line);
  }

  private get request(): HTMLInputElement {
    return this.form.elements.namedItem('_request') as HTMLInputElement;
  }

  /** A page that was opened anew, or taken from the device: its request is its own, unless one is waiting here. */
  private async open(): Promise<void> {
    const kept = read(this.place);
    this.request.value = kept?.request ?? newRequest();
    if (!kept) return;
    fillIn(this.form, kept.fields);
    this.line.restored(kept);
    await this.refill(kept);
    const files = await readFiles(this.place).catch(() => ({}));
    choose(this, files);
  }

  /** Fields that depend on others are drawn by the server, with what they held. */
  private async refill(kept: Kept): Promise<void> {
    const body = new FormData();
    for (const [name, value] of together(this.form, kept.fields)) body.append(name, value);
    body.set('_request', kept.request);
    body.set('_form', 'refresh');
    try {
      const { status, page } = await post(this.form, body, () => undefined, { 'X-Cauce-Refresh': '1' });
      if (status === 200) this.live?.show(page, body);
    } catch {
      // Without signal the fields that are there hold what they can.
    }
  }

  private get live(): LiveForm | null {
    return this.querySelector<LiveForm>('cauce-form');
  }

  private save(sending = false): void {
    this.saving = 0;
    const kept = { request: this.request.value, at: Date.now(), sending, fields: typedIn(this.form) };
    if (keep(this.place, kept)) this.line.kept();
  }

  private forgetAll(): void {
    forget(this.place);
    clearTimeout(this.saving);
    this.saving = 0;
    this.form.reset();
    location.reload();
  }

  private goUp(field: HTMLInputElement): void {
    this.uploading = this.uploading.then(() => this.upload(field)).catch(() => undefined);
  }

  /** Chosen files go up at once and stay with the request; what cannot goes with it later. */
  private async upload(field: HTMLInputElement): Promise<void> {
    const files = [...(field.files ?? [])];
    if (files.length === 0 || hasTooLarge(this)) return;
    const names = files.map(({ name }) => name).join(', ');
    const body = bodyWith(this.form, field);
    try {
      this.line.uploading(names, 0);
      const told = (percent: number) => this.line.uploading(names, percent);
      const { status, page } = await post(this.form, body, told, { 'X-Cauce-Refresh': '1' });
      if (!page.querySelector('cauce-form > .cf-form') || status === 429) throw new Error(String(status));
      // Others may have been chosen in their place meanwhile; they have their turn.
      if (files.every((file, index) => field.files?.[index] === file)) field.value = '';
      this.live?.showFiles(field, page);
      this.save();
      this.line.uploaded(names, status === 200);
    } catch {
      this.line.uploadLater(names);
    }
    await keepFiles(this.place, chosenIn(this)).catch(() => undefined);
  }

  private proof(): Promise<string> {
    const [bits, minute] = this.asked;
    return proofOf({ request: this.request.value, bits, minute });
  }

  private async send(): Promise<void> {
    this.isSending = true;
    this.setAttribute('aria-busy', 'true');
    await this.uploading;
    clearTimeout(this.saving);
    this.save(true);
    let answer = await this.persistently();
    for (let dearer = 0; answer.proof && dearer < 2; dearer += 1) {
      this.asked = answer.proof;
      answer = await this.persistently();
    }
    this.isSending = false;
    this.removeAttribute('aria-busy');
    if (answer.filed) this.finish();
    else this.correct(answer);
  }

  private persistently(): Promise<Posted> {
    return persist(
      async () => {
        this.line.proving();
        const body = new FormData(this.form);
        body.set('_proof', await this.proof());
        return post(this.form, body, (percent) => this.line.sending(percent));
      },
      (seconds, isOffline) => this.line.waiting(seconds, isOffline),
      (resume) => this.line.offerAgain(resume),
    );
  }

  /** The receipt is the answer to the same request, asked for by the page itself. */
  private finish(): void {
    const { value } = this.request;
    forget(this.place);
    askReceipt(this.form, this.place, value);
  }

  /** The page of the answer takes the place of this one: it says what to correct. */
  private correct({ page }: Posted): void {
    this.save();
    const fresh = page.querySelector('main');
    if (!fresh) return;
    document.title = page.title;
    document.querySelector('main')?.replaceWith(document.adoptNode(fresh));
    focusOnWrong();
  }
}

customElements.define('cauce-filing', Filing);
