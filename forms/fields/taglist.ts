// Several options of many, as small labels that wrap.
import { choiceViews, type OptionSource } from '../options.ts';
import type { BaseComponent } from '../schema.ts';
import { severalOptions } from './severalOptions.ts';

export interface TaglistComponent extends BaseComponent, OptionSource {
  type: 'taglist';
}

export const taglist = severalOptions<TaglistComponent>({
  template: `{{#> choices}}{{#each options}}<div class="cf-tag">
<input type="checkbox" id="{{id}}" name="{{../name}}" value="{{value}}"{{#if chosen}} checked{{/if}}><label for="{{id}}">{{label}}</label></div>{{/each}}{{/choices}}`,
  view: (node, value, context) => ({ options: choiceViews(node, value, context), tags: true }),
});
