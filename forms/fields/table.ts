// Rows of data, to be read.
import type { Json } from '../../engine/core/json.ts';
import { isFeel, jsonIn, words } from '../feel.ts';
import { formatNumber, say } from '../messages/messages.ts';
import { getIn, isObject, keySegments } from '../paths.ts';
import type { BaseComponent, Feel } from '../schema.ts';
import type { FormContext, Node, PresentationField } from './field.ts';

export interface TableComponent extends BaseComponent {
  type: 'table';
  dataSource?: Feel;
  columns?: { key: string; label: string }[];
  columnsExpression?: Feel;
  rowCount?: number;
}

/** Without scripts nothing turns pages, so a table shows more rows than the page size of its form. */
const MAX_SHOWN = 200;

export const table: PresentationField<TableComponent> = {
  holds: 'nothing',
  attributes: { dataSource: 'text', columns: 'list', columnsExpression: 'feel', rowCount: 'number' },
  template: `<div class="cf-field"><div class="cf-scroll" role="region" tabindex="0" aria-label="{{label}}"><table class="cf-table"><caption>{{label}}</caption><thead><tr>{{#each columns}}<th scope="col"{{#if number}} class="cf-number"{{/if}}>{{label}}</th>{{/each}}</tr></thead>
<tbody>{{#each rows}}<tr>{{#each this}}<td{{#if number}} class="cf-number"{{/if}}>{{text}}</td>{{/each}}</tr>{{/each}}</tbody></table></div>
{{~#unless rows}}<p class="cf-hint">{{empty}}</p>{{/unless}}{{#if more}}<p class="cf-hint">{{more}}</p>{{/if}}</div>`,
  view(node, context) {
    const rows = rowsOf(node, context);
    const columns = columnsOf(node, context);
    const shown = rows.slice(0, MAX_SHOWN);
    return {
      columns: columns.map((column) => ({
        ...column,
        number:
          shown.length > 0 && shown.every((row) => typeof getIn(row, keySegments(column.key)) === 'number'),
      })),
      rows: shown.map((row) => columns.map(({ key }) => cell(getIn(row, keySegments(key)), context))),
      empty: say(context.locale, 'TABLE_EMPTY'),
      more:
        rows.length > shown.length
          ? say(context.locale, 'TABLE_MORE', { shown: shown.length, count: rows.length })
          : '',
    };
  },
};

function rowsOf(node: Node<TableComponent>, context: FormContext): Json[] {
  const source = node.component.dataSource ?? '';
  const rows = isFeel(source) ? jsonIn(source, node, context) : getIn(node.scope, keySegments(source));
  return Array.isArray(rows) ? rows : [];
}

function columnsOf(node: Node<TableComponent>, context: FormContext): { key: string; label: string }[] {
  const { columns, columnsExpression } = node.component;
  const source: unknown = columnsExpression ? jsonIn(columnsExpression, node, context) : columns;
  if (!Array.isArray(source)) return [];
  return source.filter(isObject).map((column) => {
    const key = words(column.key);
    return { key, label: words(column.label) || key };
  });
}

function cell(value: Json | undefined, context: FormContext) {
  if (typeof value === 'number') return { number: true, text: formatNumber(context.locale, value) };
  if (typeof value === 'boolean') return { number: false, text: say(context.locale, value ? 'YES' : 'NO') };
  return { number: false, text: words(value) };
}
