// Text of several lines.
import type { BaseComponent, Feel } from '../schema.ts';
import { lengthRefusal, lengthViews, textRefusal } from '../textRules.ts';
import type { ValueField } from './field.ts';

export interface TextareaComponent extends BaseComponent {
  type: 'textarea';
  validate?: { required?: boolean; minLength?: number | Feel; maxLength?: number | Feel };
}

/** A text holds at most this much where the form sets no limit. */
const MAX_LENGTH = 100_000;

export const textarea: ValueField<TextareaComponent> = {
  holds: 'value',
  empty: '',
  attributes: { 'validate.minLength': 'numberOrFeel', 'validate.maxLength': 'numberOrFeel' },
  // The newline after the tag is dropped by HTML, so a text that starts with one keeps it.
  template: `{{#> shell}}<textarea class="cf-input cf-textarea" id="{{id}}" name="{{name}}" rows="5" dir="auto"
{{~#if minLength}} minlength="{{minLength}}"{{/if}}{{#if maxLength}} maxlength="{{maxLength}}"{{/if}}{{> aria}}>
{{value}}</textarea>{{/shell}}`,
  view: (node, value, context) => ({
    value: typeof value === 'string' ? value : value === null ? '' : JSON.stringify(value),
    ...lengthViews(node, context, MAX_LENGTH),
  }),
  parse: (raw) => ({ value: (raw[0] ?? '').replace(/\r\n?/g, '\n') }),
  validate(value, node, context) {
    const refused = textRefusal(value);
    if (refused || typeof value !== 'string') return refused;
    return lengthRefusal(value, node, context, MAX_LENGTH);
  },
  text: (value) => (typeof value === 'string' ? value : value === null ? '' : JSON.stringify(value)),
};
