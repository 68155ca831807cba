// The benchmark's result as JSON and as Markdown, with the machine and the settings that it was measured under.
import { cpus, totalmem } from 'node:os';
import type { Figure, Spread } from './measure.ts';
import type { BenchResult, PlainFigure } from './part.ts';

export function asJson({ ratios, figures }: BenchResult): string {
  const medians = Object.fromEntries(
    Object.entries(ratios).map(([name, times]) => [name, rounded(spreadOf(times).median)]),
  );
  return JSON.stringify({
    ratios: medians,
    spreads: each(
      Object.fromEntries(Object.entries(ratios).filter(([, times]) => typeof times !== 'number')),
    ),
    figures: each(figures),
    machine: machine(),
  });
}

function each(named: { [name: string]: unknown }): unknown {
  return JSON.parse(
    JSON.stringify(named, (_, value) => (typeof value === 'number' ? rounded(value) : value)),
  );
}

export function machine(): { [name: string]: unknown } {
  const all = cpus();
  return {
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    cpus: all.length,
    cpu: all[0]?.model ?? 'unknown',
    memoryGb: Math.round(totalmem() / 2 ** 30),
    // All contestants run with them.
    flags: process.execArgv.filter((flag) => flag.startsWith('--max-')).join(' '),
  };
}

const words = {
  en: {
    note: 'Median (lowest to highest of the rounds).',
    figure: 'figure',
    value: 'value',
    rate: 'a second',
    cpu: 'ms of CPU each',
    with: 'with',
    ratio: 'ratio',
    times: 'times',
  },
  es: {
    note: 'Mediana (menor a mayor de las rondas).',
    figure: 'cifra',
    value: 'valor',
    rate: 'por segundo',
    cpu: 'ms de CPU cada una',
    with: 'con',
    ratio: 'razón',
    times: 'veces',
  },
};

export function asMarkdown({ ratios, figures }: BenchResult, locale: 'es' | 'en' = 'en'): string {
  const { node, platform, cpus: count, cpu, memoryGb, flags } = machine();
  const say = words[locale];
  const started = flags ? ` ${flags}` : '';
  const lines = [`Node ${node}${started}, ${platform}, ${count} × ${cpu}, ${memoryGb} GB. ${say.note}`, ''];
  lines.push(`| ${say.figure} | ${say.value} | ${say.cpu} | ${say.with} |`, '|---|---|---|---|');
  for (const [name, figure] of Object.entries(figures)) {
    const { value, cpu: each, settings } = cells(figure, say.rate);
    lines.push(`| ${name} | ${value} | ${each} | ${settings} |`);
  }
  lines.push('', `| ${say.ratio} | ${say.times} |`, '|---|---|');
  for (const [name, times] of Object.entries(ratios))
    lines.push(`| ${name} | ${typeof times === 'number' ? text(times) : spreadText(times)} |`);
  return lines.join('\n');
}

function cells(figure: Figure | PlainFigure, rate: string): { value: string; cpu: string; settings: string } {
  if (isRate(figure)) {
    const { unit, perSecond, cpuMs, ...settings } = figure;
    const value = `${spreadText(perSecond)} ${unit}s ${rate}`;
    return { value, cpu: spreadText(cpuMs), settings: settingsText(settings) };
  }
  const { unit, median, min, max, ...settings } = figure;
  return { value: `${spreadText({ median, min, max })} ${unit}`, cpu: '', settings: settingsText(settings) };
}

function isRate(figure: Figure | PlainFigure): figure is Figure {
  return isSpread(figure.perSecond);
}

function spreadOf(times: Spread | number): Spread {
  return typeof times === 'number' ? { median: times, min: times, max: times } : times;
}

function settingsText(settings: { [name: string]: unknown }): string {
  return Object.entries(settings)
    .map(([name, value]) => `${name} ${isSpread(value) ? spreadText(value) : value}`)
    .join(', ');
}

function isSpread(value: unknown): value is Spread {
  return typeof value === 'object' && value !== null && 'median' in value;
}

export function spreadText({ median, min, max }: Spread): string {
  return `${text(median)} (${text(min)} to ${text(max)})`;
}

const text = (value: number): string => rounded(value).toLocaleString('en', { maximumSignificantDigits: 3 });

/** Three digits say what such measurements can say. */
function rounded(value: number): number {
  return Number(value.toPrecision(3));
}
