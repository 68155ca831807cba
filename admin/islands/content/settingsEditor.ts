// A file of settings (JSON) as a form: each value in a field of its kind, lists whose items come, go and change places.
import { button } from './controls.ts';
import type { ContentEditor, ContentTold } from './editors.ts';
import { settingsShape } from './settingsShape.ts';
import { drawValue, type Json, type SettingsForm } from './settingsValue.ts';

export function settingsEditor({ say, host, changed, isReadOnly }: ContentTold): ContentEditor {
  const element = document.createElement('div');
  element.className = 'settings';
  const shape = settingsShape(host.dataset.kind ?? '', say);
  let value: Json = {};
  const form: SettingsForm = {
    say,
    shape,
    isReadOnly,
    changed: () => changed(`${JSON.stringify(value, null, 2)}\n`),
    /** Other parts than before: drawn anew, with what was open still open. */
    redraw() {
      const open = new Set(
        [...element.querySelectorAll('details[open]')].map((each) => each.getAttribute('data-path')),
      );
      draw();
      for (const each of element.querySelectorAll('details'))
        if (open.has(each.getAttribute('data-path'))) each.open = true;
    },
  };
  function draw(): void {
    element.replaceChildren(
      drawValue(form, value, '', (next) => {
        value = next;
      }),
    );
    const fold = element.querySelectorAll('details');
    if (fold.length > 1) {
      const all = button(say('content.unfold'), () => {
        const isOpening = [...fold].some((each) => !each.open);
        for (const each of fold) each.open = isOpening;
      });
      const bar = document.createElement('div');
      bar.className = 'content-bar';
      bar.append(all);
      element.prepend(bar);
    }
  }
  return {
    element,
    read(text) {
      if (text.trim() === '') value = shape.blank;
      else
        try {
          value = JSON.parse(text) as Json;
        } catch {
          return false;
        }
      if (typeof value !== 'object' || value === null) return false;
      draw();
      return true;
    },
  };
}
