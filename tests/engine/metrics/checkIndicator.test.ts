// What is told of a definition that cannot be computed, or computes what its author may not have meant.
import { describe, expect, test } from 'vitest';
import { checkIndicator, checkIndicators, isIndicator } from '../../../engine/metrics/index.ts';
import { problemTextOf } from '../../../engine/problemCatalog.ts';
import { indicators } from './shipped.ts';

const good = indicators.get('K16')!;
const told = (more: object) =>
  checkIndicator({ ...good, ...more } as never).map((problem) => {
    for (const locale of ['es', 'en'] as const)
      expect(problemTextOf(problem, locale)).not.toMatch(
        /\{(id|path|name|expected|found|known|near|problem|expression)\}/,
      );
    return `${problem.code} ${problem.values.path ?? problem.values.name}`;
  });
const aggregates = (more: object) => ({ aggregates: { ...good.aggregates, ...more } });

describe('an indicator', () => {
  test.each([
    [{}, []],
    [{ id: 'ñ' }, ['INDICATOR_SHAPE id']],
    [{ name: { es: 'x' } }, ['INDICATOR_SHAPE name']],
    [{ unit: 'furlong' }, ['INDICATOR_SHAPE unit']],
    [{ target: { comparison: '~', value: 1 } }, ['INDICATOR_SHAPE target']],
    [{ target: { comparison: '=', value: 1, is: 'answered +' } }, ['INDICATOR_EXPRESSION target.is']],
    [{ per: ['colour'] }, ['INDICATOR_SHAPE per']],
    [{ decimals: 9 }, ['INDICATOR_SHAPE decimals']],
    [{ formulae: 1 }, ['INDICATOR_UNKNOWN_FIELD formulae']],
    [{ aggregates: [] }, ['INDICATOR_SHAPE aggregates']],
    [aggregates({ on_time: 3 }), ['INDICATOR_SHAPE aggregates.on_time']],
    [aggregates({ on_time: { fact: 'Case Filed' } }), ['INDICATOR_SHAPE aggregates.on_time.fact']],
    [
      aggregates({ on_time: { fact: 'case-filed', period: 'later' } }),
      ['INDICATOR_SHAPE aggregates.on_time.period'],
    ],
    [
      aggregates({ on_time: { fact: 'case-filed', which: 'x' } }),
      ['INDICATOR_UNKNOWN_FIELD aggregates.on_time.which'],
    ],
    [
      aggregates({ on_time: { fact: 'case-filed', default: 'x' } }),
      ['INDICATOR_SHAPE aggregates.on_time.default'],
    ],
    [
      aggregates({ on_time: { fact: 'case-filed', sum: '1', last: '1' } }),
      ['INDICATOR_MEASURES aggregates.on_time'],
    ],
    [
      aggregates({ on_time: { fact: 'case-filed', where: 'type =' } }),
      ['INDICATOR_EXPRESSION aggregates.on_time.where'],
    ],
    [
      aggregates({ on_time: { fact: 'case-filed', where: 'colour = 1' } }),
      ['INDICATOR_NAME_UNKNOWN aggregates.on_time.where'],
    ],
    [
      aggregates({ on_time: { fact: 'case-filed', where: 'unheard of(1)' } }),
      ['INDICATOR_EXPRESSION aggregates.on_time.where'],
    ],
    [aggregates({ on_time: { fact: 'of-my-own', where: 'colour = 1' } }), []],
    [aggregates({ spare: { fact: 'case-filed' } }), ['INDICATOR_AGGREGATE_UNUSED spare']],
    [{ formula: 'on_time / everything' }, ['INDICATOR_NAME_UNKNOWN formula']],
  ] as [object, string[]][])('with %j is told %j', (more, expected) => {
    expect(told(more)).toEqual(expected);
  });

  test('that is none, and names that JSON must not have, are refused', () => {
    expect(checkIndicator(7)).toHaveLength(1);
    expect(checkIndicator(null)).toHaveLength(1);
    const odd = JSON.parse('{"aggregates": {"__proto__": {"fact": "case-filed"}}}');
    expect(checkIndicator({ ...(good as never as object), ...odd }).map(({ code }) => code)).toContain(
      'INDICATOR_SHAPE',
    );
  });

  test('may have warnings and be one', () => {
    expect(isIndicator({ ...good, ...aggregates({ spare: { fact: 'case-filed' } }) } as never)).toBe(true);
    expect(isIndicator({ ...good, unit: 1 } as never)).toBe(false);
  });

  test('stands once in a file', () => {
    expect(checkIndicators([good, good] as never)).toEqual([
      { code: 'INDICATOR_TWICE', values: { id: 'K16' } },
    ]);
  });
});
