// How long each activity takes, drawn as heat on the diagram: how often, how long, waiting against working, business time
// against the wall clock. Without a variant both of a flow stand side by side.

import { plainLabel } from '../desk/labels.ts';
import { type Asking, reportHref } from './asking.ts';
import { type Process, processesOf } from './durationProcesses.ts';
import type { Duration, Spent } from './figures.ts';
import type { HeatMeasure } from './question.ts';
import type { Cell, Diagram, Report, Row, Section } from './report.ts';
import { factsOf, filterWords } from './reportFacts.ts';
import { countCell, minutesWords, valueCell } from './words.ts';

const heatOf: { [measure in HeatMeasure]: (duration: Duration) => number | null } = {
  cycle: ({ cycle }) => cycle.mean,
  median: ({ cycle }) => cycle.median,
  p90: ({ cycle }) => cycle.p90,
  wait: ({ wait }) => wait.mean,
  work: ({ work }) => work.mean,
  count: ({ cycle }) => cycle.count,
  share: ({ wait, work }) => shareOf(wait, work),
};

/** Of the time from being offered to being done, how much nobody was at it: percent. */
function shareOf(wait: Spent, work: Spent): number | null {
  if (wait.mean === null || work.mean === null) return null;
  const whole = wait.mean + work.mean;
  return whole === 0 ? 0 : (100 * wait.mean) / whole;
}

export async function durationsReport(asking: Asking): Promise<Report> {
  const { t } = asking;
  const processes = await processesOf(asking);
  const sections = await Promise.all(processes.map((process) => section(asking, process)));
  return {
    id: 'tiempos',
    title: t('report.durations.title'),
    lead: t('report.durations.lead'),
    facts: [
      ...factsOf(asking).map((fact) => named(fact, processes)),
      { label: t('report.durations.heat'), text: t(`durations.${asking.question.measure}`) },
    ],
    sections:
      sections.length > 0
        ? sections
        : [{ id: 'vacio', heading: t('report.durations.title'), empty: t('report.durations.noProcess') }],
  };
}

/** The chosen process by its name, not by its id. */
function named<Fact extends { text: string; label: string }>(
  fact: Fact,
  [process, ...more]: Process[],
): Fact {
  const isIt = process && more.length === 0 && fact.text === plainLabel(process.id);
  return isIt ? { ...fact, text: process.name || process.id } : fact;
}

async function section(asking: Asking, process: Process): Promise<Section> {
  const { t, figures, question } = asking;
  const { flow: _, variant: __, process: ___, ...filter } = question.filter;
  const asked = { process: process.id, period: question.period, filter };
  const [business, clock] = await Promise.all([
    figures.durations({ ...asked, time: 'business' }),
    figures.durations({ ...asked, time: 'clock' }),
  ]);
  const heading =
    process.variant === ''
      ? process.name
      : `${process.name} · ${filterWords(asking, 'variant', process.variant)}`;
  const id = `proceso-${process.id}`;
  // Of a process that declares no calendar there is the wall clock alone.
  const measured = business.length > 0 ? business : clock;
  const isByClock = business.length === 0;
  if (measured.length === 0) return { id, heading, empty: t('report.durations.empty') };
  const place = new Map(process.model?.elements.map((element, at) => [element.id, at]));
  const rows = measured.toSorted((a, b) => (place.get(a.element) ?? 0) - (place.get(b.element) ?? 0));
  const hottest = Math.max(...rows.map((row) => heatOf[question.measure](row) ?? 0));
  const group = { business: t('durations.business'), clock: t('durations.clock') };
  return {
    id,
    heading,
    diagram: diagramOf(asking, process, hottest),
    table: {
      caption: heading,
      columns: [
        { label: t('dimension.element') },
        { label: t('durations.count'), numeric: true },
        ...(['cycle', 'median', 'p90', 'wait', 'work', 'share'] as const).map((name) => ({
          label: t(`durations.${name}`),
          numeric: true,
          group: isByClock ? group.clock : group.business,
        })),
        ...(isByClock
          ? []
          : (['cycle', 'p90'] as const).map((name) => ({
              label: t(`durations.${name}`),
              numeric: true,
              group: group.clock,
            }))),
      ],
      rows: rows.map((row) =>
        rowOf(
          asking,
          process,
          row,
          isByClock ? undefined : clock.find(({ element }) => element === row.element),
          hottest,
        ),
      ),
    },
  };
}

function diagramOf(asking: Asking, { key, name }: Process, hottest: number): Diagram {
  const { t, lang, question, base } = asking;
  const words = (value: number) => measureWords(lang, question.measure, value);
  return {
    source: `${base}/procesos/${key}/diagrama.bpmn`,
    label: t('diagram.label', { name }),
    // As steps of a fifth each: what a color stands for.
    legend: [1, 2, 3, 4, 5].map((step) => ({
      step,
      text: t('durations.upTo', { value: words((hottest * step) / 5) }),
    })),
  };
}

const rounded = (value: number | null) => (value === null ? null : Math.round(value));

function measureWords(lang: Asking['lang'], measure: HeatMeasure, value: number): string {
  if (measure === 'count') return countCell(lang, Math.round(value)).text;
  return measure === 'share' ? valueCell(lang, rounded(value), 'percent').text : minutesWords(lang, value);
}

function rowOf(
  asking: Asking,
  { id, model }: Process,
  row: Duration,
  clock: Duration | undefined,
  hottest: number,
): Row {
  const { lang, question } = asking;
  const name = model?.elements.find((each) => each.id === row.element)?.name || plainLabel(row.element);
  const value = heatOf[question.measure](row);
  const heat = value === null || hottest === 0 ? undefined : value / hottest;
  const spent = (minutes: number | null | undefined): Cell =>
    typeof minutes === 'number'
      ? { text: minutesWords(lang, minutes), value: Math.round(minutes * 100) / 100 }
      : countCell(lang, null);
  const hot = (cell: Cell, measure: HeatMeasure): Cell =>
    measure === question.measure ? { ...cell, heat } : cell;
  const { cycle, wait, work } = row;
  const of = (part: Spent | undefined, at: 'mean' | 'median' | 'p90') => spent(part?.[at]);
  const link = reportHref(asking, 'tiempos/casos', { process: id, element: row.element });
  const heated = value === null ? countCell(lang, null).text : measureWords(lang, question.measure, value);
  return {
    element: row.element,
    heat,
    words: heated,
    cells: [
      { text: name, href: link },
      hot(countCell(lang, cycle.count), 'count'),
      hot(of(cycle, 'mean'), 'cycle'),
      hot(of(cycle, 'median'), 'median'),
      hot(of(cycle, 'p90'), 'p90'),
      hot(of(wait, 'mean'), 'wait'),
      hot(of(work, 'mean'), 'work'),
      hot(valueCell(lang, rounded(shareOf(wait, work)), 'percent'), 'share'),
      ...(clock ? [of(clock.cycle, 'mean'), of(clock.cycle, 'p90')] : []),
    ],
  };
}
