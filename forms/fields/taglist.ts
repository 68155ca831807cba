// Several options of many, as small labels that wrap.
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

export interface TaglistComponent extends BaseComponent, OptionSource {
  type: 'taglist';
}

export const taglist: ValueField<TaglistComponent> = {
  holds: 'value',
  empty: [],
  attributes: optionAttributes,
  check: checkOptions,
  template: `{{#> choices}}{{#each options}}<div class="cf-tag">
<input type="checkbox" id="{{id}}" name="{{../name}}" value="{{value}}"{{#if chosen}} checked{{/if}}><label for="{{id}}">{{label}}</label></div>{{/each}}{{/choices}}`,
  view: (node, value, context) => ({ options: choiceViews(node, value, context), tags: true }),
  parse: (raw, node, context) => ({ value: chosen(raw, node, context) }),
  validate: (value, node, context) =>
    Array.isArray(value)
      ? outsideOptions(value, node, context)
      : { code: 'FIELD_TYPE', values: { expected: 'EXPECTED_LIST' } },
  missing: 'FIELD_REQUIRED_CHOICE',
  text: choiceText,
  grouped: true,
};
