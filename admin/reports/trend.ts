// How indicators went over the last periods: one line each with its target, and the same in a table.
import { type Asking, nameOf } from './asking.ts';
import type { Definition, Figure, FigureQuery } from './figures.ts';
import type { CalendarGrain, Period } from './period.ts';
import type { ChartSeries, Section } from './report.ts';
import { shortPeriod, single, targetWords, valueCell } from './words.ts';

const colors: ChartSeries['color'][] = ['cauce', 'paused', 'at-risk', 'on-time'];

const isCalendar = (grain: Period['grain']): grain is CalendarGrain =>
  !['range', 'day', 'sprint'].includes(grain);

/** Values by indicator and period; a range has no grain, so each is asked for by itself. */
export async function overTime(
  asking: Asking,
  ids: string[],
  periods: Period[],
  filter = asking.question.filter,
): Promise<Figure[]> {
  const [first, last] = [periods[0], periods.at(-1)];
  if (!first || !last || ids.length === 0) return [];
  if (isCalendar(first.grain)) {
    const query: FigureQuery = { ids, filter, from: first.from, to: last.to, grain: first.grain };
    return asking.figures.query(query);
  }
  const asked = periods.map(async (period) =>
    (await asking.figures.query({ ids, filter, from: period.from, to: period.to })).map((row) => ({
      ...row,
      period: period.id,
    })),
  );
  return (await Promise.all(asked)).flat();
}

export function valuesOf(rows: Figure[], id: string, periods: Period[]): (number | null)[] {
  const found = new Map(rows.filter((row) => row.id === id).map((row) => [row.period, single(row.value)]));
  return periods.map((period) => found.get(period.id) ?? null);
}

export async function trendSection(
  asking: Asking,
  definitions: Definition[],
  periods: Period[],
): Promise<Section> {
  const { t, lang } = asking;
  const heading = t('report.trend');
  const rows = await overTime(
    asking,
    definitions.map(({ id }) => id),
    periods,
  );
  const lines = definitions.map((definition, index) => ({
    definition,
    name: nameOf(asking, definition),
    values: valuesOf(rows, definition.id, periods),
    color: colors[index % colors.length] ?? 'cauce',
  }));
  if (lines.every(({ values }) => values.every((value) => value === null)))
    return { id: 'tendencia', heading, empty: t('report.emptyFigures') };
  const aimed = definitions.find(({ target }) => target !== null);
  return {
    id: 'tendencia',
    heading,
    chart: {
      kind: 'line',
      title: t('report.trendTitle', { names: lines.map(({ name }) => name).join(', ') }),
      categories: periods.map((period) => shortPeriod(lang, period)),
      series: lines.map(({ name, values, color }) => ({ name, values, color })),
      unit: definitions.every(({ unit }) => unit === 'percent') ? 'percent' : 'number',
      ...(aimed?.target && {
        target: {
          value: aimed.target.value,
          label: t('report.targetLabel', { target: targetWords(lang, aimed) }),
        },
      }),
    },
    table: {
      caption: heading,
      columns: [{ label: t('report.period') }, ...lines.map(({ name }) => ({ label: name, numeric: true }))],
      rows: periods.map((period, at) => ({
        cells: [
          { text: shortPeriod(lang, period) },
          ...lines.map(({ definition, values }) => valueCell(lang, values[at], definition.unit)),
        ],
      })),
    },
  };
}
