// Figures from outside: what a file may say, and every way in which it may be wrong.
import { describe, expect, test } from 'vitest';
import {
  computeIndicator,
  type FiguresRead,
  figureFact,
  figureNames,
  parsePeriod,
  readFigureJson,
  readFigureTable,
  sprintsOf,
} from '../../../engine/metrics/index.ts';
import { problemTextOf } from '../../../engine/problemCatalog.ts';
import { readCsv } from '../../../engine/runtime/csvTable.ts';
import { at, feel } from './facts.ts';
import { indicators } from './shipped.ts';

const read = (text: string, names?: string[]) => readFigureTable(readCsv(text), names ? { names } : {});

/** `code line` of each problem, after making sure that both texts say where it is. */
function told({ problems }: FiguresRead): string[] {
  return problems.map((problem) => {
    const { code, values } = problem;
    const place = values.line ?? values.item;
    for (const locale of ['es', 'en'] as const) {
      const text = problemTextOf(problem, locale);
      expect(text).not.toMatch(/[{}]/);
      if (place !== undefined) expect(text).toContain(String(place));
    }
    return place === undefined ? code : `${code} ${place}`;
  });
}

const indicator = (
  id: string,
  facts: ReturnType<typeof figureFact>[],
  period: string,
  sprints = sprintsOf([]),
) =>
  computeIndicator(indicators.get(id)!, facts, {
    period: parsePeriod(period, sprints)!,
    sprints,
    feel,
    now: at('2026-11-30'),
  })[0]!;

describe('figures of a table', () => {
  test('are taken with their period, dates, sprint, subject and dimensions', () => {
    const { rows, problems } = read(
      [
        'name;period;from;to;value;sprint;subject;area;channel',
        'people_trained;2026-11;;;15;;;Pagos;',
        'kape;;2026-01-01;2026-06-30;82,4;;;;',
        'stories_completed;;2026-11-02;2026-11-15;21;Sprint 8;;;',
        'purchases;2026-11-10;;;-2;;c81f;;app',
      ].join('\n'),
    );
    expect(problems).toEqual([]);
    expect(rows).toEqual([
      { name: 'people_trained', value: 15, from: '2026-11-01', to: '2026-11-30', dims: { area: 'Pagos' } },
      { name: 'kape', value: 82.4, from: '2026-01-01', to: '2026-06-30', dims: {} },
      {
        name: 'stories_completed',
        value: 21,
        from: '2026-11-02',
        to: '2026-11-15',
        sprint: 'Sprint 8',
        dims: {},
      },
      {
        name: 'purchases',
        value: -2,
        from: '2026-11-10',
        to: '2026-11-10',
        subject: 'c81f',
        dims: { channel: 'app' },
      },
    ]);
    expect(figureFact(rows[0]!, 'registry')).toEqual({
      kind: 'figure',
      at: at('2026-11-30T23:59:59'),
      date: '2026-11-30',
      dims: { area: 'Pagos', source: 'registry' },
      values: { name: 'people_trained', value: 15, from: '2026-11-01', to: '2026-11-30' },
    });
  });

  test('are told line by line what is wrong with them, and none is taken', () => {
    const { rows, problems } = read(
      [
        'name,period,from,to,value,area',
        'people,2026-11,,,36,',
        'People,2026-11,,,36,',
        'people,2026-13,,,36,',
        'people,2026-11,2026-11-01,,36,',
        'people,,2026-11-05,2026-11-01,36,',
        'people,2026-11,,,"1.234.567",',
        'people,2026-11,,,12 %,',
        'people,2026-11,,,,x',
        'people,2026-11,,,36,',
        'people,2026-11,,,36,a,b',
        `people,2026-11,,,36,${'a'.repeat(201)}`,
      ].join('\n'),
    );
    expect(rows).toEqual([]);
    expect(told({ rows, problems })).toEqual([
      'FIGURE_NAME 3',
      'FIGURE_PERIOD 4',
      'FIGURE_PERIOD 5',
      'FIGURE_PERIOD 6',
      'FIGURE_VALUE 7',
      'FIGURE_VALUE 8',
      'FIGURE_VALUE 9',
      'FIGURE_TWICE 10',
      'FIGURE_CELLS 11',
      'FIGURE_TEXT 12',
    ]);
  });

  test.each([
    ['name,value,value\na,1,2', ['FIGURE_COLUMN_TWICE']],
    ['name,amount\na,1', ['FIGURE_COLUMN_UNKNOWN', 'FIGURE_COLUMN_MISSING']],
    ['name,value,__proto__\na,1,2', ['FIGURE_COLUMN_UNKNOWN']],
    ['', ['FIGURE_COLUMN_MISSING', 'FIGURE_COLUMN_MISSING']],
    ['name,value,period\n"a,1,2026', ['FIGURE_QUOTE_OPEN 2']],
  ])('need a header that says what they are: %j', (text, expected) => {
    expect(told(read(text))).toEqual(expected);
  });

  test('that no indicator uses are taken with a warning, once a name', () => {
    const names = figureNames(indicators.values());
    expect(names).toContain('people_trained');
    const found = read(
      'name,period,value\npeople_trianed,2026-11,1\npeople_trianed,2026-10,1\npeople,2026-10,3',
      names,
    );
    expect(found.rows).toHaveLength(3);
    expect(told(found)).toEqual(['FIGURE_NAME_UNUSED 2']);
  });

  test.each([
    ['82.4', 82.4],
    ['82,4', 82.4],
    ['1.500', 1.5],
    ['+3', 3],
    ['-0', 0],
    ['999999999999999', 999_999_999_999_999],
    ['9999999999.25', undefined],
    ['9999999999999999', undefined],
    ['1e5', undefined],
    ['0.1234567', undefined],
    ['NaN', undefined],
  ])('have the value that %s says, or none', (text, value) => {
    const { rows } = read(`name,period,value\na,2026,"${text}"`);
    expect(rows[0]?.value).toBe(value);
  });
});

describe('figures of JSON', () => {
  test('are the same as those of a table', () => {
    const figure = { name: 'kape', period: '2026-S1', value: 82.4, segment: 'joven' };
    const row = {
      name: 'kape',
      value: 82.4,
      from: '2026-01-01',
      to: '2026-06-30',
      dims: { segment: 'joven' },
    };
    expect(readFigureJson([figure])).toEqual({ rows: [row], problems: [] });
    expect(readFigureJson({ figures: [figure] }).rows).toEqual([row]);
  });

  test('are told by their place in the list', () => {
    const fine = { name: 'kape', period: '2026-S1', value: 1 };
    const found = readFigureJson([
      fine,
      7,
      { ...fine, period: 3 },
      { ...fine, value: '1' },
      { ...fine, value: Number.POSITIVE_INFINITY },
      { ...fine, dims: {} },
    ]);
    expect(found.rows).toEqual([]);
    expect(told(found)).toEqual([
      'FIGURES_SHAPE 2',
      'FIGURE_TEXT 3',
      'FIGURE_PERIOD 3',
      'FIGURE_TWICE 4',
      'FIGURE_VALUE 5',
      'FIGURE_COLUMN_UNKNOWN 6',
    ]);
    expect(told(readFigureJson('x'))).toEqual(['FIGURES_SHAPE']);
  });
});

describe('indicators of imported figures', () => {
  test('compare a study with the one before, a month with the last day of the month before, a sprint with its range', () => {
    const { rows } = read(
      [
        'name,period,from,to,value,sprint',
        'kape,2025-S2,,,80.1,',
        'kape,2026-S1,,,82.4,',
        'products_held,2026-10,,,10000,',
        'products_held,2026-11,,,10500,',
        'stories_planned,,2026-11-02,2026-11-15,28,Sprint 8',
        'stories_completed,,2026-11-02,2026-11-15,21,Sprint 8',
      ].join('\n'),
    );
    const facts = rows.map((row) => figureFact(row, 'x'));
    expect(indicator('K19', facts, '2026-S1')).toMatchObject({ value: 2.3, target: 0, meets: true });
    expect(indicator('K09', facts, '2026-11').value).toBe(5);
    expect(indicator('K09', facts, '2026-12').value).toBeNull();
    expect(indicator('T8', facts, 'Sprint 8', sprintsOf(rows))).toMatchObject({
      value: 75,
      numerator: 21,
      denominator: 28,
    });
  });
});
