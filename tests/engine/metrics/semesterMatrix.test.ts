// The semester's matrix of comments by area and type, with its change from the year before: as it was printed, to the unit.
import { describe, expect, test } from 'vitest';
import {
  computeIndicator,
  figureFact,
  parsePeriod,
  readFigureTable,
  type SplitFigure,
  type SplitValues,
} from '../../../engine/metrics/index.ts';
import { readCsv } from '../../../engine/runtime/csvTable.ts';
import { at, fact, feel } from './facts.ts';
import { areas, asFigures, grandTotal } from './semesterTable.ts';
import { indicators } from './shipped.ts';

const facts = readFigureTable(readCsv(asFigures)).rows.map((row) => figureFact(row, 'printed'));
const period = parsePeriod('2013-S1')!;
const compute = (
  id: string,
  per: (keyof SplitValues)[] = [],
  filter: SplitValues = {},
  given = facts,
): SplitFigure[] =>
  computeIndicator(indicators.get(id)!, given, { period, feel, now: at('2013-07-01'), per, filter });

describe('the matrix of the first semester of 2013', () => {
  test('has every count of each area and type', () => {
    const cells = compute('F7', ['area', 'type']);
    expect(cells).toHaveLength(48);
    for (const { area, types } of areas)
      for (const [type, count] of Object.entries(types))
        expect(
          cells.find(({ dims }) => dims.area === area && dims.type === type)?.numerator,
          `${area} ${type}`,
        ).toBe(count);
  });

  test('has the totals of areas and their change, rounded as printed', () => {
    const found = compute('F4', ['area']);
    expect(found).toHaveLength(12);
    for (const { area, total, change, before } of areas)
      expect(
        found.find(({ dims }) => dims.area === area),
        area,
      ).toMatchObject({ value: change, numerator: total, denominator: before });
    expect(compute('F4')).toMatchObject([{ value: 17, numerator: 24694, denominator: 21157 }]);
    expect(compute('F4')[0]!.value).toBe(grandTotal.change);
  });

  test('has the composition by type', () => {
    const found = compute('F7', ['type']).map(({ dims, value, numerator }) => [dims.type, value, numerator]);
    expect(found).toEqual([
      ['felicitacion', 4.13, 1021],
      ['queja', 38.58, 9526],
      ['reclamo', 52.6, 12989],
      ['sugerencia', 4.69, 1158],
    ]);
    expect(found.map(([type]) => [type, grandTotal.types[String(type)]])).toEqual(
      found.map(([type, , count]) => [type, count]),
    );
  });

  test('counts what was filed here beside what was imported', () => {
    const filed = Array.from({ length: 6 }, () =>
      fact('case-filed', { on: '2013-03-01', dims: { area: 'Turismo', type: 'queja' } }),
    );
    expect(compute('F4', [], { area: 'Turismo' }, [...facts, ...filed])).toMatchObject([
      { value: 26, numerator: 48, denominator: 38 },
    ]);
  });

  test('says no data for an area that had nothing a year before', () => {
    const filed = [fact('case-filed', { on: '2013-03-01', dims: { area: 'Nueva', type: 'queja' } })];
    expect(compute('F4', ['area'], { area: 'Nueva' }, filed)).toMatchObject([
      { value: null, numerator: 1, denominator: 0 },
    ]);
  });
});
