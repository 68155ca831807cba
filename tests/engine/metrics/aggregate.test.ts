// Aggregates: exact, the same in whatever order and grouping facts come.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  aggregateFacts,
  distributionOf,
  emptyAggregate,
  type IndicatorDefinition,
  measureKey,
  measuresOf,
  mergeAggregates,
  rounded,
} from '../../../engine/metrics/index.ts';
import { fact, feel } from './facts.ts';

function measureOf(aggregate: IndicatorDefinition['aggregates'][string], parameters = {}) {
  const definition = { aggregates: { it: aggregate }, parameters } as unknown as IndicatorDefinition;
  return measuresOf(definition).it!;
}

const kinds = [
  measureOf({ fact: 'a', where: 'v > 0' }),
  measureOf({ fact: 'a', sum: 'v', decimals: 1 }),
  measureOf({ fact: 'a', distribution: 'v', decimals: 1 }),
  measureOf({ fact: 'a', distinct: 'v' }),
  measureOf({ fact: 'a', last: 'v', decimals: 1 }),
];

const someFact = fc.record({
  v: fc.integer({ min: -50, max: 50 }).map((n) => n / 10),
  day: fc.integer({ min: 1, max: 9 }),
});

describe('aggregates', () => {
  test('are the same however their facts are cut and ordered, through JSON and back', () => {
    fc.assert(
      fc.property(fc.array(someFact, { maxLength: 30 }), fc.nat(30), (given, cut) => {
        const facts = given.map(({ v, day }) => fact('a', { v, on: `2026-11-0${day}` }));
        for (const measure of kinds) {
          const whole = aggregateFacts(measure, facts, feel);
          const [a, b] = [facts.slice(cut), facts.slice(0, cut)].map((part) =>
            JSON.parse(JSON.stringify(aggregateFacts(measure, part.toReversed(), feel))),
          );
          expect(JSON.parse(JSON.stringify(mergeAggregates(a, b)))).toEqual(
            JSON.parse(JSON.stringify(whole)),
          );
          expect(mergeAggregates(emptyAggregate(measure), a)).toEqual(a);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('add tenths without the errors of binary fractions', () => {
    const facts = Array.from({ length: 10 }, () => fact('a', { v: 0.1 }));
    expect(aggregateFacts(kinds[1]!, facts, feel)).toEqual({ n: 10, sum: 10 });
  });

  test('leave out what a fact does not know, and count what fails', () => {
    const facts = [fact('a', { v: 1 }), fact('a', {}), fact('a', { v: 'x' }), fact('b', { v: 1 })];
    expect(aggregateFacts(kinds[1]!, facts, feel)).toEqual({ n: 1, sum: 10, failed: 1 });
  });

  test('keep names that JSON from outside must not have as what they are: keys', () => {
    const facts = ['__proto__', 'constructor', '__proto__'].map((v) => fact('a', { v }));
    const { keys } = aggregateFacts(kinds[3]!, facts, feel);
    expect(Object.entries(keys!)).toEqual([
      ['__proto__', 2],
      ['constructor', 1],
    ]);
  });

  test('take facts of the processes that the indicator reads, and imported ones', () => {
    const definition = {
      aggregates: { it: { fact: 'a' } },
      reads: { p: {} },
    } as unknown as IndicatorDefinition;
    const facts = [fact('a', { dims: { process: 'p' } }), fact('a', { dims: { process: 'q' } }), fact('a')];
    expect(aggregateFacts(measuresOf(definition).it!, facts, feel).n).toBe(2);
  });

  test('share a key where they count the same, whatever other parameters there are', () => {
    const one = measureOf({ fact: ['b', 'a'], where: 'v > limit' }, { limit: 3, other: 1 });
    const same = measureOf({ fact: ['a', 'b'], where: 'v > limit' }, { limit: 3 });
    const other = measureOf({ fact: ['a', 'b'], where: 'v > limit' }, { limit: 4 });
    expect(measureKey(one)).toBe(measureKey(same));
    expect(measureKey(other)).not.toBe(measureKey(same));
  });
});

describe('distributions', () => {
  test('say mean, median and nearest rank as their sorted list does', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 40 }), (list) => {
        const values: { [units: string]: number } = {};
        for (const each of list) values[String(each)] = (values[String(each)] ?? 0) + 1;
        const sorted = list.toSorted((a, b) => a - b);
        const middle = (sorted[Math.ceil(list.length / 2) - 1]! + sorted[Math.floor(list.length / 2)]!) / 2;
        const found = distributionOf(values);
        expect(found.median).toBe(middle + 0);
        expect(found.p90).toBe(sorted[Math.ceil(list.length * 0.9) - 1]! + 0);
        expect(found.sum).toBe(list.reduce((a, b) => a + b, 0) + 0);
        expect([found.min, found.max]).toEqual([sorted[0]! + 0, sorted.at(-1)! + 0]);
      }),
    );
  });

  test('of nothing say nothing', () => {
    expect(distributionOf({})).toMatchObject({ count: 0, mean: null, median: null, p90: null });
  });
});

describe('rounding', () => {
  test.each([
    [61.365, 2, 61.37],
    [1.005, 2, 1.01],
    [-69.52, 0, -70],
    [-0.5, 0, -1],
    [0.4, 0, 0],
    [-0.4, 0, 0],
    [1e-7, 2, 0],
    [5e-7, 6, 0.000001],
    [1.5e21, 0, 1.5e21],
    [12345.675, 2, 12345.68],
    [100, 2, 100],
  ])('of %s to %s digits is %s: half away from zero', (value, decimals, expected) => {
    expect(rounded(value, decimals)).toBe(expected);
  });
});
