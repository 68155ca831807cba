// What is open now, in sections: late and due today, how old, and on whose shoulders.
import { namesOf } from '../desk/names.ts';
import { capital } from '../desk/progress.ts';
import { plainNumber } from '../desk/rows.ts';
import { dateTimeWords, remainingWords } from '../render/words.ts';
import type { Asking } from './asking.ts';
import { AGES, type Ageing, type Load, type Pressing, type PressingClock, type Scope } from './live.ts';
import type { Section, Table, Tile } from './report.ts';
import { countCell, numberWords } from './words.ts';

export const MOST_LISTED = 20;

export function openTiles({ t, lang, base }: Asking, ages: Ageing): Tile[] {
  const sum = (values: number[]) => values.reduce((total, each) => total + each, 0);
  const [overdue, today, onTime] = [sum(ages.overdue), sum(ages.today), sum(ages.onTime)];
  return [
    {
      label: t('report.overdueCases'),
      text: numberWords(lang, overdue),
      href: '#vencidos',
      notes: [],
      ...(overdue > 0 && { state: 'overdue' as const, stateText: t('report.late') }),
    },
    {
      label: t('report.dueToday'),
      text: numberWords(lang, today),
      href: '#hoy-vence',
      notes: [],
      ...(today > 0 && { state: 'atRisk' as const, stateText: t('report.beforeTonight') }),
    },
    {
      label: t('report.openCases'),
      text: numberWords(lang, overdue + today + onTime),
      href: `${base}/casos?state=ACTIVE`,
      notes: [],
    },
  ];
}

export function pressingSection(
  asking: Asking,
  scope: Scope,
  id: string,
  rows: Pressing[],
  when: 'overdue' | 'today',
): Section {
  const { t, lang, base, timeZone } = asking;
  const table: Table = {
    caption: t(`report.${when}.heading`),
    columns: [{ label: t('tasks.case') }, { label: t('cases.milestone') }, { label: t('tasks.due') }],
    rows: rows.map((row) => ({
      cells: [
        { text: row.number ?? plainNumber(row.key), href: `${base}/casos/${row.key}`, under: row.process },
        { text: capital(row.milestone) },
        {
          text: remainingWords(lang, row.dueAt, scope.now),
          state: when === 'overdue' ? 'overdue' : 'atRisk',
          under: dateTimeWords(lang, row.dueAt, timeZone),
        },
      ],
    })),
  };
  return {
    id,
    heading: table.caption,
    ...(rows.length > 0 ? { table } : { empty: t(`report.${when}.none`) }),
    ...(rows.length === MOST_LISTED && { note: t('report.firstOf', { count: MOST_LISTED }) }),
  };
}

/** Promises that are about to be broken: of answers, and of single steps. */
export function clocksSection(asking: Asking, scope: Scope, clocks: PressingClock[]): Section {
  const { t, lang, base, timeZone } = asking;
  const heading = t('report.atRisk.heading');
  if (clocks.length === 0) return { id: 'en-riesgo', heading, empty: t('report.atRisk.none') };
  return {
    id: 'en-riesgo',
    heading,
    table: {
      caption: heading,
      columns: [{ label: t('tasks.case') }, { label: t('report.atRisk.promise') }, { label: t('tasks.due') }],
      rows: clocks.map(({ caseKey, number, process, name, dueAt }) => ({
        cells: [
          { text: number ?? plainNumber(caseKey), href: `${base}/casos/${caseKey}`, under: process },
          { text: name },
          {
            text: remainingWords(lang, dueAt, scope.now),
            state: 'atRisk',
            under: dateTimeWords(lang, dueAt, timeZone),
          },
        ],
      })),
    },
    ...(clocks.length === MOST_LISTED && { note: t('report.firstOf', { count: MOST_LISTED }) }),
  };
}

function ageWords({ t }: Asking): string[] {
  return [
    t('age.first'),
    ...AGES.slice(1).map((to, index) => t('age.between', { from: (AGES[index] ?? 0) + 1, to })),
    t('age.last', { from: AGES.at(-1) }),
  ];
}

export function ageingSection(asking: Asking, ages: Ageing): Section {
  const { t, lang } = asking;
  const labels = ageWords(asking);
  const all = labels.map((_, at) => (ages.onTime[at] ?? 0) + (ages.today[at] ?? 0) + (ages.overdue[at] ?? 0));
  if (all.every((each) => each === 0))
    return { id: 'antiguedad', heading: t('report.ageing'), empty: t('report.noOpen') };
  const series = [
    { name: t('report.late'), values: ages.overdue, color: 'overdue' as const },
    { name: t('report.dueToday'), values: ages.today, color: 'at-risk' as const },
    { name: t('report.inTime'), values: ages.onTime, color: 'cauce' as const },
  ];
  return {
    id: 'antiguedad',
    heading: t('report.ageing'),
    chart: { kind: 'stack', title: t('report.ageingTitle'), categories: labels, series, unit: 'number' },
    table: {
      caption: t('report.ageing'),
      columns: [
        { label: t('report.age') },
        ...series.map(({ name }) => ({ label: name, numeric: true })),
        { label: t('report.total'), numeric: true },
      ],
      rows: labels.map((label, at) => ({
        cells: [
          { text: label },
          ...series.map(({ values }) => countCell(lang, values[at])),
          countCell(lang, all[at]),
        ],
      })),
    },
  };
}

export async function loadSection(asking: Asking, id: 'personas' | 'roles', loads: Load[]): Promise<Section> {
  const { t, lang, engine } = asking;
  const names =
    id === 'personas'
      ? await namesOf(
          engine.store,
          loads.map(({ name }) => name),
        )
      : new Map<string, string>();
  const heading = t(`report.load.${id}`);
  const most = Math.max(1, ...loads.map(({ open }) => open));
  if (loads.length === 0) return { id, heading, empty: t('report.noTasks') };
  return {
    id,
    heading,
    table: {
      caption: heading,
      columns: [
        { label: t(`report.load.${id}.who`) },
        { label: t('report.openTasks'), numeric: true },
        { label: t('report.late'), numeric: true },
        { label: t('report.dueToday'), numeric: true },
      ],
      rows: loads.map(({ name, open, overdue, today }) => ({
        cells: [
          { text: name === '' ? t('report.nobody') : (names.get(name) ?? name) },
          { ...countCell(lang, open), bar: open / most },
          { ...countCell(lang, overdue), state: overdue > 0 ? 'overdue' : undefined },
          { ...countCell(lang, today), state: today > 0 ? 'atRisk' : undefined },
        ],
      })),
    },
  };
}
