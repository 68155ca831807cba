// A list of rows with the same fields; rows are added and removed by plain submit buttons.
import { say } from '../messages/messages.ts';
import type { BaseComponent, Component } from '../schema.ts';
import type { ContainerField } from './field.ts';

export interface DynamiclistComponent extends BaseComponent {
  type: 'dynamiclist';
  path?: string;
  components: Component[];
  isRepeating?: boolean;
  allowAddRemove?: boolean;
  defaultRepetitions?: number;
  disableCollapse?: boolean;
  nonCollapsedItems?: number;
  showOutline?: boolean;
}

/** A list with more rows is a table of data, not a form. */
export const MAX_ROWS = 200;

const ROW = `<fieldset class="cf-item"><legend class="cf-legend">{{title}}</legend>{{> rows}}
{{~#if remove}}<button class="cf-button cf-quiet" type="submit" name="_form" value="{{remove}}" formnovalidate aria-label="{{removeLabel}}">{{removeText}}</button>{{/if}}</fieldset>`;

export const dynamiclist: ContainerField<DynamiclistComponent> = {
  holds: 'list',
  attributes: {
    path: 'text',
    components: 'list',
    isRepeating: 'boolean',
    allowAddRemove: 'boolean',
    defaultRepetitions: 'number',
    disableCollapse: 'boolean',
    nonCollapsedItems: 'number',
    showOutline: 'boolean',
  },
  template: `<fieldset class="cf-list{{#if outline}} cf-outline{{/if}}" id="{{id}}" tabindex="-1"{{#if describedBy}} aria-describedby="{{describedBy}}"{{/if}}><legend class="cf-legend">{{label}}</legend>{{> below}}
{{~#if rowsName}}<input type="hidden" name="{{rowsName}}" value="{{origins}}">{{/if}}
{{~#each items}}${ROW}{{/each}}
{{~#if more}}<details{{#if open}} open{{/if}}><summary>{{moreLabel}}</summary>{{#each more}}${ROW}{{/each}}</details>{{/if}}
{{~#unless items}}<p class="cf-hint">{{empty}}</p>{{/unless}}
{{~#if add}}<button class="cf-button" type="submit" name="_form" value="{{add}}" formnovalidate>{{addLabel}}</button>{{/if}}</fieldset>`,
  view(node, context) {
    const { component, name, rows } = node;
    const changeable = component.allowAddRemove !== false && !node.locked;
    const label = typeof component.label === 'string' ? component.label : '';
    return {
      outline: component.showOutline === true,
      rowsName: node.locked ? '' : `${name}.rows`,
      origins: rows.map((row) => row.origin ?? '-').join(','),
      empty: say(context.locale, 'LIST_EMPTY'),
      add: changeable && rows.length < MAX_ROWS ? `add:${name}` : '',
      addLabel: label ? say(context.locale, 'LIST_ADD_TO', { label }) : say(context.locale, 'LIST_ADD'),
      shownItems: component.disableCollapse ? MAX_ROWS : Math.max(1, component.nonCollapsedItems ?? 5),
      changeable,
    };
  },
};
