// Entries of the panel that hold no value: a sentence, a link, a button.
import { h } from '@bpmn-io/properties-panel/preact';

const entry = (id: string, ...inside: unknown[]) =>
  h('div', { class: 'bio-properties-panel-entry', 'data-entry-id': id }, ...inside);

export function NoteEntry({ id, text }: { id: string; text: string }): unknown {
  return entry(id, h('p', { class: 'modeler-note' }, text));
}

export function LinkEntry({ id, text, href }: { id: string; text: string; href: string }): unknown {
  return entry(id, h('a', { href }, text));
}

export function PressEntry({ id, text, act }: { id: string; text: string; act(): void }): unknown {
  return entry(id, h('button', { type: 'button', class: 'button link', onClick: act }, text));
}
