import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Json } from '../../../engine/core/json.ts';
import { canonicalJson } from '../../../engine/store/canonical.ts';

const forbidden = ['__proto__', 'constructor', 'prototype'];

test('every JSON value comes back from its canonical text, and its text does not depend on the order of keys', () => {
  const values = fc.jsonValue({ maxDepth: 6, stringUnit: 'grapheme' }).filter(isAccepted);
  fc.assert(
    fc.property(values, (value) => {
      const text = canonicalJson(value as Json);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      expect(canonicalJson(reversed(value as Json))).toBe(text);
    }),
    { numRuns: 2000 },
  );
});

function isAccepted(value: unknown): boolean {
  if (typeof value === 'string') return !value.includes('\0');
  if (typeof value !== 'object' || value === null) return !Object.is(value, -0);
  const keys = Array.isArray(value) ? [] : Object.keys(value);
  return (
    keys.every((key) => isAccepted(key) && !forbidden.includes(key)) && Object.values(value).every(isAccepted)
  );
}

function reversed(value: Json): Json {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, item]) => [key, reversed(item)] as const);
  return Object.fromEntries(entries.reverse());
}

test('keys are sorted and text is written as JSON writes it', () => {
  expect(canonicalJson({ b: [1, 2.5, 1e21], a: 'ñ"\\\n', A: null, á: true })).toBe(
    '{"A":null,"a":"ñ\\"\\\\\\n","b":[1,2.5,1e+21],"á":true}',
  );
});

test.each([
  ['NaN', Number.NaN],
  ['infinity', Number.POSITIVE_INFINITY],
  ['minus zero', -0],
  ['undefined', undefined],
  ['an undefined property', { a: undefined }],
  ['a hole in a list', [1, undefined, 3]],
  ['NUL in text', 'a\0b'],
  ['NUL in a key', { 'a\0': 1 }],
  ['a lone surrogate', 'a\ud800'],
  ['a lone surrogate in a key', { '\udc00': 1 }],
  ['__proto__ as a key', JSON.parse('{"__proto__":{"isAdmin":true}}')],
  ['constructor as a key', JSON.parse('{"a":{"constructor":1}}')],
  ['prototype as a key', JSON.parse('{"prototype":1}')],
  ['a date', new Date(0)],
  ['a map', new Map()],
  ['a function', () => 1],
  ['a big integer', 10n],
  ['a symbol', Symbol('a')],
  ['a value deeper than any we accept', JSON.parse('['.repeat(200) + ']'.repeat(200))],
])('%s is refused', (_, value) => {
  expect(() => canonicalJson(value as Json)).toThrow(expect.objectContaining({ code: 'NOT_CANONICAL' }));
});
