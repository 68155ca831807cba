// All 65 indicators: the worked example of each, from facts to the figure.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { computeIndicator, parsePeriod, type SplitValues } from '../../../engine/metrics/index.ts';
import { exampleFacts } from './exampleFacts.ts';
import { at, feel } from './facts.ts';
import { indicators } from './shipped.ts';

interface Example {
  id: string;
  given: string;
  value: number | number[] | string;
}

const examples: Example[] = JSON.parse(
  readFileSync(new URL('fixtures/examples.json', import.meta.url), 'utf8'),
);

const PERIODS: { [period: string]: string } = {
  quarter: '2026-Q4',
  semester: '2026-S2',
  year: '2026',
  week: '2026-W46',
  sprint: 'Sprint 8',
};

/** Where the example is about one value of what the indicator is split into. */
const FILTERS: { [id: string]: SplitValues } = {
  K08: { channel: 'app' },
  K21: { channel: 'telefonico' },
  F1: { topic: 'Tema A' },
  F4: { area: 'Subsidio' },
  F5: { channel: 'telefonico' },
  F7: { type: 'reclamo' },
  X13: { person: 'ana' },
};

/** What the other kinds of values in the table mean here. */
const EXPECTED: { [id: string]: number } = { S5: 1 };

const sprints = [{ id: 'Sprint 8', from: '2026-11-02', to: '2026-11-15' }];

function compute(id: string, facts = exampleFacts[id] ?? []) {
  const definition = indicators.get(id)!;
  const period = parsePeriod(PERIODS[definition.period] ?? '2026-11', sprints)!;
  const filter = FILTERS[id] ?? {};
  return computeIndicator(definition, facts, { period, sprints, feel, now: at('2026-11-30'), filter })[0]!;
}

describe('the worked example of', () => {
  test('every indicator is there', () => {
    expect(examples).toHaveLength(65);
    expect([...indicators.keys()].toSorted()).toEqual(examples.map(({ id }) => id).toSorted());
    expect(Object.keys(exampleFacts).toSorted()).toEqual(examples.map(({ id }) => id).toSorted());
  });

  test.each(examples)('$id ($given) gives $value', ({ id, value }) => {
    const found = compute(id);
    expect(found.value).toEqual(EXPECTED[id] ?? value);
    expect(found.failed).toBeUndefined();
    expect(found.failure).toBeUndefined();
    const declared = indicators.get(id)!.example!.value;
    expect(found.value).toEqual(declared);
  });

  test.each([...indicators.keys()])(
    '%s is no data where nothing happened, never 0 or NaN of nothing',
    (id) => {
      const { value } = compute(id, []);
      const counts = ['S5', 'S6', 'C2'];
      const nothing = Array.isArray(value) ? value.every((each) => each === null) : value === null;
      expect(nothing || (counts.includes(id) && value === 0)).toBe(true);
    },
  );

  test('shares show what they divide', () => {
    expect(compute('T1')).toMatchObject({ numerator: 34, denominator: 40 });
    expect(compute('T2')).toMatchObject({ numerator: 57, denominator: 100 });
    expect(compute('K08')).toMatchObject({ numerator: 300, denominator: 1200 });
    expect(compute('K16')).toMatchObject({ numerator: 171, denominator: 190 });
    expect(compute('K02')).toMatchObject({ numerator: 3, denominator: 5 });
  });
});

describe('targets', () => {
  test.each([
    ['K16', 90, true],
    ['C1', 100, false],
    ['C2', 93, true],
    ['C4', 100, true],
    ['K19', 0, true],
    ['X1', 19, true],
    ['X2', 100, true],
    ['X7', -35, true],
    ['T1', null, null],
  ])('of %s is %s, and its example says %s', (id, target, meets) => {
    expect(compute(id)).toMatchObject({ target, meets });
  });

  test('are not met by no data', () => {
    expect(compute('K16', [])).toMatchObject({ value: null, meets: null });
  });
});
