import fc from 'fast-check';
import { evaluate as feelin } from 'feelin';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../../engine/core/json.ts';
import { evaluate } from './feelContext.ts';

const variables = {
  amount: 1500,
  limit: 7,
  channel: 'web',
  open: true,
  none: null,
  list: [3, 1, 2],
  loan: { rate: 4 },
};

// Within lists only simple parts: the oracle loses its way where iterations and filters nest.
const number = fc.constantFrom(
  '0',
  '1',
  '2',
  '7',
  '-3',
  '12',
  '0.5',
  '2.25',
  'amount',
  'limit',
  'loan.rate',
  'count(list)',
  'list[1]',
);
const text = fc.constantFrom(
  '"a"',
  '"web"',
  '"Ñandú"',
  'channel',
  'upper case(channel)',
  'substring("foobar", 2, 3)',
);
const truth = fc.constantFrom('true', 'false', 'open', 'not(open)', 'null', 'none');
const list = fc.constantFrom(
  'list',
  '[1, 2, 3]',
  '[]',
  'list[item > 1]',
  'reverse(list)',
  'for i in 1..3 return i * 2',
);

const shallow = { maxDepth: 2, depthIdentifier: fc.createDepthIdentifier() };

const { expression } = fc.letrec<{
  expression: string;
  number: string;
  truth: string;
  list: string;
  text: string;
}>((tie) => ({
  number: fc.oneof(
    shallow,
    { weight: 3, arbitrary: number },
    fc
      .tuple(tie('number'), fc.constantFrom('+', '-', '*'), tie('number'))
      .map(([a, op, b]) => `(${a} ${op} ${b})`),
    fc.tuple(tie('truth'), tie('number'), tie('number')).map(([a, b, c]) => `(if ${a} then ${b} else ${c})`),
    tie('list').map((items) => `count(${items})`),
    fc
      .tuple(fc.constantFrom('floor', 'ceiling', 'abs'), tie('number'))
      .map(([name, value]) => `${name}(${value})`),
  ),
  text: fc.oneof(
    shallow,
    { weight: 3, arbitrary: text },
    fc.tuple(tie('text'), tie('text')).map(([a, b]) => `(${a} + ${b})`),
  ),
  truth: fc.oneof(
    shallow,
    { weight: 3, arbitrary: truth },
    fc
      .tuple(tie('number'), fc.constantFrom('<', '<=', '>', '>=', '=', '!='), tie('number'))
      .map(([a, op, b]) => `(${a} ${op} ${b})`),
    fc
      .tuple(tie('truth'), fc.constantFrom('and', 'or'), tie('truth'))
      .map(([a, op, b]) => `(${a} ${op} ${b})`),
    fc.tuple(tie('number'), tie('number')).map(([a, b]) => `(${a} between ${b} and ${b} + 5)`),
    fc.tuple(tie('number'), tie('number'), tie('number')).map(([a, b, c]) => `(${a} in (< ${b}, >= ${c}))`),
    fc.tuple(tie('text'), tie('text')).map(([a, b]) => `starts with(${a}, ${b})`),
    fc
      .tuple(fc.constantFrom('some', 'every'), list, number)
      .map(([q, items, n]) => `(${q} x in ${items} satisfies x > ${n})`),
  ),
  list: fc.oneof(
    shallow,
    { weight: 3, arbitrary: list },
    fc.tuple(list, number).map(([items, n]) => `${items}[item >= ${n}]`),
    fc.tuple(list, number).map(([items, n]) => `append(${items}, ${n})`),
    fc.tuple(list, number).map(([items, n]) => `(for x in ${items} return x + ${n})`),
  ),
  expression: fc.oneof(tie('number'), tie('text'), tie('truth'), tie('list')),
}));

/** Doubles of the oracle and decimals of ours agree to twelve digits. */
function rounded(value: Json): Json {
  if (typeof value === 'number') return Number(value.toPrecision(12));
  return Array.isArray(value) ? value.map(rounded) : value;
}

describe('an expression that feelin also gives a value', () => {
  it('has the same value here', () => {
    fc.assert(
      fc.property(expression, (written) => {
        const expected = feelin(written, structuredClone(variables)).value as Json;
        if (JSON.stringify(expected ?? null).includes('null')) return;
        const outcome = evaluate(written, variables);
        expect(outcome.kind === 'value' ? rounded(outcome.value) : outcome).toEqual(rounded(expected));
      }),
      { numRuns: 500, seed: 20260401 },
    );
  });
});
