// The committee's dashboard: every indicator with its target, how it went, and what changed since the period before and
// since the same period of last year.
import { type Asking, casesHref, definitionHref, figuresIn, nameOf } from './asking.ts';
import type { Definition, Figure } from './figures.ts';
import { type Period, previousPeriod, series, yearBefore } from './period.ts';
import type { Column, Report, Row, Section, Tile } from './report.ts';
import { factsOf } from './reportFacts.ts';
import { overTime, valuesOf } from './trend.ts';
import { changeCell, countCell, meetsTarget, numberWords, single, targetWords, valueCell } from './words.ts';

const PERIODS = 12;

interface Compared {
  now: Map<string, Figure>;
  before: Map<string, Figure>;
  lastYear: Map<string, Figure>;
  trend: Figure[];
}

export async function committeeReport(asking: Asking): Promise<Report> {
  const { t, figures, question } = asking;
  const { period } = question;
  const definitions = await figures.definitions(question.filter.flow);
  const ids = definitions.map(({ id }) => id);
  // Thirteen months hold the same one of last year, too; weeks and odd ranges do not.
  const periods = series(period, PERIODS + 1);
  const aYearAgo = yearBefore(period);
  const isWithin = periods.some(({ id }) => id === aYearAgo?.id);
  const [trend, older] = await Promise.all([
    overTime(asking, ids, periods),
    isWithin ? [] : figuresIn(asking, ids, aYearAgo),
  ]);
  const of = (wanted: Period | undefined) => byId(trend.filter((row) => row.period === wanted?.id));
  const compared: Compared = {
    now: of(period),
    before: of(previousPeriod(period)),
    lastYear: isWithin ? of(aYearAgo) : byId(older),
    trend,
  };
  const groups = new Map<string, Definition[]>();
  for (const definition of definitions) {
    const name = definition.group[asking.lang];
    groups.set(name, [...(groups.get(name) ?? []), definition]);
  }
  const sections = [...groups].map(([name, members], index) =>
    groupSection(asking, `grupo-${index + 1}`, name, members, compared),
  );
  return {
    id: 'comite',
    title: t('report.committee.title'),
    lead: t('report.committee.lead'),
    facts: factsOf(asking),
    sections: [
      {
        id: 'resumen',
        heading: t('report.committee.summary'),
        tiles: tilesOf(asking, definitions, compared),
      },
      ...(sections.length > 0
        ? sections
        : [{ id: 'vacio', heading: t('report.indicators'), empty: t('report.noDefinitions') }]),
    ],
  };
}

const byId = (rows: Figure[]): Map<string, Figure> => new Map(rows.map((row) => [row.id, row]));

function tilesOf({ t, lang }: Asking, definitions: Definition[], { now }: Compared): Tile[] {
  const values = definitions.map((definition) => ({
    definition,
    value: single(now.get(definition.id)?.value),
  }));
  const count = (wanted: (each: (typeof values)[number]) => boolean) =>
    numberWords(lang, values.filter(wanted).length);
  return [
    {
      label: t('report.committee.met'),
      text: count(({ definition, value }) => meetsTarget(definition, value) === true),
      notes: [],
    },
    {
      label: t('report.committee.missed'),
      text: count(({ definition, value }) => meetsTarget(definition, value) === false),
      notes: [],
    },
    {
      label: t('report.committee.untargeted'),
      text: count(({ definition, value }) => value !== null && definition.target === null),
      notes: [],
    },
    { label: t('report.committee.empty'), text: count(({ value }) => value === null), notes: [] },
  ];
}

function columnsOf({ t }: Asking): Column[] {
  return [
    { label: t('report.indicator') },
    { label: t('report.value'), numeric: true },
    { label: t('report.target') },
    { label: t('report.trend'), visual: true },
    { label: t('report.previous') },
    { label: t('report.lastYear') },
    { label: t('report.numerator'), numeric: true },
    { label: t('report.denominator'), numeric: true },
  ];
}

function groupSection(
  asking: Asking,
  id: string,
  heading: string,
  definitions: Definition[],
  compared: Compared,
): Section {
  return {
    id,
    heading,
    table: {
      caption: heading,
      columns: columnsOf(asking),
      rows: definitions.map((each) => rowOf(asking, each, compared)),
    },
  };
}

function rowOf(asking: Asking, definition: Definition, { now, before, lastYear, trend }: Compared): Row {
  const { lang, t, question } = asking;
  const { id } = definition;
  const figure = now.get(id);
  const value = single(figure?.value);
  const meets = meetsTarget(definition, value);
  const side = (name: 'numerator' | 'denominator') => {
    const count = figure?.[name];
    return {
      ...countCell(lang, count),
      ...(typeof count === 'number' && count > 0 && { href: casesHref(asking, id, name) }),
    };
  };
  return {
    cells: [
      { text: nameOf(asking, definition), href: definitionHref(asking, id), under: id },
      {
        ...valueCell(lang, figure?.value, definition.unit),
        ...(definition.parts && { under: definition.parts.map((each) => each[lang]).join(' · ') }),
      },
      {
        text: targetWords(lang, definition),
        ...(meets !== undefined && {
          state: meets ? ('onTime' as const) : ('overdue' as const),
          under: t(meets ? 'report.met' : 'report.missed'),
        }),
      },
      { text: '', trend: valuesOf(trend, id, series(question.period, PERIODS)) },
      changeCell(lang, definition, value, single(before.get(id)?.value)),
      changeCell(lang, definition, value, single(lastYear.get(id)?.value)),
      side('numerator'),
      side('denominator'),
    ],
  };
}
