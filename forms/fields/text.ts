// Text for the reader, in a small subset of Markdown.
import { textIn } from '../feel.ts';
import { escapeMarkdown, renderMarkdown } from '../markdown.ts';
import type { BaseComponent, Templated } from '../schema.ts';
import type { PresentationField } from './field.ts';

export interface TextComponent extends BaseComponent {
  type: 'text';
  text?: Templated;
}

export const text: PresentationField<TextComponent> = {
  holds: 'nothing',
  attributes: { text: 'textOrFeel' },
  // `safe` was made from escaped text alone; it is the only kind of value that templates do not escape.
  template: `<div class="cf-text">{{{safe}}}</div>`,
  view: (node, context) => ({
    safe: renderMarkdown(textIn(node.component.text, node, context, escapeMarkdown)),
  }),
};
