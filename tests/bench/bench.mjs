// `npm run bench [-- --quick] [-- --json | --markdown] [-- --only NAME]...`: this product beside other engines and beside
// the limits of the machine, in one run. The other engines are installed on first use.
import { tmpdir } from 'node:os';
import { parseArgs } from 'node:util';
import { parts as own } from '../../dist/engine/bench/parts.js';
import { asJson, asMarkdown } from '../../dist/engine/bench/report.js';
import { runParts } from '../../dist/engine/bench/run.js';
import { installPeers } from './installPeers.mjs';
import { postgresServer } from './postgresServer.mjs';
import { writeReadme } from './summary.mjs';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean' },
    json: { type: 'boolean' },
    markdown: { type: 'boolean' },
    readme: { type: 'boolean' },
    only: { type: 'string', multiple: true },
  },
});

installPeers();
const server = await postgresServer();
const { closePeers, durablePeers, memoryPeers } = await import('./peers/index.mjs');
const { longParts } = await import('./longParts.mjs');

const quick = values.quick === true;
const all = { ...own, ...longParts };
const wanted = values.only ?? Object.keys(quick ? own : all);
const unknown = wanted.filter((name) => !Object.hasOwn(all, name));
if (unknown.length > 0) {
  console.error(`Expected parts among ${Object.keys(all).join(', ')}, but got ${unknown.join(', ')}.`);
  process.exit(2);
}

const began = performance.now();
const result = await runParts(
  Object.fromEntries(wanted.map((name) => [name, all[name]])),
  {
    quick,
    rounds: 5,
    // The disk of the database decides: BENCH_DIR names another one.
    within: process.env.BENCH_DIR || tmpdir(),
    postgres: server.url,
    peers: { memory: memoryPeers, durable: durablePeers },
  },
  tell,
);
process.stderr.write(`… measured in ${((performance.now() - began) / 1000).toFixed(1)} s\n`);
if (values.readme) writeReadme(result);
process.stdout.write(`${values.json ? asJson(result) : asMarkdown(result)}\n`);
await closePeers();
await server.stop();
process.exit(0);

function tell(progress) {
  // Measures of size say it in their own words.
  if (typeof progress === 'string') return process.stderr.write(`… ${progress}\n`);
  const { names, round, rounds } = progress;
  const step = round === 0 ? 'warming up' : `round ${round} of ${rounds}`;
  process.stderr.write(`… ${step}: ${names.join(', ')}\n`);
}
