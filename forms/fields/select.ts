// One option of a list that opens.
import { say } from '../messages/messages.ts';
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

export interface SelectComponent extends BaseComponent, OptionSource {
  type: 'select';
  /** Read for compatibility: the browser's own list is searched by typing. */
  searchable?: boolean;
}

export const select: ValueField<SelectComponent> = {
  holds: 'value',
  empty: null,
  attributes: { ...optionAttributes, searchable: 'boolean' },
  check: checkOptions,
  template: `{{#> shell}}<select class="cf-input cf-select" id="{{id}}" name="{{name}}"{{> aria}}><option value="">{{choose}}</option>
{{~#each options}}<option value="{{value}}"{{#if chosen}} selected{{/if}}>{{label}}</option>{{/each}}</select>{{/shell}}`,
  view: (node, value, context) => ({
    options: choiceViews(node, value, context),
    choose: say(context.locale, 'CHOOSE'),
  }),
  parse: (raw, node, context) => ({ value: chosen(raw.slice(0, 1), node, context)[0] ?? null }),
  validate: (value, node, context) =>
    Array.isArray(value) ? { code: 'FIELD_OPTION', values: {} } : outsideOptions(value, node, context),
  missing: 'FIELD_REQUIRED_CHOICE',
  text: choiceText,
};
