// A file as its text.
import type { ContentEditor, ContentTold } from './editors.ts';

export function textEditor({ say, changed, isReadOnly }: ContentTold): ContentEditor {
  const element = document.createElement('textarea');
  element.className = 'mono content-text';
  element.spellcheck = false;
  element.rows = 24;
  element.readOnly = isReadOnly;
  element.setAttribute('aria-label', say('content.text'));
  element.addEventListener('input', () => changed(element.value));
  return {
    element,
    read(text) {
      if (element.value !== text) element.value = text;
      return true;
    },
  };
}
