import { describe, expect, it } from 'vitest';
import { checkFeel, createPorts } from '../../../engine/expressions/index.ts';
import { evaluate, feelContext, feelValue } from './feelContext.ts';

const variables = {
  amount: 1500,
  channel: 'web',
  list: [1, 2, 3],
  loan: { rate: { year: 12 } },
  'Monthly Salary': 10,
  people: [
    { name: 'Ana', age: 3 },
    { name: 'Luis', age: 30 },
  ],
};

describe('an expression', () => {
  it.each([
    ['amount > 1000 and channel = "web"', true],
    ['0.1 + 0.2 = 0.3', true],
    ['0.1 + 0.2', 0.3],
    ['1 / 3', 0.3333333333333333],
    ['Monthly Salary * 12', 120],
    ['loan.rate.year', 12],
    ['list[-1]', 3],
    ['list[item > 1]', [2, 3]],
    ['people[age > 5].name', ['Luis']],
    ['for i in 1..3 return i * 2', [2, 4, 6]],
    ['for i in 3..1 return i', [3, 2, 1]],
    ['for i in list, j in [10, 20] return i * j', [10, 20, 20, 40, 30, 60]],
    ['for i in 1..4 return if i < 3 then 1 else partial[-1] + partial[-2]', [1, 1, 2, 3]],
    ['some x in list satisfies x > 2', true],
    ['every x in list satisfies x > 2', false],
    ['{a: 1, b: a + 1}', { a: 1, b: 2 }],
    ['{f: function(n) if n < 2 then 1 else n * f(n - 1), r: f(10)}.r', 3628800],
    ['{f: function(a, b) a - b, r: f(b: 1, a: 5)}.r', 4],
    ['get or else(missing, 3)', 3],
    ['5 in (1..10)', true],
    ['5 in (< 3, > 4)', true],
    ['channel in ["web"] and amount != null', true],
    ['channel in ["call"] and amount != null', false],
    ['channel in ["call", "web"] and amount = 3 or amount = 1500', true],
    ['amount = 3 and channel in ["call"] or amount = 1500', true],
    ['amount in [1000..2000] and channel in ("web", "call") and amount > 3', true],
    ['channel in ["call"] or amount in [1..2] or amount = 1500', true],
    ['if channel in ["web"] and amount > 1 then 1 else 2', 1],
    ['list[item in [2, 3] and item > 2]', [3]],
    ['amount in (> 1000 and < 2000)', true],
    ['2 between 1 and 3', true],
    ['if "text" then 1 else 2', 2],
    ['null and false', false],
    ['null or true', true],
    ['null and true', null],
    ['@"2020-02-29" + @"P1Y"', '2021-02-28'],
    ['@"2020-01-01T10:00:00Z" - @"2020-01-01T09:00:00Z"', 'PT1H'],
    ['"1" + 1', null],
    ['amount.nothing', null],
  ])('%s gives %j', (text, expected) => {
    expect(feelValue(text, variables)).toEqual(expected);
  });

  it('stops at once at a need of a function handed in, and is told the answer by its inputs', () => {
    const ports = createPorts({
      functions: {
        'next in series': {
          params: ['series'],
          call: ([series], { owner, inputs }) => {
            const answer = inputs[`series:${series}:${owner}`];
            if (answer !== undefined) return { kind: 'value', value: answer };
            return { kind: 'need', lookup: { kind: 'series', id: String(series), owner } };
          },
        },
      },
    });
    const text = 'if amount > 1 then next in series("PQRS") else null';
    const context = feelContext(variables);
    expect(ports.evaluate(text, context)).toEqual({
      kind: 'need',
      lookup: { kind: 'series', id: 'PQRS', owner: 7 },
    });
    const answered = { ...context, inputs: { 'series:PQRS:7': 'PQRS-1' } };
    expect(ports.evaluate(text, answered)).toEqual({ kind: 'value', value: 'PQRS-1' });
  });

  it('refuses to let an integer leave that a double cannot hold', () => {
    expect(evaluate('9007199254740993')).toMatchObject({ kind: 'error', code: 'FEEL_NUMBER_TOO_LARGE' });
    expect(feelValue('9007199254740993 - 2')).toBe(9007199254740991);
  });
});

describe('checking an expression', () => {
  it('names the variables that it reads, and not its own', () => {
    expect(checkFeel('amount > limit and (for i in list return i)[1] > number(list)', 'expression')).toEqual({
      ok: true,
      names: ['amount', 'limit', 'list'],
    });
  });

  it('says where the syntax breaks', () => {
    expect(checkFeel('amount +', 'expression')).toMatchObject({
      ok: false,
      code: 'FEEL_SYNTAX',
      values: { expression: 'amount +', position: 8 },
    });
  });

  it.each(['a > = b', '>> 1', 'a +', 'if a then b', '(1', '[1, ', '"open', 'a b c +', ''])(
    'refuses %j',
    (text) => {
      expect(checkFeel(text, 'expression')).toMatchObject({ ok: false, code: 'FEEL_SYNTAX' });
    },
  );

  it('reads the tests of a cell, and its names beside the value that is tested', () => {
    expect(checkFeel('[1..limit], > 2 * limit, ? in excluded', 'unaryTests')).toEqual({
      ok: true,
      names: ['limit', 'excluded'],
    });
    expect(checkFeel('-', 'unaryTests')).toEqual({ ok: true, names: [] });
  });

  it('refuses a function that nobody gave', () => {
    expect(checkFeel('1 + fee(3)', 'expression')).toMatchObject({
      ok: false,
      code: 'FEEL_UNKNOWN_FUNCTION',
      values: { near: 'fee', position: 4 },
    });
    expect(checkFeel('next in series("x")', 'expression', ['next in series'])).toEqual({
      ok: true,
      names: [],
    });
  });
});
