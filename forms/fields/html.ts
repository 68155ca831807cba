// HTML that a form author wrote: shown as HTML only if it is plainly harmless, otherwise as text.
import { textIn } from '../feel.ts';
import { escapeHtml, safeHtml } from '../safeHtml.ts';
import type { BaseComponent, Templated } from '../schema.ts';
import type { PresentationField } from './field.ts';

export interface HtmlComponent extends BaseComponent {
  type: 'html';
  content?: Templated;
}

export const html: PresentationField<HtmlComponent> = {
  holds: 'nothing',
  attributes: { content: 'textOrFeel' },
  template: `<div class="cf-text">{{{safe}}}</div>`,
  view: (node, context) => ({ safe: safeHtml(textIn(node.component.content, node, context, escapeHtml)) }),
};
