// Every message exists in every language, with the same values.
import { expect, test } from 'vitest';
import { catalogs, formProblemTexts, renderFormProblem } from '../../forms/index.ts';
import { say } from '../../forms/messages/messages.ts';

const places = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();

test('the catalogs have the same keys and the same values', () => {
  expect(Object.keys(catalogs.en).sort()).toEqual(Object.keys(catalogs.es).sort());
  for (const [code, text] of Object.entries(catalogs.es)) {
    expect(places(catalogs.en[code as keyof typeof catalogs.en]), code).toEqual(places(text));
  }
});

test('a problem says in both languages what was expected, what there is, and what to do', () => {
  for (const [code, texts] of Object.entries(formProblemTexts)) {
    expect(places(texts.en), code).toEqual(places(texts.es));
    expect(texts.es, code).toMatch(/^Se esperaba.*(;|\.) ?.*\.$/s);
    expect(texts.en, code).toMatch(/^Expected .*(;|\.) ?.*\.$/s);
  }
});

test('numbers and inner words are written in the language of the reader', () => {
  expect(say('es', 'FIELD_MIN', { min: 1250.5 })).toBe('Escriba 1.250,5 o más.');
  expect(say('en', 'FIELD_MIN', { min: 1250.5 })).toBe('Type 1,250.5 or more.');
  expect(say('en', 'FIELD_TYPE', { expected: 'EXPECTED_TEXT' })).toContain('a text');
  expect(renderFormProblem({ code: 'FORM_KEY_DUPLICATE', values: { key: 'a' } }, 'es')).toContain('«a»');
});
