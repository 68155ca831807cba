// Reading a form at deployment: everything that is wrong, at once, with the element and the file.
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readForm } from '../../forms/index.ts';
import { everyField } from './support/everyField.ts';
import { checkFeel } from './support/feel.ts';

function problemsOf(components: unknown, root: object = { id: 'f' }): [string, string | undefined][] {
  const { problems } = readForm({ type: 'default', ...root, components }, 'forms/f.form', checkFeel);
  return problems.map((problem) => [problem.code, problem.elementId]);
}

test('a form of every type reads without a problem and comes back as it was', () => {
  expect(readForm(JSON.parse(JSON.stringify(everyField)), 'every.form', checkFeel)).toEqual({
    schema: everyField,
    problems: [],
  });
});

test('everything that is wrong is said at once', () => {
  const components = [
    { type: 'hologram', id: 'a' },
    { type: 'textfield', id: 'b' },
    { type: 'textfield', id: 'c', key: 'tel éfono' },
    { type: 'textfield', id: 'd', key: 'x.__proto__' },
    { type: 'textfield', id: 'e', key: 'x' },
    { type: 'number', id: 'f', key: 'x' },
    { type: 'textfield', id: 'g', key: 'x.y' },
    { type: 'textfield', id: 'h', key: 'h', validate: { pattern: '(?=a)b' } },
    { type: 'textfield', id: 'i', key: 'i', validate: { pattern: 'a'.repeat(501) } },
    { type: 'textfield', id: 'j', key: 'j', conditional: { hide: '=1 +' } },
    { type: 'textfield', id: 'k', key: 'k', label: 'Hola {{nombre +}}' },
    { type: 'text', id: 'l', text: '{{#if a}}abierto' },
    { type: 'textfield', id: 'm', key: 'm', label: 5, disabled: 'yes(' },
    { type: 'radio', id: 'n', key: 'n', values: [{ label: 'sin valor' }] },
    {
      type: 'dynamiclist',
      id: 'o',
      path: 'o',
      components: [
        { type: 'number', id: 'p', key: 'q', properties: { requiredIf: '=)' } },
        { type: 'text', id: 'q', text: 7 },
      ],
    },
    { type: 'group', id: 'r', path: 'r' },
    'nothing',
  ];
  expect(problemsOf(components)).toEqual([
    ['FORM_FIELD_TYPE_UNKNOWN', 'a'],
    ['FORM_KEY_MISSING', 'b'],
    ['FORM_KEY_INVALID', 'c'],
    ['FORM_KEY_FORBIDDEN', 'd'],
    ['FORM_KEY_DUPLICATE', 'f'],
    ['FORM_KEY_CONFLICT', 'g'],
    ['FORM_PATTERN_INVALID', 'h'],
    ['FORM_PATTERN_TOO_LONG', 'i'],
    ['FORM_EXPRESSION_INVALID', 'j'],
    ['FORM_EXPRESSION_INVALID', 'k'],
    ['FORM_TEMPLATE_UNCLOSED', 'l'],
    ['FORM_PROPERTY_INVALID', 'm'],
    ['FORM_EXPRESSION_INVALID', 'm'],
    ['FORM_OPTION_INVALID', 'n'],
    ['FORM_EXPRESSION_INVALID', 'p'],
    ['FORM_PROPERTY_INVALID', 'q'],
    ['FORM_MALFORMED', 'r'],
    ['FORM_MALFORMED', 'components[16]'],
  ]);
});

test('warnings do not keep a form from being deployed', () => {
  const components = [
    { type: 'select', id: 'a', key: 'a' },
    {
      type: 'radio',
      id: 'b',
      key: 'b',
      values: [
        { label: 'x', value: 1 },
        { label: 'y', value: '1' },
      ],
    },
    { type: 'image', id: 'c', source: 'http://example.org/a.png' },
    { type: 'button', id: 'd', action: 'explode' },
  ];
  const result = readForm({ components, schemaVersion: 20 }, 'forms/my-form.form', checkFeel);
  expect(result).toMatchObject({ schema: { id: 'my-form', type: 'default' } });
  expect(result.problems.map((problem) => [problem.severity, problem.code])).toEqual([
    ['warning', 'FORM_OPTIONS_MISSING'],
    ['warning', 'FORM_OPTION_DUPLICATE'],
    ['warning', 'FORM_ADDRESS_NOT_HTTPS'],
    ['warning', 'FORM_ACTION_IGNORED'],
    ['warning', 'FORM_ID_MISSING'],
    ['warning', 'FORM_VERSION_NEWER'],
  ]);
});

test.each([[null], [[]], ['form'], [{}], [{ components: {} }]])('%j is no form', (json) => {
  expect(readForm(json, 'x.form').problems).toMatchObject([
    { severity: 'error', code: 'FORM_MALFORMED', resource: 'x.form' },
  ]);
});

test('keys that reach an object’s prototype are refused wherever they are', () => {
  const json = JSON.parse(
    '{"id":"f","components":[{"type":"textfield","key":"a","properties":{"__proto__":{"x":1}}}]}',
  );
  expect(readForm(json, 'x.form').problems).toMatchObject([
    { code: 'FORM_KEY_FORBIDDEN', values: { key: '__proto__' } },
  ]);
  expect(Object.keys(Object.prototype)).toEqual([]);
});

test('names that the page uses itself are refused as keys', () => {
  expect(
    problemsOf([
      { type: 'textfield', id: 'a', key: '_form' },
      { type: 'filepicker', id: 'b', key: 'f' },
      { type: 'textfield', id: 'c', key: 'f.keep' },
    ]),
  ).toEqual([
    ['FORM_KEY_FORBIDDEN', 'a'],
    ['FORM_KEY_CONFLICT', 'c'],
  ]);
});

test('the same key may stand in a list and outside of it', () => {
  const inner = { type: 'textfield', id: 'b', key: 'name' };
  expect(
    problemsOf([
      { type: 'textfield', id: 'a', key: 'name' },
      { type: 'dynamiclist', id: 'l', path: 'list', components: [inner] },
    ]),
  ).toEqual([]);
});

test('a form too large or too deep is refused', () => {
  const many = Array.from({ length: 1001 }, (_one, index) => ({ type: 'separator', id: `s${index}` }));
  expect(problemsOf(many)).toEqual([['FORM_TOO_LARGE', undefined]]);
  let deep: object = { type: 'separator', id: 'end' };
  for (let level = 0; level < 12; level += 1) deep = { type: 'group', id: `g${level}`, components: [deep] };
  expect(problemsOf([deep]).map(([code]) => code)).toEqual(['FORM_TOO_LARGE']);
});

test('the forms that the product ships with have no problem', () => {
  const root = new URL('../../processes/', import.meta.url);
  const files = readdirSync(root, { recursive: true })
    .map(String)
    .filter((file) => file.endsWith('.form'));
  expect(files.length).toBeGreaterThan(0);
  for (const file of files) {
    const json = JSON.parse(readFileSync(new URL(file, root), 'utf8'));
    expect(readForm(json, file).problems, file).toEqual([]);
  }
});
