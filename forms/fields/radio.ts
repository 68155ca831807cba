// One option of a few, all in sight.
import {
  checkOptions,
  choiceText,
  choiceViews,
  chosen,
  type OptionSource,
  optionAttributes,
  outsideOptions,
} from '../options.ts';
import type { BaseComponent } from '../schema.ts';
import type { ValueField } from './field.ts';

export interface RadioComponent extends BaseComponent, OptionSource {
  type: 'radio';
}

export const radio: ValueField<RadioComponent> = {
  holds: 'value',
  empty: null,
  attributes: optionAttributes,
  check: checkOptions,
  template: `{{#> choices}}{{#each options}}<div class="cf-choice">
<input type="radio" id="{{id}}" name="{{../name}}" value="{{value}}"{{#if chosen}} checked{{/if}}{{#if ../required}} required{{/if}}><label for="{{id}}">{{label}}</label></div>{{/each}}{{/choices}}`,
  view: (node, value, context) => ({ options: choiceViews(node, value, context) }),
  parse: (raw, node, context) => ({ value: chosen(raw.slice(0, 1), node, context)[0] ?? null }),
  validate: (value, node, context) =>
    Array.isArray(value) ? { code: 'FIELD_OPTION', values: {} } : outsideOptions(value, node, context),
  missing: 'FIELD_REQUIRED_CHOICE',
  text: choiceText,
  grouped: true,
};
