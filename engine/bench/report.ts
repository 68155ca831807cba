// The benchmark's result as JSON and as Markdown, with the machine and the settings that it was measured under.
import { cpus, totalmem } from 'node:os';
import type { Figure, Spread } from './measure.ts';
import type { BenchResult } from './part.ts';

export function asJson({ ratios, figures }: BenchResult): string {
  const medians = Object.fromEntries(
    Object.entries(ratios).map(([name, { median }]) => [name, rounded(median)]),
  );
  return JSON.stringify({
    ratios: medians,
    spreads: each(ratios),
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
  };
}

const words = {
  en: {
    note: 'Median (lowest to highest of the rounds).',
    figure: 'figure',
    rate: 'a second',
    cpu: 'CPU ms each',
    with: 'with',
    ratio: 'ratio',
    times: 'times',
  },
  es: {
    note: 'Mediana (menor a mayor de las rondas).',
    figure: 'cifra',
    rate: 'por segundo',
    cpu: 'ms de CPU cada una',
    with: 'con',
    ratio: 'razón',
    times: 'veces',
  },
};

export function asMarkdown({ ratios, figures }: BenchResult, locale: 'es' | 'en' = 'en'): string {
  const { node, platform, cpus: count, cpu, memoryGb } = machine();
  const say = words[locale];
  const lines = [`Node ${node}, ${platform}, ${count} × ${cpu}, ${memoryGb} GB. ${say.note}`, ''];
  lines.push(`| ${say.figure} | ${say.rate} | ${say.cpu} | ${say.with} |`, '|---|---|---|---|');
  for (const [name, figure] of Object.entries(figures)) {
    const { unit, perSecond, cpuMs } = figure;
    lines.push(
      `| ${name}, ${unit}s | ${spreadText(perSecond)} | ${spreadText(cpuMs)} | ${settingsOf(figure)} |`,
    );
  }
  lines.push('', `| ${say.ratio} | ${say.times} |`, '|---|---|');
  for (const [name, times] of Object.entries(ratios)) lines.push(`| ${name} | ${spreadText(times)} |`);
  return lines.join('\n');
}

function settingsOf({ unit: _, perSecond: __, cpuMs: ___, ...settings }: Figure): string {
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
