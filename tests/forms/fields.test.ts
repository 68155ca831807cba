// Every field type: how it shows, what it makes of what is posted, and what it refuses.
import { describe, expect, test } from 'vitest';
import { fieldTypes } from '../../forms/fields/index.ts';
import { type Component, parseSubmission, renderForm, validateVariables } from '../../forms/index.ts';
import { answers, document, posted, stored } from './support/answers.ts';
import { chosenCases } from './support/chosenCases.ts';
import { everyField } from './support/everyField.ts';
import { form, shared } from './support/form.ts';
import { typedCases } from './support/typedCases.ts';

const cases = { ...typedCases, ...chosenCases };

describe.each(Object.entries(cases))('%s', (_name, { component, good, bad, badJson, stored: given = {} }) => {
  const schema = form(component);
  const submit = (text: string | string[]) =>
    parseSubmission({
      ...shared,
      schema,
      stored: given,
      body: text.length === 0 && Array.isArray(text) ? {} : { x: text },
    });

  test.each(good)('takes %j', (text, value) => {
    expect(submit(text)).toMatchObject({ variables: { x: value } });
  });

  test.each(bad)('refuses %j', (text, code) => {
    expect(submit(text)).toMatchObject({ errors: { x: { code } } });
  });

  test.each(badJson)('refuses the JSON %j', (value, code) => {
    const result = validateVariables({ ...shared, schema, stored: given, variables: { x: value } });
    expect(result).toMatchObject({ errors: { x: { code } } });
  });

  test('takes as JSON what it made of a post', () => {
    for (const [, value] of good) {
      const result = validateVariables({ ...shared, schema, stored: given, variables: { x: value } });
      expect(result).toMatchObject({ variables: { x: value } });
    }
  });

  test('refuses no answer where one is required', () => {
    const required = { ...component, validate: { ...component.validate, required: true } } as Component;
    const result = parseSubmission({ ...shared, schema: form(required), stored: given, body: {} });
    expect(Object.keys('errors' in result ? result.errors : {})).toEqual(['x']);
  });
});

test('a pattern that backtracking engines never finish answers at once', () => {
  const schema = form({ type: 'textfield', key: 'x', validate: { pattern: '^(a+)+$' } });
  const result = parseSubmission({ ...shared, schema, stored: {}, body: { x: `${'a'.repeat(3000)}!` } });
  expect(result).toMatchObject({ errors: { x: { code: 'FIELD_PATTERN' } } });
});

test('the form of all types holds all types', () => {
  const found = new Set<string>();
  const walk = (components: Component[]) => {
    for (const component of components) {
      found.add(component.type);
      if ('components' in component) walk(component.components);
    }
  };
  walk(everyField.components);
  expect([...found].sort()).toEqual([...fieldTypes].sort());
});

test.each(['es', 'en'] as const)('every type renders in %s, with its label and its value', (locale) => {
  const html = renderForm({
    ...shared,
    locale,
    schema: everyField,
    data: { ...stored, ...answers },
    mode: 'edit',
  });
  for (const text of [
    'Analizar el caso de Ana María Peña',
    'vence el <strong>12 de noviembre',
    'value="1250000"',
    'acta.pdf',
    'Luis Ñáñez',
    'PQRS-2026-000007',
    '<option value="refund" selected>',
  ]) {
    expect(html).toContain(text);
  }
  expect(html).toContain(locale === 'es' ? '237.500' : '237,500');
  expect(html).not.toContain('{{');
  expect(html).not.toContain('[object');
});

test('a submission of every type gives the answers, and nothing else', () => {
  const result = parseSubmission({ ...shared, schema: everyField, stored, body: posted });
  expect(result).toMatchObject({ variables: answers });
  expect(Object.keys('variables' in result ? result.variables : {}).sort()).toEqual(
    Object.keys(answers).sort(),
  );
});

test('the same answers as JSON give the same variables', () => {
  const { tax: _computed, ...variables } = answers;
  expect(validateVariables({ ...shared, schema: everyField, stored, variables })).toMatchObject({
    variables: answers,
  });
});

test('a reader sees the answers in words', () => {
  const data = { ...stored, ...answers, files: [document('d9', 'acta.pdf')] };
  const html = renderForm({
    ...shared,
    schema: everyField,
    data,
    mode: 'readonly',
    files: { href: (id) => `/documents/${id}` },
  });
  for (const text of [
    'vie 20 nov 2026',
    '14:45',
    'mar 3 nov 2026, 09:30',
    '$ 1.250.000 COP',
    'Devolución',
    'Correo, Carta',
    'href="/documents/d9"',
  ]) {
    expect(html).toContain(text);
  }
  expect(html).not.toMatch(/<(input|select|textarea|button)/);
});
