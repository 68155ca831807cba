// The table of the README: a line for each measure, with what it is measured beside. `npm run bench -- --readme` renews it.
import { readFileSync, writeFileSync } from 'node:fs';
import { machine } from '../../dist/engine/bench/report.js';
import { workloadTitles } from '../../dist/engine/bench/workloads.js';

const BEGIN = '<!-- bench: made by `npm run bench -- --readme` -->\n';
const END = '<!-- bench: end -->';

const digits = (value) => Number(value.toPrecision(3)).toLocaleString('en', { maximumSignificantDigits: 3 });
const range = ({ median, min, max }) => `${digits(median)} (${digits(min)} to ${digits(max)})`;

const titles = {
  ...workloadTitles,
  task: 'a user task completed over HTTP, 50 clients',
};
const peers = {
  driver: 'the driver alone',
  'driver-one-by-one': 'the driver alone, one to a commit',
  express: 'an Express POST that does nothing',
  'two-nodes': 'two nodes together (theirs over one)',
  'published-246': 'the published 246 a second',
  'bpmn-engine-reloaded': 'bpmn-engine, reloaded',
};
const places = { memory: 'in memory', durable: 'SQLite, FULL', http: 'HTTP', postgres: 'PostgreSQL' };

/** One line for each figure of ours. */
function rows({ figures, ratios }) {
  const lines = [];
  for (const [name, figure] of Object.entries(figures)) {
    const [place, measure, who] = name.split('.');
    if (who !== 'cauce' || !places[place]) continue;
    const byCpu = place === 'memory';
    const beside = Object.entries(ratios)
      .filter(
        ([ratio]) =>
          ratio.startsWith(`${place}.${measure}.`) && !ratio.endsWith('.cpu') && !ratio.includes('p99'),
      )
      .map(([ratio, times]) => {
        const peer = ratio.slice(place.length + measure.length + 2);
        const cpu = ratios[`${ratio}.cpu`];
        return `${peers[peer] ?? peer}: ${range(times)}${cpu ? `, by CPU ${digits(cpu.median)}` : ''}`;
      });
    const rate = byCpu ? '' : `${range(figure.perSecond)} a second; `;
    const p99 = figure.p99Ms
      ? `; p50 ${digits(figure.p50Ms.median)} ms, p99 ${digits(figure.p99Ms.median)} ms`
      : '';
    const own = `${rate}${byCpu ? range(figure.cpuMs) : digits(figure.cpuMs.median)} ms CPU${p99}`;
    lines.push(`| ${places[place]}: ${titles[measure] ?? measure} | ${own} | ${beside.join('<br>')} |`);
  }
  return lines;
}

export function summary(result) {
  const { node, platform, cpus, cpu } = machine();
  return [
    `Node ${node}, ${platform}, ${cpus} × ${cpu}. Medians, with the lowest and highest of 5 rounds.`,
    '',
    '| measure | Cauce, each instance or request | times as fast as (in memory: as little CPU) |',
    '|---|---|---|',
    ...rows(result),
    '',
  ].join('\n');
}

export function writeReadme(result) {
  const path = new URL('../../README.md', import.meta.url);
  const text = readFileSync(path, 'utf8');
  const [from, to] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (from < 0 || to < from) throw new Error(`Expected ${BEGIN} and ${END} in README.md`);
  writeFileSync(path, `${text.slice(0, from + BEGIN.length)}${summary(result)}${text.slice(to)}`);
}
