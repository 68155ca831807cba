// The text of a file that cannot be drawn, so that it can be mended where it is broken.
import type { Say } from '../words/speak.ts';

export interface SourceEditor {
  element: HTMLElement;
  show(text: string, reason: string): void;
  hide(): void;
  /** What a change would take out of the file. */
  warn(lost: readonly string[]): void;
}

const PAUSE_MS = 600;

export function createSourceEditor(say: Say, changed: (text: string) => void): SourceEditor {
  const element = document.createElement('section');
  element.className = 'section dmn-source';
  element.hidden = true;
  const sentence = document.createElement('p');
  sentence.className = 'notice wrong';
  sentence.setAttribute('role', 'alert');
  const area = document.createElement('textarea');
  area.rows = 20;
  area.spellcheck = false;
  area.className = 'mono';
  area.setAttribute('aria-label', say('decision.source'));
  element.append(sentence, area);
  let pause: ReturnType<typeof setTimeout> | undefined;
  area.addEventListener('input', () => {
    clearTimeout(pause);
    pause = setTimeout(() => changed(area.value), PAUSE_MS);
  });
  return {
    element,
    show(text, reason) {
      sentence.textContent = say('decision.broken', { reason: reason.slice(0, 300) });
      if (area.value !== text) area.value = text;
      area.hidden = false;
      element.hidden = false;
    },
    warn(lost) {
      sentence.textContent = say('decision.lost', { parts: lost.join(' · ').slice(0, 600) });
      area.hidden = true;
      element.hidden = false;
    },
    hide() {
      element.hidden = true;
    },
  };
}
