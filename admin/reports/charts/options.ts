// Turns a chart of a report into the drawing library's options: quiet lines, one voice of colour, numbers as people write them.
import type { Chart, ChartSeries } from '../report.ts';

export interface Frame {
  name: string;
  width: number;
  height: number;
  size: number;
}

export const frames = {
  wide: { name: 'wide', width: 620, height: 270, size: 12 },
  narrow: { name: 'narrow', width: 350, height: 280, size: 12 },
  paper: { name: 'paper', width: 500, height: 200, size: 9 },
} satisfies Record<string, Frame>;

const token = (name: string): string => `var(--${name})`;

export function numberWords(language: string, value: number, unit: Chart['unit']): string {
  const words = new Intl.NumberFormat(language === 'es' ? 'es-CO' : 'en-GB', {
    maximumFractionDigits: 2,
  }).format(value);
  return unit === 'percent' ? `${words} %` : words;
}

function valueAxis(chart: Chart, { size }: Frame, language: string) {
  const values = chart.series.flatMap((each) => each.values.filter((value) => value !== null));
  const all = chart.target ? [...values, chart.target.value] : values;
  const [lowest, highest] = [Math.min(...all), Math.max(...all)];
  const isShare = chart.unit === 'percent' && highest <= 100 && lowest >= 0;
  // A line may begin above zero, so that its ups and downs are seen; a bar may not, for its length is what it says.
  const from = chart.kind === 'line' && lowest >= 50 ? Math.floor((lowest - 5) / 10) * 10 : 0;
  return {
    type: 'value',
    splitNumber: 4,
    ...(isShare && { min: from, max: 100, interval: from >= 50 ? 10 : from > 0 ? 20 : 25 }),
    ...(chart.unit === 'number' && { minInterval: 1 }),
    axisLabel: {
      color: token('quiet'),
      fontSize: size,
      formatter: (value: number) => numberWords(language, value, chart.unit),
    },
    splitLine: { lineStyle: { color: token('line') } },
  };
}

function nameAxis({ categories }: Chart, { size, name }: Frame, isLying: boolean) {
  return {
    type: 'category',
    data: categories,
    ...(isLying && { inverse: true }),
    axisTick: { show: false },
    axisLine: { lineStyle: { color: token('edge') } },
    axisLabel: {
      color: token('quiet'),
      fontSize: size,
      hideOverlap: true,
      ...(isLying && { width: name === 'narrow' ? 96 : 170, overflow: 'truncate', interval: 0 }),
    },
  };
}

function lineOptions({ color: name, dashed }: ChartSeries) {
  const color = token(name);
  return {
    type: 'line',
    symbol: 'circle',
    symbolSize: dashed ? 0 : 7,
    lineStyle: { width: dashed ? 1.25 : 2.5, color, ...(dashed && { type: [3, 3] }) },
    itemStyle: { color, borderColor: color },
  };
}

function barOptions(
  { kind, unit, series }: Chart,
  { color }: ChartSeries,
  { size }: Frame,
  language: string,
) {
  const isLying = kind === 'bars';
  return {
    type: 'bar',
    ...(kind === 'stack' && { stack: 'all' }),
    barMaxWidth: 22,
    barGap: '15%',
    itemStyle: {
      color: token(color),
      ...(kind !== 'stack' && { borderRadius: isLying ? [0, 3, 3, 0] : [3, 3, 0, 0] }),
    },
    // Only one series leaves room for its numbers.
    ...(series.length === 1 && {
      label: {
        show: true,
        position: isLying ? 'right' : 'top',
        color: token('ink'),
        fontSize: size,
        textBorderWidth: 0,
        formatter: ({ value }: { value: number | null }) =>
          typeof value === 'number' ? numberWords(language, value, unit) : '',
      },
    }),
  };
}

/** The target is a line of its own, so that the legend names it and nothing is written across the others. */
function withTarget({ series, target, categories, kind }: Chart): ChartSeries[] {
  if (!target || (kind !== 'line' && kind !== 'columns')) return series;
  return [
    ...series,
    { name: target.label, values: categories.map(() => target.value), color: 'ink', dashed: true },
  ];
}

export function chartOptions(chart: Chart, frame: Frame, language: string): { [name: string]: unknown } {
  const isLying = chart.kind === 'bars' || chart.kind === 'stack';
  const values = valueAxis(chart, frame, language);
  const names = nameAxis(chart, frame, isLying);
  const drawn = withTarget(chart);
  const hasLegend = drawn.length > 1;
  const isNarrow = frame.name === 'narrow';
  return {
    animation: false,
    textStyle: { fontSize: frame.size },
    grid: {
      left: 4,
      right: isLying && !hasLegend ? 48 : 14,
      // One below the other where there is no room beside each other.
      top: hasLegend ? 14 + 20 * (isNarrow ? drawn.length : 1) : 18,
      bottom: 4,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    ...(hasLegend && {
      legend: {
        left: 0,
        top: 0,
        ...(isNarrow && { orient: 'vertical', itemGap: 6 }),
        // Widths of letters are guessed on the server; the reader's font may be wider.
        ...(!isNarrow && { itemGap: 28 }),
        itemWidth: 14,
        itemHeight: 9,
        ...(chart.kind !== 'line' && { icon: 'roundRect' }),
        textStyle: { color: token('ink'), fontSize: frame.size },
      },
    }),
    xAxis: isLying ? values : names,
    yAxis: isLying ? names : values,
    series: drawn.map((each) => ({
      name: each.name,
      data: each.values,
      ...(chart.kind === 'line' || each.dashed
        ? lineOptions(each)
        : barOptions(chart, each, frame, language)),
    })),
  };
}
