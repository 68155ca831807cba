// The text of a form that the editor cannot open, so that it can be mended where it is broken; nothing of it is lost.

import { part } from '../elements/part.ts';
import type { Say } from '../words/speak.ts';

export interface SourcePart {
  element: HTMLElement;
  show(text: string, reason: string): void;
  hide(): void;
}

const PAUSE = 600;

export function createSourcePart(say: Say, isReadOnly: boolean, changed: (text: string) => void): SourcePart {
  const element = part('section', 'modeler-unread');
  element.hidden = true;
  const sentence = part('p', 'notice wrong');
  sentence.setAttribute('role', 'alert');
  const area = part('textarea', 'mono');
  area.spellcheck = false;
  area.readOnly = isReadOnly;
  area.setAttribute('aria-label', say('formEditor.source'));
  element.append(sentence, area);
  let timer: ReturnType<typeof setTimeout> | undefined;
  area.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(() => changed(area.value), PAUSE);
  });
  return {
    element,
    show(text, reason) {
      sentence.textContent = say('formEditor.broken', { reason: reason.slice(0, 300) });
      if (area.value !== text) area.value = text;
      element.hidden = false;
    },
    hide() {
      element.hidden = true;
    },
  };
}
