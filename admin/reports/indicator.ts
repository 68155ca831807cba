// One indicator: how it is defined, how it went, what it is made of, with the cases behind every number.
import { type Asking, casesHref, over } from './asking.ts';
import type { Definition, Split } from './figures.ts';
import { type Period, series } from './period.ts';
import type { Report, Row, Section } from './report.ts';
import { factsOf } from './reportFacts.ts';
import { overTime, trendSection } from './trend.ts';
import { countCell, meetsTarget, periodWords, single, targetWords, valueCell } from './words.ts';

const PERIODS = 12;

export async function indicatorReport(asking: Asking, definition: Definition): Promise<Report> {
  const { t, lang, question } = asking;
  const periods = series(question.period, PERIODS);
  const splits = (definition.per ?? []).filter((each) => each !== 'element');
  const sections = await Promise.all([
    Promise.resolve(definitionSection(asking, definition)),
    trendSection(asking, [definition], periods).then(({ table: _, ...section }) => section),
    historySection(asking, definition, periods),
    ...splits.map((each) => splitSection(asking, definition, each)),
  ]);
  return {
    id: `indicador/${definition.id}`,
    title: definition.name[lang],
    lead: t('report.indicator.lead', { id: definition.id, group: definition.group[lang] }),
    facts: factsOf(asking),
    sections,
  };
}

function definitionSection({ t, lang }: Asking, definition: Definition): Section {
  const { formulaText, numerator, denominator, source, inference, period, direction, example, unit } =
    definition;
  const line = (key: string, text: string): Row => ({ cells: [{ text: t(`definition.${key}`) }, { text }] });
  const heading = t('definition.heading');
  return {
    id: 'definicion',
    heading,
    table: {
      caption: heading,
      columns: [{ label: t('definition.part') }, { label: t('definition.says') }],
      rows: [
        line('formula', formulaText[lang]),
        ...(numerator ? [line('numerator', numerator[lang])] : []),
        ...(denominator ? [line('denominator', denominator[lang])] : []),
        line('target', targetWords(lang, definition)),
        line('direction', t(`definition.direction.${direction}`)),
        line('period', t(`definition.period.${period}`)),
        line('source', inference ? t('definition.inferred', { source }) : source),
        ...(example
          ? [line('example', `${example.given[lang]} → ${exampleWords(example.value, lang, unit)}`)]
          : []),
      ],
    },
  };
}

function exampleWords(value: unknown, lang: Asking['lang'], unit: string): string {
  const known = (one: unknown) => typeof one === 'number' || typeof one === 'boolean';
  if (Array.isArray(value) && value.every(known)) return valueCell(lang, value, unit).text;
  return typeof value === 'number' || typeof value === 'boolean'
    ? valueCell(lang, value, unit).text
    : String(value);
}

async function historySection(asking: Asking, definition: Definition, periods: Period[]): Promise<Section> {
  const { t, lang } = asking;
  const rows = await overTime(asking, [definition.id], periods);
  const heading = t('report.history');
  return {
    id: 'historia',
    heading,
    table: {
      caption: heading,
      columns: figureColumns(asking, definition, t('report.period')),
      rows: periods.toReversed().map((period) => {
        const row = rows.find((each) => each.period === period.id);
        return {
          cells: [
            { text: periodWords(lang, period) },
            ...figureCells(asking, definition, row, { period: period.id }),
          ],
        };
      }),
    },
  };
}

async function splitSection(asking: Asking, definition: Definition, dimension: Split): Promise<Section> {
  const { t } = asking;
  const heading = t('report.by', { dimension: t(`dimension.${dimension}`).toLowerCase() });
  const id = `por-${dimension}`;
  const rows = await asking.figures.query({ ...over(asking, [definition.id]), per: [dimension] });
  if (rows.length === 0) return { id, heading, empty: t('report.emptyFigures') };
  return {
    id,
    heading,
    table: {
      caption: heading,
      columns: figureColumns(asking, definition, t(`dimension.${dimension}`)),
      rows: rows.map((row) => {
        const name = row.dims[dimension] ?? '';
        return {
          cells: [
            { text: asking.valueWords(dimension, name) },
            ...figureCells(asking, definition, row, { [dimension]: name }),
          ],
        };
      }),
    },
  };
}

function figureColumns({ t, lang }: Asking, { numerator, denominator, parts }: Definition, first: string) {
  return [
    { label: first },
    { label: parts ? parts.map((each) => each[lang]).join(' · ') : t('report.value'), numeric: true },
    { label: numerator?.[lang] ?? t('report.numerator'), numeric: true },
    { label: denominator?.[lang] ?? t('report.denominator'), numeric: true },
  ];
}

type Shown = Parameters<typeof single>[0];

function figureCells(
  asking: Asking,
  definition: Definition,
  row: { value: Shown; numerator: number | null; denominator: number | null } | undefined,
  changes: { [name: string]: string },
) {
  const { lang } = asking;
  const meets = meetsTarget(definition, single(row?.value));
  const side = (name: 'numerator' | 'denominator') => {
    const count = row?.[name];
    return {
      ...countCell(lang, count),
      ...(typeof count === 'number' &&
        count > 0 && { href: casesHref(asking, definition.id, name, changes) }),
    };
  };
  return [
    {
      ...valueCell(lang, row?.value, definition.unit),
      state: meets === undefined ? undefined : meets ? ('onTime' as const) : ('overdue' as const),
    },
    side('numerator'),
    side('denominator'),
  ];
}
