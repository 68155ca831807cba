// One box to tick; where it is required it must be ticked.
import { say } from '../messages/messages.ts';
import type { BaseComponent } from '../schema.ts';
import type { ValueField } from './field.ts';

export interface CheckboxComponent extends BaseComponent {
  type: 'checkbox';
}

export const checkbox: ValueField<CheckboxComponent> = {
  holds: 'value',
  empty: false,
  attributes: {},
  template: `<div class="cf-field{{#if error}} cf-bad{{/if}}">{{> below}}<div class="cf-choice">
<input type="checkbox" id="{{id}}" name="{{name}}" value="true"{{#if checked}} checked{{/if}}{{> aria}}><label for="{{id}}">{{label}}{{> mark}}</label></div></div>`,
  view: (_node, value) => ({ checked: value === true }),
  parse(raw) {
    const posted = raw[0];
    if (posted === undefined || posted === '' || posted === 'false') return { value: false };
    if (posted === 'true' || posted === 'on') return { value: true };
    return { refusal: { code: 'FIELD_TYPE', values: { expected: 'EXPECTED_BOOLEAN' } }, value: false };
  },
  validate: (value) =>
    typeof value === 'boolean' ? undefined : { code: 'FIELD_TYPE', values: { expected: 'EXPECTED_BOOLEAN' } },
  isBlank: (value) => value === false || value === null,
  missing: 'FIELD_REQUIRED_CHECKED',
  text: (value, _node, context) => say(context.locale, value === true ? 'YES' : 'NO'),
};
