// Explanations belong to problems that exist, and say in both languages more than the problem does.
import { expect, test } from 'vitest';
import { draftSentence } from '../../../engine/lint/draftTexts.ts';
import { explanationOf, explanations } from '../../../engine/lint/explanations.ts';
import { problemCatalogs } from '../../../engine/problemCatalog.ts';
import { soundnessTexts } from '../../../engine/simulation/problems.ts';

const known = new Map(Object.values(problemCatalogs).flatMap((catalog) => Object.entries(catalog)));

test('each explanation is of a problem that is known, in both languages', () => {
  expect(explanations.size).toBeGreaterThan(60);
  for (const [code, { es, en }] of explanations) {
    expect(known.has(code), code).toBe(true);
    expect(es, code).not.toBe(en);
    for (const text of [es, en]) expect(text, code).toMatch(/^[A-ZÁÉÍÓÚÑ].{40,}[.)»]$/);
  }
});

test('everything that soundness says of an element is explained', () => {
  const plain = Object.keys(soundnessTexts).filter((code) => code !== 'SOUNDNESS_TIMER_ZERO_TIMES');
  expect(plain.filter((code) => !explanations.has(code))).toEqual([]);
  expect(explanationOf('SOUNDNESS_DEADLOCK', 'en')).toContain('exclusive');
  expect(explanationOf('NOTHING', 'es')).toBeUndefined();
});

test('a draft hears the same sentences as the server says', () => {
  for (const part of ['Drawings', 'Soundness', 'Expressions', 'Decisions', 'Check of a draft'])
    for (const [code, { es }] of Object.entries(problemCatalogs[part] ?? {})) {
      const said = draftSentence({ code, values: {}, severity: 'warning' }, 'es');
      expect(said.slice(0, 10), code).toBe(es.slice(0, 10));
    }
});

test('elements are called as designers call them', () => {
  const said = draftSentence(
    { code: 'STYLE_EVENT_WITHOUT_NAME', values: { tag: 'endEvent' }, severity: 'warning' },
    'es',
  );
  expect(said).toContain('un nombre (evento de fin)');
});
