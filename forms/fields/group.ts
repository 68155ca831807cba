// Fields that belong together, optionally stored in one object.
import type { BaseComponent, Component } from '../schema.ts';
import type { ContainerField } from './field.ts';

export interface GroupComponent extends BaseComponent {
  type: 'group';
  path?: string;
  components: Component[];
  showOutline?: boolean;
  verticalAlignment?: string;
}

export const group: ContainerField<GroupComponent> = {
  holds: 'group',
  attributes: { path: 'text', components: 'list', showOutline: 'boolean', verticalAlignment: 'text' },
  template: `{{#if titled}}<fieldset class="cf-group{{#if outline}} cf-outline{{/if}}" id="{{id}}"{{#if error}} tabindex="-1"{{/if}}{{#if describedBy}} aria-describedby="{{describedBy}}"{{/if}}><legend class="cf-legend">{{label}}</legend>{{> below}}{{> rows}}</fieldset>
{{~else}}<div class="cf-group{{#if outline}} cf-outline{{/if}}" id="{{id}}"{{#if error}} tabindex="-1"{{/if}}>{{> below}}{{> rows}}</div>{{/if}}`,
  view: (node) => ({ titled: Boolean(node.component.label), outline: node.component.showOutline === true }),
};
