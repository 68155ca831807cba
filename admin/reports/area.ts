// The report that an area gets every month: how long its answers take, by topic too, what people write about, and
// through which channels.
import { type Asking, definitionHref, figuresIn, over } from './asking.ts';
import type { Definition, Figure, Split } from './figures.ts';
import { previousPeriod, series } from './period.ts';
import type { Report, Section, Tile } from './report.ts';
import { factsOf } from './reportFacts.ts';
import { trendSection } from './trend.ts';
import { changeCell, countCell, single, valueCell, valueWords } from './words.ts';

const TIMES = 'F1';
const SHARES: [id: string, dimension: Split][] = [
  ['F7', 'type'],
  ['F5', 'channel'],
];

export async function areaReport(asking: Asking): Promise<Report> {
  const { t, figures, question } = asking;
  const all = await figures.definitions();
  const find = (id: string) => all.find((each) => each.id === id);
  const times = find(TIMES);
  const wanted = [TIMES, 'K16', 'F2', 'K17'].flatMap((id) => find(id) ?? []);
  const split: Split[] = question.filter.area === undefined ? ['area', 'topic'] : ['topic', 'person'];
  const sections = await Promise.all([
    tilesSection(asking, wanted),
    ...(times
      ? [
          trendSection(asking, [times], series(question.period, 12)),
          ...split.map((each) => timesSection(asking, times, each)),
        ]
      : []),
    ...SHARES.flatMap(([id, dimension]) => {
      const definition = find(id);
      return definition ? [sharesSection(asking, definition, dimension)] : [];
    }),
  ]);
  return {
    id: 'area',
    title: t('report.area.title'),
    lead: t(question.filter.area === undefined ? 'report.area.choose' : 'report.area.lead'),
    facts: factsOf(asking),
    sections,
  };
}

async function tilesSection(asking: Asking, definitions: Definition[]): Promise<Section> {
  const { t, lang, question } = asking;
  const ids = definitions.map(({ id }) => id);
  const [now, before] = await Promise.all([
    asking.figures.query(over(asking, ids)),
    figuresIn(asking, ids, previousPeriod(question.period)),
  ]);
  const figureOf = (rows: Figure[], id: string) => rows.find((row) => row.id === id)?.value;
  const tiles = definitions.map((definition): Tile => {
    const { id, name, unit, parts } = definition;
    const value = figureOf(now, id);
    const change = changeCell(lang, definition, single(value), single(figureOf(before, id)));
    const [first, ...others] = Array.isArray(value) ? value : [value];
    return {
      label: name[lang],
      text: valueWords(lang, first, unit),
      isEmpty: single(value) === null,
      href: definitionHref(asking, id),
      notes: [
        ...(parts?.[0] ? [parts[0][lang]] : []),
        ...others.map((each, at) =>
          `${parts?.[at + 1]?.[lang] ?? ''} ${valueWords(lang, each, unit)}`.trim(),
        ),
        ...(change.value === null ? [] : [t('report.againstPrevious', { change: change.text })]),
      ],
    };
  });
  return {
    id: 'resumen',
    heading: t('report.area.summary'),
    ...(tiles.length > 0 ? { tiles } : { empty: t('report.noDefinitions') }),
  };
}

/** Mean and median of the days to an answer, longest first. */
async function timesSection(asking: Asking, definition: Definition, dimension: Split): Promise<Section> {
  const { t, lang, valueWords: words } = asking;
  const heading = t('report.area.times', { dimension: t(`dimension.${dimension}`).toLowerCase() });
  const id = `tiempos-${dimension}`;
  const rows = (await asking.figures.query({ ...over(asking, [definition.id]), per: [dimension] })).filter(
    ({ dims }) => dims[dimension] !== undefined,
  );
  if (rows.length === 0) return { id, heading, empty: t('report.emptyFigures') };
  rows.sort((a, b) => (single(b.value) ?? -1) - (single(a.value) ?? -1));
  const most = Math.max(1, ...rows.map(({ value }) => single(value) ?? 0));
  const at = (row: Figure, index: number) =>
    Array.isArray(row.value) ? (row.value[index] ?? null) : index === 0 ? row.value : null;
  return {
    id,
    heading,
    table: {
      caption: heading,
      columns: [
        { label: t(`dimension.${dimension}`) },
        { label: t('report.mean'), numeric: true },
        { label: t('report.median'), numeric: true },
        { label: t('report.answered'), numeric: true },
      ],
      rows: rows.map((row) => ({
        cells: [
          { text: words(dimension, row.dims[dimension] ?? '') },
          { ...valueCell(lang, at(row, 0), definition.unit), bar: (single(row.value) ?? 0) / most },
          valueCell(lang, at(row, 1), definition.unit),
          countCell(lang, row.n),
        ],
      })),
    },
  };
}

/** What a whole is made of, the largest part first. */
async function sharesSection(asking: Asking, definition: Definition, dimension: Split): Promise<Section> {
  const { t, lang, valueWords: words } = asking;
  const heading = definition.name[lang];
  const id = `partes-${dimension}`;
  const rows = (await asking.figures.query({ ...over(asking, [definition.id]), per: [dimension] })).filter(
    ({ dims, value }) => dims[dimension] !== undefined && single(value) !== null,
  );
  if (rows.length === 0) return { id, heading, empty: t('report.emptyFigures') };
  rows.sort((a, b) => (single(b.value) ?? 0) - (single(a.value) ?? 0));
  const names = rows.map((row) => words(dimension, row.dims[dimension] ?? ''));
  return {
    id,
    heading,
    chart: {
      kind: 'bars',
      title: heading,
      categories: names,
      series: [{ name: heading, values: rows.map(({ value }) => single(value)), color: 'cauce' }],
      unit: 'percent',
    },
    table: {
      caption: heading,
      columns: [
        { label: t(`dimension.${dimension}`) },
        { label: t('report.cases'), numeric: true },
        { label: t('report.share'), numeric: true },
      ],
      rows: rows.map((row, index) => ({
        cells: [
          { text: names[index] ?? '' },
          countCell(lang, row.numerator),
          valueCell(lang, row.value, definition.unit),
        ],
      })),
    },
  };
}
