import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../../engine/core/json.ts';
import { checkFeel } from '../../../engine/expressions/index.ts';
import { evaluate, feelValue } from './feelContext.ts';

describe('an expression that would never end', () => {
  it.each([
    ['for i in 1..1000000000 return i', 'FEEL_BUDGET_SPENT'],
    ['count(for i in 1..1000, j in 1..1000, k in 1..1000 return 1)', 'FEEL_BUDGET_SPENT'],
    ['some i in 1..1000000000 satisfies i < 0', 'FEEL_BUDGET_SPENT'],
    ['every i in 1..1000000000 satisfies i > 0', 'FEEL_BUDGET_SPENT'],
    [
      '{f: function(f, n) if n < 2 then n else f(f, n - 1) + f(f, n - 2), r: f(f, 35)}.r',
      'FEEL_BUDGET_SPENT',
    ],
    ['{f: function(f) f(f), r: f(f)}.r', 'FEEL_TOO_DEEP'],
    ['{f: function(n) f(n + 1), r: f(1)}.r', 'FEEL_TOO_DEEP'],
    ['for i in 1..60 return [partial[-1], partial[-1]]', 'FEEL_BUDGET_SPENT'],
    ['string(for i in 1..60 return [partial[-1], partial[-1]])', 'FEEL_BUDGET_SPENT'],
    ['{f: function(s, n) if n = 0 then s else f(s + s, n - 1), r: f("a", 60)}.r', 'FEEL_STRING_TOO_LONG'],
    ['count(for i in 1..100000 return exp(i / 1000))', 'FEEL_BUDGET_SPENT'],
    ['count(sort(for i in 1..300000 return 300000 - i))', 'FEEL_BUDGET_SPENT'],
    ['flatten(for i in 1..2000 return if i = 1 then [] else [partial[-1]])', 'FEEL_TOO_DEEP'],
    ['for i in 1..100 return if i = 1 then [] else [partial[-1]]', 'FEEL_RESULT_TOO_DEEP'],
  ])('%s stops with %s', (text, code) => {
    expect(evaluate(text)).toMatchObject({ kind: 'error', code });
  });

  it('stops at the budget that it was given', () => {
    expect(evaluate('for i in 1..100 return i', {}, { budget: 50 })).toMatchObject({
      kind: 'error',
      code: 'FEEL_BUDGET_SPENT',
      values: { expression: 'for i in 1..100 return i', budget: 50 },
    });
  });
});

describe('a text that would keep the parser busy', () => {
  it.each([
    ['20,000 brackets', '['.repeat(20_000), 'FEEL_TOO_LONG'],
    ['1,000 brackets', '['.repeat(1000), 'FEEL_TOO_NESTED'],
    ['a name of 5,000 words', 'a '.repeat(5000), 'FEEL_NAME_TOO_LONG'],
    ['300 functions in each other', 'function(a) '.repeat(300), 'FEEL_TOO_NESTED'],
  ])('%s is refused before it runs', (_what, text, code) => {
    expect(evaluate(text)).toMatchObject({ kind: 'error' });
    const checked = checkFeel(text, 'expression');
    expect(checked.ok ? 'ok' : checked.code).toSatisfy(
      (found: string) => found === code || found === 'FEEL_SYNTAX',
    );
  });
});

describe('a pattern that would backtrack', () => {
  it.each([
    [`matches("${'a'.repeat(36)}!", "^(a+)+$")`, false],
    [`matches("${'a'.repeat(5000)}!", "^(a|aa)+$")`, false],
    [`matches("${'a'.repeat(100)}", "(.*a){25}")`, true],
    [`replace("${'a'.repeat(30)}!", "^(a+)+$", "x")`, `${'a'.repeat(30)}!`],
    ['matches("aaa", "((a{0,100}){0,100}){0,100}")', null],
  ])('%s gives %j', (text, expected) => {
    expect(feelValue(text)).toEqual(expected);
  });
});

describe('a probe for what lies behind a value', () => {
  const variables = {
    a: { b: 1 },
    list: [1],
    text: 'x',
    polluted: JSON.parse('{"__proto__": {"admin": true}}') as Json,
  };

  it.each([
    'a.constructor',
    'a.__proto__',
    'a.toString',
    'a.hasOwnProperty',
    'text.constructor',
    'text.length',
    'list.length[1]',
    'list.map[1]',
    'polluted.__proto__',
    'constructor',
    '__proto__',
    'globalThis',
    'process.pid',
    'a.constructor.constructor("return process")()',
    'get value(a, "__proto__")',
    'get value(a, "constructor")',
    'get value({}, ["constructor", "name"])',
    'context put({}, "__proto__", 1)',
    'context put({}, ["__proto__", "p"], 1)',
    'context([{key: "__proto__", value: 1}])',
    '{__proto__: 1}',
    '{"constructor": 1}',
    '(function(a) a).call',
    '@"2020-01-01".constructor',
    '[{a: 1}][constructor != null][1]',
  ])('%s gives null', (text) => {
    expect(feelValue(text, variables)).toBeNull();
  });

  it('lets no entry out that would reach a prototype', () => {
    expect(evaluate('polluted', variables)).toMatchObject({ kind: 'error', code: 'FEEL_BAD_ENTRY' });
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });
});

describe('any soup of tokens', () => {
  const tokens = [
    'a',
    '1',
    '"x"',
    '+',
    '-',
    '*',
    '/',
    '**',
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    ':',
    ',',
    '.',
    '..',
    '<',
    '=',
    '!=',
    'for',
    'in',
  ];
  const words = [
    'return',
    'if',
    'then',
    'else',
    'some',
    'satisfies',
    'function',
    'and',
    'or',
    'not',
    'item',
    'partial',
    '?',
    '@',
    'null',
  ];
  const soup = fc.array(
    fc.constantFrom(
      ...tokens,
      ...words,
      'instance of',
      'between',
      'date',
      'sort',
      'count',
      '\n',
      '//',
      '/*',
      '`',
    ),
    {
      maxLength: 40,
    },
  );

  it('ends with a value or an error, and never throws', () => {
    fc.assert(
      fc.property(soup, (parts) => {
        expect(['value', 'error']).toContain(evaluate(parts.join(' '), { a: [{ b: 1 }] }).kind);
        expect(typeof checkFeel(parts.join(' '), 'unaryTests').ok).toBe('boolean');
      }),
      { numRuns: 500 },
    );
  });
});
