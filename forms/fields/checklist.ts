// Several options of a few, all in sight.
import { choiceViews, type OptionSource } from '../options.ts';
import type { BaseComponent } from '../schema.ts';
import { severalOptions } from './severalOptions.ts';

export interface ChecklistComponent extends BaseComponent, OptionSource {
  type: 'checklist';
}

export const checklist = severalOptions<ChecklistComponent>({
  template: `{{#> choices}}{{#each options}}<div class="cf-choice">
<input type="checkbox" id="{{id}}" name="{{../name}}" value="{{value}}"{{#if chosen}} checked{{/if}}><label for="{{id}}">{{label}}</label></div>{{/each}}{{/choices}}`,
  view: (node, value, context) => ({ options: choiceViews(node, value, context), tags: false }),
});
