// How long each activity takes, drawn as heat on the diagram: how often, how long, waiting against working, business time
// against the wall clock. Without a variant both of a flow stand side by side.

import { plainLabel } from '../desk/labels.ts';
import type { ProcessModel } from '../engine.ts';
import { type Asking, casesHref } from './asking.ts';
import type { Duration, Spent } from './figures.ts';
import type { HeatMeasure } from './question.ts';
import type { Cell, Diagram, Report, Row, Section } from './report.ts';
import { factsOf, filterWords } from './reportFacts.ts';
import { countCell, minutesWords } from './words.ts';

/** The indicator whose facts are what a row counts. */
const TASK_TIME = 'S4';

const heatOf: { [measure in HeatMeasure]: (duration: Duration) => number | null } = {
  cycle: ({ cycle }) => cycle.mean,
  median: ({ cycle }) => cycle.median,
  p90: ({ cycle }) => cycle.p90,
  wait: ({ wait }) => wait.mean,
  work: ({ work }) => work.mean,
  count: ({ cycle }) => cycle.count,
};

interface Process {
  id: string;
  name: string;
  variant: string;
  key: number;
  model: ProcessModel | undefined;
}

/** The newest version of each process of the flow; of the first flow that is deployed where none was chosen. */
async function processesOf({ engine, question }: Asking): Promise<Process[]> {
  const { reader, tenant } = engine.store;
  const { flow, variant, process } = question.filter;
  const rows: { [column: string]: string | number }[] = await reader('cauce_process_definitions')
    .where({ tenant_id: tenant })
    .whereNotNull('variant_flow')
    .orderBy(['process_id', 'version'])
    .select('key', 'process_id', 'name', 'variant_flow', 'variant_kind');
  const newest = [...new Map(rows.map((row) => [String(row.process_id), row])).values()];
  const chosen = flow ?? newest[0]?.variant_flow;
  const wanted = newest.filter(
    (row) =>
      (process === undefined ? row.variant_flow === chosen : row.process_id === process) &&
      (variant === undefined || row.variant_kind === variant),
  );
  const found = wanted.map(async (row) => ({
    id: String(row.process_id),
    name: String(row.name),
    variant: String(row.variant_kind ?? ''),
    key: Number(row.key),
    model: await engine.model(Number(row.key)),
  }));
  return Promise.all(found);
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
      ...factsOf(asking),
      { label: t('report.durations.heat'), text: t(`durations.${asking.question.measure}`) },
    ],
    sections:
      sections.length > 0
        ? sections
        : [{ id: 'vacio', heading: t('report.durations.title'), empty: t('report.durations.noProcess') }],
  };
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
  if (business.length === 0) return { id, heading, empty: t('report.durations.empty') };
  const place = new Map(process.model?.elements.map((element, at) => [element.id, at]));
  const rows = business.toSorted((a, b) => (place.get(a.element) ?? 0) - (place.get(b.element) ?? 0));
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
        ...(['cycle', 'median', 'p90', 'wait', 'work'] as const).map((name) => ({
          label: t(`durations.${name}`),
          numeric: true,
          group: group.business,
        })),
        { label: t('durations.cycle'), numeric: true, group: group.clock },
        { label: t('durations.p90'), numeric: true, group: group.clock },
      ],
      rows: rows.map((row) =>
        rowOf(
          asking,
          process,
          row,
          clock.find(({ element }) => element === row.element),
          hottest,
        ),
      ),
    },
  };
}

function diagramOf(asking: Asking, { key, name }: Process, hottest: number): Diagram {
  const { t, lang, question, base } = asking;
  const words = (value: number) =>
    question.measure === 'count' ? countCell(lang, Math.round(value)).text : minutesWords(lang, value);
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
  // Only the work of people is counted by an indicator that has cases behind it.
  const link = casesHref(asking, TASK_TIME, 'numerator', { process: id, element: row.element });
  const heated = question.measure === 'count' ? countCell(lang, cycle.count) : spent(value);
  return {
    element: row.element,
    heat,
    words: heated.text,
    cells: [
      { text: name, href: wait.count + work.count > 0 ? link : undefined },
      hot(countCell(lang, cycle.count), 'count'),
      hot(of(cycle, 'mean'), 'cycle'),
      hot(of(cycle, 'median'), 'median'),
      hot(of(cycle, 'p90'), 'p90'),
      hot(of(wait, 'mean'), 'wait'),
      hot(of(work, 'mean'), 'work'),
      of(clock?.cycle, 'mean'),
      of(clock?.cycle, 'p90'),
    ],
  };
}
