// `npm run bench [-- --quick] [-- --json]`: the benchmark, as Markdown or JSON. Peers are installed on first use.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('.', import.meta.url));
if (!existsSync(`${folder}node_modules`))
  execFileSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });

const quick = process.argv.includes('--quick');
const json = process.argv.includes('--json');
const { memory } = await import('./memory.mjs');
const { durable } = await import('./durable.mjs');
const { feel } = await import('./feel.mjs');
const { multiInstance } = await import('./multiInstance.mjs');
const parts = [
  ['feel', () => feel()],
  ['memory', () => memory({ rounds: 5 })],
  ['durable', () => durable(quick ? { rounds: 5, instances: 200 } : {})],
  ['multiInstance', () => multiInstance(quick ? { counts: [1_000] } : {})],
];
const result = { ratios: {}, figures: {} };
for (const [name, run] of parts) {
  if (!json) process.stderr.write(`${name} …\n`);
  const { ratios, figures } = await run();
  Object.assign(result.ratios, ratios);
  Object.assign(result.figures, figures);
}
console.log(json ? JSON.stringify(result) : markdown(result));
process.exit(0);

function markdown({ ratios, figures }) {
  const lines = [`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`, ''];
  lines.push('| figure | median | min | max |', '|---|---|---|---|');
  for (const [name, { cpuMs, perSecond, min, max, ...rest }] of Object.entries(figures)) {
    const unit = cpuMs === undefined ? 'a second' : 'ms CPU an instance';
    const more = Object.entries(rest).map(([key, value]) => `${key} ${value}`);
    lines.push(`| ${[`${name}, ${unit}`, ...more].join('; ')} | ${cpuMs ?? perSecond} | ${min} | ${max} |`);
  }
  lines.push('', '| ratio | times |', '|---|---|');
  for (const [name, times] of Object.entries(ratios)) lines.push(`| ${name} | ${times.toFixed(1)} |`);
  return lines.join('\n');
}
