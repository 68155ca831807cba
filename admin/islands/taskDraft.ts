// Saves the draft of a task whenever a field changes, says so in one quiet line, and asks where two wrote in one field.
// Without this island the form has a button for it.

import { part } from './elements/part.ts';
import { watchPresence } from './taskDraft/presence.ts';
import { answersOf, type Conflict, type Outcome, saveAnswers } from './taskDraft/saveAnswers.ts';
import { bringBack, forgetUnsent, keepUnsent } from './taskDraft/unsentAnswers.ts';
import { pageLanguage, type Say, speak } from './words/speak.ts';

const QUIET = 900;
const RETRY = 5_000;

async function liveWords(): Promise<Say> {
  const words =
    pageLanguage() === 'en'
      ? await import('../locales/taskLive/en.json')
      : await import('../locales/taskLive/es.json');
  return speak(words.default);
}

class TaskDraft extends HTMLElement {
  private readonly words = liveWords();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private sending: Promise<void> | undefined;
  private isDirty = false;
  private isOver = false;

  connectedCallback(): void {
    const { form } = this;
    const { presence = '' } = this.dataset;
    if (!form) return;
    if (this.address && bringBack(this.address, form)) return;
    if (this.address) this.watch(form);
    const token = form.querySelector<HTMLInputElement>('input[name="_csrf"]')?.value ?? '';
    const others = document.querySelector<HTMLElement>('[data-others]');
    if (presence)
      watchPresence(presence, token, (heard) => {
        if (others && others.textContent !== heard.others) others.textContent = heard.others;
      });
  }

  private get form(): HTMLFormElement | null {
    return this.closest('form');
  }

  private get address(): string {
    return this.dataset.save ?? '';
  }

  private watch(form: HTMLFormElement): void {
    const touched = (wait: number) => (event: Event) => {
      const { target } = event;
      if (target instanceof HTMLInputElement && target.type === 'file') return;
      this.isDirty = true;
      clearTimeout(this.timer);
      this.timer = setTimeout(() => void this.save(), wait);
    };
    form.addEventListener('input', touched(QUIET));
    form.addEventListener('change', touched(150));
    form.addEventListener('submit', () => {
      this.isOver = true;
      clearTimeout(this.timer);
      forgetUnsent(this.address);
    });
    addEventListener('online', () => void this.save());
    addEventListener('pagehide', () => this.leave());
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'hidden') this.leave();
    });
  }

  /** The page may be gone in a moment. */
  private leave(): void {
    const { form } = this;
    if (!form || !this.isDirty || this.isOver) return;
    const body = answersOf(form);
    keepUnsent(this.address, body);
    void this.save(true);
  }

  private save(leaving = false): Promise<void> {
    clearTimeout(this.timer);
    this.sending ??= this.saveOnce(leaving).finally(() => {
      this.sending = undefined;
      if (this.isDirty && !this.isOver) this.timer = setTimeout(() => void this.save(), RETRY);
    });
    return this.sending;
  }

  private async saveOnce(leaving: boolean): Promise<void> {
    const { form } = this;
    if (!form || !this.isDirty || this.isOver) return;
    const body = answersOf(form);
    this.isDirty = false;
    const outcome = await saveAnswers(this.address, body, leaving);
    const say = await this.words;
    if (outcome.kind === 'saved') return this.saved(form, outcome, say);
    keepUnsent(this.address, body);
    this.isDirty = outcome.kind === 'offline';
    if (outcome.kind === 'offline') this.tell(part('span', 'state atRisk', say('taskLive.offline')));
    else if (outcome.kind === 'refused') this.tell(part('span', 'state overdue', say('taskLive.refused')));
    else if (outcome.kind === 'gone') this.gone(outcome.words);
    else this.tell(part('span', 'state overdue', say('taskLive.ended')), this.signIn(form, say));
  }

  private saved(form: HTMLFormElement, saved: Outcome & { kind: 'saved' }, say: Say): void {
    if (!this.isDirty) forgetUnsent(this.address);
    const seen = form.querySelector<HTMLInputElement>('input[name="_seen"]');
    if (seen) seen.value = saved.seen;
    const line = part('span', 'quiet', say('taskLive.saved', { time: saved.time }));
    if (saved.conflicts.length > 0) return this.tell(this.question(form, saved.conflicts, say));
    if (saved.news === '') return this.tell(line);
    const look = button(say('taskLive.look'), 'link', () => location.reload());
    this.tell(line, part('span', '', say('taskLive.news', { fields: saved.news })), look);
  }

  /** Mine is written over the other only after that was read; the other stays in the history. */
  private question(form: HTMLFormElement, conflicts: Conflict[], say: Say): HTMLElement {
    const box = part('div', 'notice wrong');
    box.append(part('p', '', say('taskLive.conflict')));
    for (const { words } of conflicts) box.append(part('p', 'small', words));
    const keep = () => {
      const seen = form.querySelector<HTMLInputElement>('input[name="_seen"]');
      if (!seen) return;
      const marks: { [field: string]: string } = JSON.parse(seen.value);
      for (const { field, mark } of conflicts) marks[field] = mark;
      seen.value = JSON.stringify(marks);
      this.isDirty = true;
      void this.save();
    };
    const row = part('p', 'row');
    row.append(
      button(say('taskLive.mine'), '', keep),
      button(say('taskLive.theirs'), 'plain', () => location.reload()),
    );
    box.append(row);
    return box;
  }

  private gone(words: string): void {
    this.isOver = true;
    forgetUnsent(this.address);
    this.tell(part('span', 'notice wrong', words));
  }

  /** The form itself goes to the door and comes back from there. */
  private signIn(form: HTMLFormElement, say: Say): HTMLElement {
    return button(say('taskLive.signIn'), '', () => {
      const press = form.querySelector<HTMLButtonElement>('button[name="_do"][value="draft"]');
      forgetUnsent(this.address);
      form.requestSubmit(press);
    });
  }

  private tell(...parts: HTMLElement[]): void {
    this.replaceChildren(...parts);
  }
}

function button(label: string, look: string, pressed: () => void): HTMLElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = `button ${look}`.trim();
  made.textContent = label;
  made.addEventListener('click', pressed);
  return made;
}

customElements.define('cauce-task-draft', TaskDraft);
