// Lists in forms: rows are added and removed without scripts, and each keeps what is its own.
import { describe, expect, test } from 'vitest';
import { type Component, renderForm, validateVariables } from '../../forms/index.ts';
import { form, post, shared } from './support/form.ts';

describe('lists', () => {
  const schema = form({
    type: 'dynamiclist',
    path: 'items',
    label: 'Testigos',
    allowAddRemove: true,
    components: [
      { type: 'textfield', key: 'name', validate: { required: true } },
      { type: 'textfield', key: 'role', readonly: true },
    ],
  });
  const stored = {
    items: [
      { name: 'A', role: 'r1' },
      { name: 'B', role: 'r2' },
      { name: 'C', role: 'r3' },
    ],
  };

  test('a row that moves up keeps its own read-only values', () => {
    const body = {
      'items.rows': '0,1,2',
      'items.0.name': 'A',
      'items.1.name': 'B',
      'items.2.name': 'C',
      _form: 'remove:items:1',
    };
    const removed = post(schema, body, stored);
    expect(removed).toMatchObject({
      errors: {},
      values: { items: [{ name: 'A' }, { name: 'C', role: 'r3' }] },
    });
    const html = renderForm({ ...shared, schema, data: removed.values, mode: 'edit' });
    expect(html).toContain('name="items.rows" value="0,2"');
    const sent = post(
      schema,
      { 'items.rows': '0,2', 'items.0.name': 'A', 'items.1.name': 'Z', 'items.1.role': 'x' },
      stored,
    );
    expect(sent).toMatchObject({
      variables: {
        items: [
          { name: 'A', role: 'r1' },
          { name: 'Z', role: 'r3' },
        ],
      },
    });
  });

  test('a row is added by a button, and what was typed stays', () => {
    const added = post(schema, { 'items.rows': '-', 'items.0.name': 'Nuevo', _form: 'add:items' });
    expect(added).toMatchObject({ errors: {}, values: { items: [{ name: 'Nuevo' }, {}] } });
    expect(Object.keys('errors' in added ? added.errors : { x: 1 })).toEqual([]);
  });

  test('every row is judged', () => {
    const result = post(schema, { 'items.rows': '-,-', 'items.0.name': 'A', 'items.1.name': '' });
    expect(result).toMatchObject({ errors: { 'items.1.name': { code: 'FIELD_REQUIRED' } } });
  });

  test.each(['0,0', 'x', '1;2', '-1', '99999'])('rows that were not drawn (%s) are refused', (rows) => {
    expect(post(schema, { 'items.rows': rows }, stored)).toMatchObject({
      errors: { items: { code: 'FIELD_ROWS' } },
    });
  });

  test('more rows than a person can fill in are refused', () => {
    const rows = Array.from({ length: 201 }, () => '-').join(',');
    expect(post(schema, { 'items.rows': rows })).toMatchObject({
      errors: { items: { code: 'FIELD_ROWS_MAX' } },
    });
  });

  test('a list of fixed rows cannot grow', () => {
    const fixed = form({ ...schema.components[0], allowAddRemove: false } as Component);
    expect(post(fixed, { 'items.rows': '0,1,2,-' }, stored)).toMatchObject({
      errors: { items: { code: 'FIELD_ROWS' } },
    });
    expect(post(fixed, { _form: 'add:items' }, stored)).toMatchObject({
      errors: { _form: { code: 'FIELD_UNKNOWN' } },
    });
  });

  test('lists within lists read their rows', () => {
    const nested = form({
      type: 'dynamiclist',
      path: 'areas',
      components: [
        { type: 'textfield', key: 'name' },
        { type: 'dynamiclist', path: 'people', components: [{ type: 'textfield', key: 'name' }] },
      ],
    });
    const body = {
      'areas.rows': '-,-',
      'areas.0.name': 'A',
      'areas.0.people.rows': '',
      'areas.1.name': 'B',
      'areas.1.people.rows': '-',
      'areas.1.people.0.name': 'P',
    };
    expect(post(nested, body)).toMatchObject({
      variables: {
        areas: [
          { name: 'A', people: [] },
          { name: 'B', people: [{ name: 'P' }] },
        ],
      },
    });
    const removed = post(nested, { ...body, _form: 'remove:areas:0' });
    expect(removed.values).toMatchObject({ areas: [{ name: 'B', people: [{ name: 'P' }] }] });
    expect(renderForm({ ...shared, schema: nested, data: removed.values, mode: 'edit' })).toContain(
      'name="areas.0.people.rows" value="-"',
    );
  });

  test('as JSON unknown names within rows are refused', () => {
    const variables = { items: [{ name: 'A', admin: true }] };
    expect(validateVariables({ ...shared, schema, stored, variables })).toMatchObject({
      errors: { 'items.0.admin': { code: 'FIELD_UNKNOWN' } },
    });
    expect(validateVariables({ ...shared, schema, stored, variables: { items: 'all' } })).toMatchObject({
      errors: { items: { code: 'FIELD_TYPE' } },
    });
    const pollution = JSON.parse('{"items":[{"name":"A","__proto__":{"x":1}}]}');
    expect(validateVariables({ ...shared, schema, stored, variables: pollution })).toMatchObject({
      errors: { 'items.0.__proto__': { code: 'FIELD_FORBIDDEN' } },
    });
  });
});
