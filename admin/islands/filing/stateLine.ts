// One line that says where the answers are: on this device, on their way, waiting for the signal. It stands above the button,
// and above the form where it tells of what was found on the device.
import { pageLanguage, type Say } from '../words/speak.ts';
import type { Kept } from './device.ts';

export class StateLine {
  readonly element = document.createElement('div');
  private readonly words = document.createElement('p');
  private readonly bar = document.createElement('progress');
  private readonly acts = document.createElement('p');
  private readonly say: Say;
  private readonly forget: () => void;
  private readonly host: Element;

  constructor(host: Element, say: Say, forget: () => void) {
    this.host = host;
    this.say = say;
    this.forget = forget;
    this.element.className = 'filing-state';
    this.words.setAttribute('role', 'status');
    this.bar.max = 100;
    this.bar.hidden = true;
    this.element.append(this.words, this.bar, this.acts);
    this.stand('below');
  }

  kept(): void {
    this.tell(this.say('filing.kept'), 'calm', [this.button('filing.forget', this.forget)]);
  }

  restored({ at, sending }: Kept): void {
    const when = new Date(at).toLocaleString(pageLanguage(), { dateStyle: 'long', timeStyle: 'short' });
    const words = this.say(sending ? 'filing.resumed' : 'filing.restored', { at: when });
    this.tell(words, 'told', [this.button('filing.forget', this.forget)]);
    this.stand('above');
  }

  uploading(names: string, percent: number): void {
    this.tell(this.say('filing.uploading', { names, percent }), 'busy');
    this.show(percent);
  }

  uploaded(names: string, isTaken: boolean): void {
    this.tell(isTaken ? this.say('filing.uploaded', { names }) : '', 'calm');
  }

  uploadLater(names: string): void {
    this.tell(this.say('filing.uploadLater', { names }), 'waiting');
  }

  proving(): void {
    this.tell(this.say('filing.proving'), 'busy');
  }

  sending(percent: number): void {
    this.tell(this.say('filing.sending', { percent }), 'busy');
    this.show(percent);
  }

  waiting(seconds: number, isOffline: boolean): void {
    const words = isOffline ? this.say('filing.waiting') : this.say('filing.retrying', { seconds });
    if (this.words.textContent !== words) this.words.textContent = words;
    this.element.dataset.state = 'waiting';
    this.stand('below');
    this.bar.hidden = true;
  }

  /** A button to go on at once; gives what takes it away. */
  offerAgain(resume: () => void): () => void {
    const again = this.button('filing.sendNow', resume);
    this.acts.replaceChildren(again);
    return () => again.remove();
  }

  already(receipt: () => void, another: () => void): void {
    const acts = [this.button('filing.seeReceipt', receipt), this.button('filing.another', another)];
    this.tell(this.say('filing.already'), 'waiting', acts);
  }

  private tell(words: string, state: 'calm' | 'told' | 'busy' | 'waiting', acts: HTMLElement[] = []): void {
    if (this.words.textContent !== words) this.words.textContent = words;
    this.element.dataset.state = state;
    this.bar.hidden = true;
    this.acts.replaceChildren(...acts);
  }

  private show(percent: number): void {
    this.stand('below');
    this.bar.hidden = false;
    this.bar.value = percent;
    this.bar.setAttribute('aria-label', this.words.textContent ?? '');
  }

  /** Where whoever looks at it now is. */
  private stand(where: 'above' | 'below'): void {
    if (where === this.element.dataset.place) return;
    this.element.dataset.place = where;
    if (where === 'above') this.host.prepend(this.element);
    else this.host.querySelector('[data-send]')?.parentElement?.before(this.element);
  }

  private button(key: string, pressed: () => void): HTMLButtonElement {
    const made = document.createElement('button');
    made.type = 'button';
    made.className = 'button link small';
    made.textContent = this.say(key);
    made.addEventListener('click', pressed);
    return made;
  }
}
