// The semester's matrix: how many comments each area had of each type, and how much its total changed since the same
// period of the year before.
import { type Asking, casesHref, definitionHref, over } from './asking.ts';
import type { Figure } from './figures.ts';
import { yearBefore } from './period.ts';
import type { Cell, Report, Row, Section, Table } from './report.ts';
import { factsOf } from './reportFacts.ts';
import { countCell, numberWords, periodWords, single } from './words.ts';

/** Composition by type gives the counts, the change of the year before the totals. */
const COUNTS = 'F7';
const CHANGE = 'F4';

export async function matrixReport(asking: Asking): Promise<Report> {
  const { t, figures } = asking;
  const [cells, types, areas, whole] = await Promise.all([
    figures.query({ ...over(asking, [COUNTS]), per: ['area', 'type'] }),
    figures.query({ ...over(asking, [COUNTS]), per: ['type'] }),
    figures.query({ ...over(asking, [CHANGE]), per: ['area'] }),
    figures.query(over(asking, [CHANGE])),
  ]);
  return {
    id: 'matriz',
    title: t('report.matrix.title'),
    lead: t('report.matrix.lead'),
    facts: factsOf(asking),
    sections: [matrixSection(asking, { cells, types, areas, whole: whole[0] }), shareSection(asking, types)],
  };
}

interface Counted {
  cells: Figure[];
  types: Figure[];
  areas: Figure[];
  whole: Figure | undefined;
}

const most = (a: Figure, b: Figure) => (b.numerator ?? 0) - (a.numerator ?? 0);

function matrixSection(asking: Asking, { cells, types, areas, whole }: Counted): Section {
  const { t, lang, question } = asking;
  const heading = t('report.matrix.heading', { period: periodWords(lang, question.period) });
  const before = yearBefore(question.period);
  const columns = types.filter(({ dims }) => dims.type !== undefined).toSorted(most);
  const rows = areas
    .filter(({ dims, numerator }) => dims.area !== undefined && (numerator ?? 0) > 0)
    .toSorted(most);
  if (rows.length === 0) return { id: 'matriz', heading, empty: t('report.matrix.empty') };
  const found = new Map(cells.map((cell) => [`${cell.dims.area}\n${cell.dims.type}`, cell.numerator]));
  const deepest = Math.max(1, ...cells.map(({ numerator }) => numerator ?? 0));
  const group = periodWords(lang, question.period);
  const table: Table = {
    caption: heading,
    columns: [
      { label: t('dimension.area') },
      ...columns.map(({ dims }) => ({
        label: asking.valueWords('type', dims.type ?? ''),
        numeric: true,
        group,
      })),
      { label: t('report.total'), numeric: true, group },
      {
        label: t('report.matrix.change'),
        numeric: true,
        group: before ? t('report.matrix.against', { period: periodWords(lang, before) }) : '',
      },
      {
        label: t('report.total'),
        numeric: true,
        group: before ? t('report.matrix.against', { period: periodWords(lang, before) }) : '',
      },
    ],
    rows: [...rows.map(rowOf), totalRow()],
  };
  return { id: 'matriz', heading, table, note: t('report.matrix.note') };

  function rowOf(area: Figure): Row {
    const name = area.dims.area ?? '';
    return {
      cells: [
        { text: asking.valueWords('area', name) },
        ...columns.map(({ dims }): Cell => {
          const count = found.get(`${name}\n${dims.type}`) ?? 0;
          // By the root, or the largest area would leave all others pale.
          return {
            ...linked(count, { area: name, type: dims.type ?? '' }),
            heat: Math.sqrt(count / deepest),
          };
        }),
        { ...linked(area.numerator ?? 0, { area: name }) },
        ...change(area),
      ],
    };
  }

  function totalRow(): Row {
    return {
      total: true,
      cells: [
        { text: t('report.matrix.total') },
        ...columns.map(({ numerator, dims }) => linked(numerator ?? 0, { type: dims.type ?? '' })),
        linked(whole?.numerator ?? 0, {}),
        ...(whole ? change(whole) : [countCell(lang, null), countCell(lang, null)]),
      ],
    };
  }

  function linked(count: number, changes: { [name: string]: string }): Cell {
    const cell = countCell(lang, count);
    return count > 0 ? { ...cell, href: casesHref(asking, COUNTS, 'numerator', changes) } : cell;
  }

  function change(figure: Figure): Cell[] {
    const value = single(figure.value);
    const words =
      value === null ? t('report.noData') : t('unit.percent', { number: numberWords(lang, value, 0) });
    return [
      {
        text: value !== null && value > 0 ? `+${words}` : words,
        value,
        href: definitionHref(asking, CHANGE),
      },
      countCell(lang, figure.denominator),
    ];
  }
}

function shareSection(asking: Asking, types: Figure[]): Section {
  const { t, lang } = asking;
  const heading = t('report.matrix.shares');
  const rows = types
    .filter(({ dims, value }) => dims.type !== undefined && single(value) !== null)
    .toSorted(most);
  if (rows.length === 0) return { id: 'tipos', heading, empty: t('report.emptyFigures') };
  const names = rows.map(({ dims }) => asking.valueWords('type', dims.type ?? ''));
  return {
    id: 'tipos',
    heading,
    chart: {
      kind: 'bars',
      title: heading,
      categories: names,
      series: [{ name: t('report.share'), values: rows.map(({ value }) => single(value)), color: 'cauce' }],
      unit: 'percent',
    },
    table: {
      caption: heading,
      columns: [
        { label: t('dimension.type') },
        { label: t('report.cases'), numeric: true },
        { label: t('report.share'), numeric: true },
      ],
      rows: rows.map((row, at) => ({
        cells: [
          { text: names[at] ?? '' },
          countCell(lang, row.numerator),
          {
            text: t('unit.percent', { number: numberWords(lang, single(row.value) ?? 0) }),
            value: single(row.value),
          },
        ],
      })),
    },
  };
}
