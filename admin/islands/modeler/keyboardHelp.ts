// What the keyboard does here, in a window that `?` opens.

import { part } from '../elements/part.ts';
import type { Say } from '../words/speak.ts';
import { button } from './deskFrame.ts';

const shortcuts: readonly (readonly [keys: string, says: string])[] = [
  ['N', 'modeler.keys.create'],
  ['A', 'modeler.keys.append'],
  ['R', 'modeler.keys.replace'],
  ['E', 'modeler.keys.name'],
  ['C', 'modeler.keys.connect'],
  ['H', 'modeler.keys.hand'],
  ['L', 'modeler.keys.lasso'],
  ['S', 'modeler.keys.space'],
  ['← ↑ → ↓', 'modeler.keys.move'],
  ['Ctrl ← ↑ → ↓', 'modeler.keys.pan'],
  ['Ctrl A', 'modeler.keys.all'],
  ['Ctrl C · Ctrl V', 'modeler.keys.copy'],
  ['Ctrl Z · Ctrl Y', 'modeler.keys.undo'],
  ['Ctrl F', 'modeler.keys.find'],
  ['Ctrl + · Ctrl − · Ctrl 9', 'modeler.keys.zoom'],
  ['Ctrl S', 'modeler.keys.save'],
  ['Supr', 'modeler.keys.remove'],
  ['F6', 'modeler.keys.next'],
  ['?', 'modeler.keys.help'],
];

export function keyboardHelp(say: Say): () => void {
  let dialog: HTMLDialogElement | undefined;
  return () => {
    dialog ??= build(say);
    if (!dialog.isConnected) document.body.append(dialog);
    dialog.showModal();
  };
}

function build(say: Say): HTMLDialogElement {
  const dialog = document.createElement('dialog');
  dialog.className = 'modeler-dialog';
  dialog.setAttribute('aria-label', say('modeler.help'));
  const list = part('dl', 'modeler-keys');
  for (const [keys, says] of shortcuts) {
    const term = document.createElement('dt');
    term.append(part('kbd', '', keys === 'Supr' ? say('modeler.deleteKey') : keys));
    list.append(term, part('dd', '', say(says)));
  }
  const close = button(say('modeler.close'), () => dialog.close(), 'button plain');
  dialog.append(part('h2', '', say('modeler.help')), list, close);
  return dialog;
}

/** Keys of the desk itself; those of the drawing are bpmn-js's. */
export function deskKeys(acts: { help(): void; save(): void; next(backwards: boolean): void }): void {
  document.addEventListener('keydown', (pressed) => {
    if ((pressed.ctrlKey || pressed.metaKey) && pressed.key.toLowerCase() === 's') {
      pressed.preventDefault();
      acts.save();
    } else if (pressed.key === 'F6') {
      pressed.preventDefault();
      acts.next(pressed.shiftKey);
    } else if (pressed.key === '?' && !isTyping(pressed.target)) {
      pressed.preventDefault();
      acts.help();
    }
  });
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.matches('input, textarea, select') ||
      target.closest('dialog') !== null)
  );
}

/** From one part of the desk to the next one that is shown. */
export function nextPart(parts: readonly HTMLElement[], backwards: boolean): void {
  const shown = parts.filter((each) => each.offsetParent !== null);
  const at = shown.findIndex((each) => each.contains(document.activeElement));
  const step = backwards ? -1 : 1;
  const next = shown[(at + step + shown.length) % shown.length];
  const inside = next?.querySelector<HTMLElement>(
    'button:not(:disabled), svg[tabindex], input, [tabindex="0"], a[href], textarea, select',
  );
  inside?.focus();
}
