// A report as its page shows it: tabs, filters, sections with their charts drawn, and the links to take it along.

import type { Asking } from '../reports/asking.ts';
import { todayOf } from '../reports/asking.ts';
import { reports } from '../reports/catalog.ts';
import { drawChart } from '../reports/charts/draw.ts';
import { calendarPeriod, type Period, series } from '../reports/period.ts';
import { addressOf, FILTERS, type FilterName, MEASURES } from '../reports/question.ts';
import type { Cell, Report, Section, Table } from '../reports/report.ts';
import { filterWords } from '../reports/reportFacts.ts';
import { periodWords } from '../reports/words.ts';
import type { View, Visit } from '../visit.ts';
import { deployedProcesses } from './reportProcesses.ts';

/** Width of the small drawings in cells. */
const TREND = { width: 96, height: 24 };

export async function reportView(visit: Visit, asking: Asking, report: Report): Promise<View> {
  const query = addressOf(asking.question);
  const here = `${visit.base}/tablero/${report.id}`;
  return {
    title: report.title,
    heading: report.title,
    name: report.id.split('/')[0],
    lead: report.lead,
    // One indicator is looked at, not mailed.
    scheduleHref:
      reports.some(({ id }) => id === report.id) &&
      `${visit.base}/tablero/envios?${addressOf(asking.question, { period: undefined, report: report.id })}`,
    tabs: reports.map(({ id, usual }) => ({
      label: visit.t(`report.tab.${id}`),
      // Another report's usual period may be longer: only filters go along, unless somebody chose a period.
      href: `${visit.base}/tablero/${id}?${addressOf(asking.question, usual === 'month' ? {} : { period: undefined })}`,
      current: id === report.id,
    })),
    filters: filtersOf(asking, here, report.id === 'tiempos' && (await deployedProcesses(asking.engine))),
    islands: report.sections.some(({ diagram }) => diagram) ? ['heat'] : [],
    facts: report.facts,
    exports: ['csv', 'xlsx', 'pdf'].map((format) => ({
      label: format.toUpperCase(),
      href: `${here}/exportar?${query}&format=${format}`,
    })),
    sections: await Promise.all(report.sections.map((section) => sectionView(asking, section, here))),
  };
}

const MAIN: readonly FilterName[] = ['flow', 'variant', 'product'];
const MORE = FILTERS.filter((name) => !MAIN.includes(name));

/** The heat map is of one process where somebody chooses it, and shows what they choose. */
function filtersOf(asking: Asking, here: string, processes: { value: string; label: string }[] | false) {
  const { t, question, now, timeZone } = asking;
  const chosen = (name: FilterName) => question.filter[name] ?? '';
  const optionsOf = (name: FilterName): { value: string; label: string }[] => {
    const known =
      (name === 'process' && processes) ||
      (fixedOptions[name]?.map((value) => ({ value, label: filterWords(asking, name, value) })) ??
        asking.valueWords.options(name));
    const value = chosen(name);
    return value === '' || known.some((each) => each.value === value)
      ? known
      : [...known, { value, label: filterWords(asking, name, value) }];
  };
  const select = (name: FilterName) => ({
    name,
    label: t(`dimension.${name}`),
    all: t(`report.all.${name}`),
    options: optionsOf(name).map(({ value, label }) => ({ value, label, current: value === chosen(name) })),
  });
  const more = MORE.filter((name) => !processes || name !== 'process');
  return {
    action: here,
    periods: periodChoices(asking, todayOf(now, timeZone)),
    selects: (processes ? [...MAIN, 'process' as const] : MAIN).map(select),
    measures:
      processes !== false &&
      MEASURES.map((id) => ({ id, label: t(`durations.${id}`), current: id === question.measure })),
    more: more.map(select).filter(({ options }) => options.length > 0),
    isMoreOpen: more.some((name) => chosen(name) !== '') || question.period.grain === 'range',
    range: question.period.grain === 'range' && question.period,
    clear: FILTERS.some((name) => chosen(name) !== '') && `${here}?${addressOf({ ...question, filter: {} })}`,
  };
}

const fixedOptions: { [name in FilterName]?: string[] } = {
  flow: ['pqrs', 'incident', 'relationship'],
  variant: ['as-is', 'to-be'],
};

function periodChoices({ lang, t, question }: Asking, today: string) {
  const groups: [kind: 'month' | 'quarter' | 'semester' | 'year', count: number][] = [
    ['month', 13],
    ['quarter', 6],
    ['semester', 4],
    ['year', 4],
  ];
  const option = (period: Period) => ({
    id: period.id,
    label: periodWords(lang, period),
    current: period.id === question.period.id,
  });
  const listed = groups.map(([kind, count]) => ({
    label: t(`period.kind.${kind}`),
    options: series(calendarPeriod(kind, today), count).toReversed().map(option),
  }));
  const isListed = listed.some(({ options }) => options.some(({ current }) => current));
  return isListed
    ? listed
    : [{ label: t('period.kind.chosen'), options: [option(question.period)] }, ...listed];
}

async function sectionView(asking: Asking, section: Section, here: string) {
  const { chart, table } = section;
  return {
    ...section,
    chart: chart && { svg: await drawChart(chart, asking.lang), title: chart.title },
    table: table && tableView(table),
    csvHref:
      table && `${here}/exportar?${addressOf(asking.question, { format: 'csv', section: section.id })}`,
    // Without a chart the table is the section; beside one it is its equivalent.
    isBeside: chart !== undefined && table !== undefined,
  };
}

export function tableView(table: Table) {
  const groups: { label: string; span: number }[] = [];
  for (const { group = '' } of table.columns) {
    const last = groups.at(-1);
    if (last && last.label === group) last.span += 1;
    else groups.push({ label: group, span: 1 });
  }
  return {
    ...table,
    groups: groups.some(({ label }) => label !== '') && groups,
    rows: table.rows.map((row) => ({
      total: row.total,
      element: row.element,
      words: row.words,
      ...(row.element !== undefined && { heatStep: heatStep(row.heat) }),
      cells: row.cells.map((cell, at) => ({
        ...cell,
        ...drawn(cell),
        label: table.columns[at]?.label,
        numeric: table.columns[at]?.numeric,
        first: at === 0,
      })),
    })),
  };
}

/** One of five depths of color; none for nothing. */
const heatStep = (heat: number | undefined) =>
  heat === undefined ? undefined : Math.min(5, Math.ceil(heat * 5));

/** What is drawn inside a cell, as numbers of a small picture. */
function drawn({ bar, mark, heat, trend }: Cell) {
  return {
    barWidth: bar === undefined ? undefined : (Math.min(1, Math.max(0, bar)) * 100).toFixed(1),
    markAt: mark === undefined ? undefined : (Math.min(1, Math.max(0, mark)) * 100).toFixed(1),
    heatStep: heatStep(heat),
    trend: trend && trendPath(trend),
  };
}

/** A line from left to right; what has no data interrupts it, and a point alone is a dot. */
function trendPath(values: (number | null)[]) {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return undefined;
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const x = (at: number) => (2 + (at / Math.max(1, values.length - 1)) * (TREND.width - 4)).toFixed(1);
  const y = (value: number) =>
    (high === low
      ? TREND.height / 2
      : TREND.height - 3 - ((value - low) / (high - low)) * (TREND.height - 6)
    ).toFixed(1);
  let path = '';
  let isDown = false;
  for (const [at, value] of values.entries()) {
    if (value !== null) path += `${isDown ? 'L' : 'M'}${x(at)} ${y(value)}`;
    isDown = value !== null;
  }
  const last = values.findLastIndex((value) => value !== null);
  return { ...TREND, path, x: x(last), y: y(values[last] as number) };
}
