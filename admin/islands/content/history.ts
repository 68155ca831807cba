// Undo and redo over whole texts of the file: the same for every editor.
import type { Say } from '../words/speak.ts';

export interface History {
  element: HTMLElement;
  begin(text: string): void;
  /** Changes that follow each other quickly are undone as one. */
  push(text: string): void;
  now(): string;
}

const ONE_CHANGE_MS = 900;
const MOST_KEPT = 200;

export function createHistory(say: Say, show: (text: string) => void): History {
  const element = document.createElement('span');
  element.className = 'row';
  let before: string[] = [];
  let after: string[] = [];
  let now = '';
  let pushedAt = 0;
  const button = (key: string, text: string, act: () => void) => {
    const made = document.createElement('button');
    made.type = 'button';
    made.className = 'button plain';
    made.textContent = text;
    made.title = say(key);
    made.setAttribute('aria-label', say(key));
    made.addEventListener('click', act);
    element.append(made);
    return made;
  };
  const go = (from: string[], to: string[]) => {
    const next = from.pop();
    if (next === undefined) return;
    to.push(now);
    now = next;
    pushedAt = 0;
    update();
    show(now);
  };
  const undo = button('content.undo', '↶', () => go(before, after));
  const redo = button('content.redo', '↷', () => go(after, before));
  document.addEventListener('keydown', (event) => {
    // Fields undo what was typed in them by themselves.
    if (event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement) return;
    if (!(event.ctrlKey || event.metaKey) || !['z', 'y'].includes(event.key.toLowerCase())) return;
    event.preventDefault();
    if (event.key.toLowerCase() === 'y' || event.shiftKey) go(after, before);
    else go(before, after);
  });
  function update(): void {
    undo.disabled = before.length === 0;
    redo.disabled = after.length === 0;
  }
  return {
    element,
    begin(text) {
      now = text;
      before = [];
      after = [];
      update();
    },
    push(text) {
      if (text === now) return;
      const at = Date.now();
      if (at - pushedAt > ONE_CHANGE_MS) before.push(now);
      pushedAt = at;
      if (before.length > MOST_KEPT) before.shift();
      after = [];
      now = text;
      update();
    },
    now: () => now,
  };
}
