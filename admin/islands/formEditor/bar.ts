// The bar over the form: undo and redo, the fields that the diagram asks for, the preview.

import { button, part } from '../elements/part.ts';
import { type IconName, icon } from '../modeler/icons.ts';
import type { Say } from '../words/speak.ts';
import type { FormJs } from './formJs.ts';

export interface BarActs {
  isReadOnly: boolean;
  editor(): FormJs | undefined;
  ask(): Promise<void>;
  /** Whether it is shown now. */
  togglePreview(): boolean;
}

export function fillBar(bar: HTMLElement, say: Say, acts: BarActs): { changed(): void } {
  const { isReadOnly, editor } = acts;
  const iconButton = (name: IconName, label: string, keys: string, act: () => void) => {
    const made = button('', 'modeler-button', act);
    made.append(icon(name));
    made.title = `${label} (${keys})`;
    made.setAttribute('aria-label', label);
    made.setAttribute('aria-keyshortcuts', keys);
    return made;
  };
  const undo = iconButton('undo', say('formEditor.undo'), 'Ctrl+Z', () => editor()?.undo());
  const redo = iconButton('redo', say('formEditor.redo'), 'Ctrl+Y', () => editor()?.redo());
  const edit = part('span', 'modeler-bar-group');
  const ask = button(say('formEditor.askFields'), 'modeler-button form-ask', () => void acts.ask());
  if (!isReadOnly) edit.append(undo, redo, ask);
  else edit.append(part('span', 'quiet small', say('formEditor.readOnly')));
  const views = part('span', 'modeler-bar-group form-bar-end');
  const preview = button(say('formEditor.preview'), 'modeler-button', () =>
    preview.setAttribute('aria-pressed', String(acts.togglePreview())),
  );
  preview.setAttribute('aria-pressed', 'true');
  views.append(preview);
  bar.append(edit, views);
  const changed = () => {
    undo.disabled = !editor()?.canUndo();
    redo.disabled = !editor()?.canRedo();
  };
  changed();
  return { changed };
}
