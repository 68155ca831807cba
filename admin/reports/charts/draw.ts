// Draws a chart as SVG on the server. What was drawn once is kept under a hash of what it shows.
import { createHash } from 'node:crypto';
import type { Chart } from '../report.ts';
import { chartOptions, type Frame, frames } from './options.ts';
import { cleanSvg } from './svg.ts';

type Draw = (options: { [name: string]: unknown }, frame: Frame) => string;

let loading: Promise<Draw> | undefined;

/** The library takes half a second to load: only whoever looks at a chart waits for it, once. */
async function load(): Promise<Draw> {
  const [core, { BarChart, LineChart }, { GridComponent, LegendComponent }, { SVGRenderer }] =
    await Promise.all([
      import('echarts/core'),
      import('echarts/charts'),
      import('echarts/components'),
      import('echarts/renderers'),
    ]);
  core.use([BarChart, LineChart, GridComponent, LegendComponent, SVGRenderer]);
  return (options, { width, height }) => {
    const chart = core.init(null, null, { renderer: 'svg', ssr: true, width, height });
    try {
      chart.setOption(options);
      return chart.renderToSVGString();
    } finally {
      // What is not disposed of keeps the process alive.
      chart.dispose();
    }
  };
}

const MOST_KEPT = 500;
const kept = new Map<string, string>();

/** Oldest out first: a chart that is asked for again moves to the end. */
function keep(key: string, svg: string): string {
  kept.delete(key);
  kept.set(key, svg);
  if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value as string);
  return svg;
}

async function drawnIn(chart: Chart, frame: Frame, language: string): Promise<string> {
  const hash = createHash('sha256')
    .update(JSON.stringify([chart, frame, language]))
    .digest('hex')
    .slice(0, 24);
  const known = kept.get(hash);
  if (known !== undefined) return keep(hash, known);
  loading ??= load();
  const draw = await loading;
  const drawn = draw(chartOptions(chart, frame, language), frame);
  const named = {
    id: `c${hash}`,
    title: chart.title,
    description: describe(chart),
    className: `chart ${frame.name}`,
  };
  return keep(hash, cleanSvg(drawn, named));
}

/** Every value in words, for who cannot see the picture; the table beside it says the same. */
function describe({ categories, series }: Chart): string {
  return series
    .map(
      ({ name, values }) =>
        `${name}: ${categories.map((label, at) => `${label} ${values[at] ?? '–'}`).join(', ')}`,
    )
    .join('. ');
}

/** One drawing for a desk and one for a telephone; the page's styles show one of them. */
export async function drawChart(chart: Chart, language: string): Promise<string> {
  const [wide, narrow] = await Promise.all([
    drawnIn(chart, frames.wide, language),
    drawnIn(chart, frames.narrow, language),
  ]);
  return wide + narrow;
}

/** The one drawing that goes on paper, in the colours of the light. */
export function drawForPaper(chart: Chart, language: string): Promise<string> {
  return drawnIn(chart, frames.paper, language);
}
