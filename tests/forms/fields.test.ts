// Every field type: how it shows, what it makes of what is posted, and what it refuses.
import { describe, expect, test } from 'vitest';
import type { Json, Variables } from '../../engine/core/json.ts';
import { fieldTypes } from '../../forms/fields/index.ts';
import {
  type Component,
  type FormSchema,
  parseSubmission,
  renderForm,
  validateVariables,
} from '../../forms/index.ts';
import { answers, document, everyField, posted, stored } from './support/everyField.ts';
import { evaluate, NOW } from './support/feel.ts';

const shared = { locale: 'es' as const, evaluate, now: NOW };

function form(...components: Component[]): FormSchema {
  return { type: 'default', id: 'test', components };
}

const abc = ['a', 'b', 'c'].map((value) => ({ label: value.toUpperCase(), value }));

interface Case {
  component: Component;
  /** Posted text and the value that it becomes. */
  good: [string | string[], Json][];
  /** Posted text and the code that refuses it. */
  bad: [string | string[], string][];
  /** JSON values and the code that refuses them. */
  badJson: [Json, string][];
  stored?: Variables;
}

const key = 'x';
const cases: { [name: string]: Case } = {
  textfield: {
    component: {
      type: 'textfield',
      key,
      validate: { minLength: 2, maxLength: 5, pattern: '^[a-zñ]+$', patternErrorMessage: 'Solo letras.' },
    },
    good: [
      ['ñandú'.slice(0, 4), 'ñand'],
      ['  abc ', 'abc'],
      ['', ''],
    ],
    bad: [
      ['a', 'FIELD_MIN_LENGTH'],
      ['abcdef', 'FIELD_MAX_LENGTH'],
      ['A1', 'FIELD_PATTERN'],
      ['a\0b', 'FIELD_CHARACTERS'],
      [['ab', 'cd'], 'FIELD_REPEATED'],
    ],
    badJson: [
      [5, 'FIELD_TYPE'],
      [['a'], 'FIELD_TYPE'],
      [true, 'FIELD_TYPE'],
      ['\uD800', 'FIELD_CHARACTERS'],
    ],
  },
  email: {
    component: { type: 'textfield', key, validate: { validationType: 'email' } },
    good: [
      ['ana@correo.com.co', 'ana@correo.com.co'],
      ['a+b@x.co', 'a+b@x.co'],
    ],
    bad: [
      'ana',
      'ana@correo',
      'a@b@c.co',
      'a b@c.co',
      'a@x.co, b@y.co',
      'a@x.co\nBcc: b@y.co',
      `${'a'.repeat(250)}@x.co`,
    ].map((text) => [text, 'FIELD_EMAIL']),
    badJson: [['a@x.co\r\nBcc: b@y.co', 'FIELD_EMAIL']],
  },
  phone: {
    component: { type: 'textfield', key, validate: { validationType: 'phone' } },
    good: [
      ['+57 (300) 123-4567', '+57 (300) 123-4567'],
      ['6041234', '6041234'],
    ],
    bad: ['12345', '1234567890123456', 'llámeme', '300-123-CASA'].map((text) => [text, 'FIELD_PHONE']),
    badJson: [[3001234567, 'FIELD_TYPE']],
  },
  textarea: {
    component: { type: 'textarea', key, validate: { minLength: 3, maxLength: '=2 + 3' } },
    good: [
      ['a\r\nb', 'a\nb'],
      ['', ''],
    ],
    bad: [
      ['ab', 'FIELD_MIN_LENGTH'],
      ['abcdef', 'FIELD_MAX_LENGTH'],
    ],
    badJson: [[{ a: 1 }, 'FIELD_TYPE']],
  },
  number: {
    component: {
      type: 'number',
      key,
      decimalDigits: 1,
      increment: 0.5,
      validate: { min: '=1 + 1', max: 10 },
    },
    good: [
      ['2.5', 2.5],
      ['2,5', 2.5],
      ['1e1', 10],
      ['', null],
    ],
    bad: [
      ['abc', 'FIELD_NUMBER'],
      ['1 000', 'FIELD_NUMBER'],
      ['0x10', 'FIELD_NUMBER'],
      ['Infinity', 'FIELD_NUMBER'],
      ['1e400', 'FIELD_NUMBER'],
      ['2.55', 'FIELD_DECIMALS'],
      ['2.4', 'FIELD_INCREMENT'],
      ['1.5', 'FIELD_MIN'],
      ['10.5', 'FIELD_MAX'],
    ],
    badJson: [
      ['2.5', 'FIELD_TYPE'],
      [true, 'FIELD_TYPE'],
    ],
  },
  'number as text': {
    component: { type: 'number', key, serializeToString: true, decimalDigits: 2 },
    good: [
      ['12345678901234567890.12', '12345678901234567890.12'],
      ['007', '7'],
    ],
    bad: [['1.234', 'FIELD_DECIMALS']],
    badJson: [
      ['1,5', 'FIELD_TYPE'],
      ['uno', 'FIELD_TYPE'],
    ],
  },
  date: {
    component: { type: 'datetime', key, subtype: 'date', disallowPassedDates: true },
    good: [
      ['2026-11-03', '2026-11-03'],
      ['2028-02-29', '2028-02-29'],
      ['', null],
    ],
    bad: [
      ['2026-02-30', 'FIELD_DATE'],
      ['3/11/2026', 'FIELD_DATE'],
      ['2026-11-02', 'FIELD_PAST'],
    ],
    badJson: [
      [20261103, 'FIELD_DATE'],
      ['ayer', 'FIELD_DATE'],
    ],
  },
  time: {
    component: { type: 'datetime', key, subtype: 'time', timeInterval: 15 },
    good: [['09:30', '09:30-05:00']],
    bad: [
      ['24:00', 'FIELD_TIME'],
      ['9:30', 'FIELD_TIME'],
      ['09:31', 'FIELD_TIME_STEP'],
    ],
    badJson: [['mediodía', 'FIELD_TIME']],
  },
  datetime: {
    component: { type: 'datetime', key, subtype: 'datetime', timeSerializingFormat: 'utc_normalized' },
    good: [['2026-11-03T22:30', '2026-11-04T03:30Z']],
    bad: [
      ['2026-11-03', 'FIELD_DATETIME'],
      ['2026-11-31T10:00', 'FIELD_DATETIME'],
    ],
    badJson: [['2026-11-03T25:00Z', 'FIELD_DATETIME']],
  },
  checkbox: {
    component: { type: 'checkbox', key },
    good: [
      ['true', true],
      ['on', true],
      [[], false],
    ],
    bad: [['sí', 'FIELD_TYPE']],
    badJson: [
      ['true', 'FIELD_TYPE'],
      [1, 'FIELD_TYPE'],
    ],
  },
  radio: {
    component: {
      type: 'radio',
      key,
      values: [
        { label: 'Sí', value: true },
        { label: 'Tres', value: 3 },
      ],
    },
    good: [
      ['true', true],
      ['3', 3],
      [[], null],
    ],
    bad: [
      ['false', 'FIELD_OPTION'],
      [['true', '3'], 'FIELD_REPEATED'],
    ],
    badJson: [
      ['true', 'FIELD_OPTION'],
      [[3], 'FIELD_OPTION'],
    ],
  },
  select: {
    component: {
      type: 'select',
      key,
      valuesExpression: '=for o in options return {label: o.name, value: o.id}',
    },
    stored: { options: [{ name: 'Uno', id: 1 }] },
    good: [
      ['1', 1],
      ['', null],
    ],
    bad: [
      ['2', 'FIELD_OPTION'],
      ['Uno', 'FIELD_OPTION'],
    ],
    badJson: [
      ['1', 'FIELD_OPTION'],
      [{ id: 1 }, 'FIELD_OPTION'],
    ],
  },
  checklist: {
    component: { type: 'checklist', key, values: abc },
    good: [
      [
        ['a', 'c'],
        ['a', 'c'],
      ],
      ['b', ['b']],
      [[], []],
    ],
    bad: [[['a', 'd'], 'FIELD_OPTIONS']],
    badJson: [
      ['a', 'FIELD_TYPE'],
      [['a', 'a'], 'FIELD_OPTIONS'],
      [[['a']], 'FIELD_OPTIONS'],
    ],
  },
  taglist: {
    component: { type: 'taglist', key, valuesKey: 'tags' },
    stored: { tags: ['norte', 'sur'] },
    good: [
      [
        ['norte', 'sur'],
        ['norte', 'sur'],
      ],
    ],
    bad: [['este', 'FIELD_OPTIONS']],
    badJson: [[{ 0: 'norte' }, 'FIELD_TYPE']],
  },
};

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
  const schema = form({ type: 'textfield', key, validate: { pattern: '^(a+)+$' } });
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
