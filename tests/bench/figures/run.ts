// How long dashboards wait for figures over millions of facts: `npm run bench:figures -- --facts 10000000 [--database URL]`.
// Makes the facts, sums them up (with the rate), asks what dashboards ask, and prints times, rates and sizes.
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createDurableRuntime } from '../../../engine/runtime/durableRuntime.ts';
import { readFolder } from '../../../engine/runtime/folder.ts';
import type { IndicatorQuery } from '../../../engine/runtime/indicators/query.ts';
import { openStore } from '../../../engine/store/openStore.ts';
import { parseDate } from '../../../engine/time/index.ts';
import { type GeneratedProcess, generate } from './generate.ts';

const { values: line } = parseArgs({
  options: {
    facts: { type: 'string', default: '100000' },
    database: { type: 'string' },
    folder: { type: 'string' },
  },
});
const LIMIT_MS = 500;
const LAST = '2026-11-20';
const ROUNDS = 3;

const folder = line.folder ?? mkdtempSync(join(tmpdir(), 'cauce-figures-'));
const filename = line.database ?? join(folder, 'figures.db');
const now = Date.parse(`${LAST}T23:00:00Z`);
const store = await openStore({ filename });
const engine = createDurableRuntime({
  store,
  connectors: new Set(),
  checkForm: () => [],
  failed: console.error,
  now: () => now,
});
await engine.recover();
const by = { username: 'bench', kind: 'user' as const, groups: [], roles: ['admin'] };
for (const name of ['pqrs', 'incident', 'relationship']) {
  const path = fileURLToPath(new URL(`../../../processes/${name}`, import.meta.url));
  const outcome = await engine.deploy(await readFolder(path), by, name);
  if (!outcome.ok)
    throw new Error(JSON.stringify(outcome.problems.filter(({ severity }) => severity === 'error')));
}

const say = (text: string) => console.log(text);
const seconds = (from: number) => (performance.now() - from) / 1000;

const processes = await measuredProcesses();
let started = performance.now();
// A folder that was given holds what an earlier run made.
const made = await store.reader('cauce_case_facts').count({ n: '*' }).first();
const rows =
  Number(made?.n) || (await generate(store, processes, Number(line.facts), parseDate(LAST) ?? 0, () => {}));
say(`${rows} facts made in ${seconds(started).toFixed(0)} s`);
// No cases stand behind these facts: they count as they are, up to here.
await engine.indicators.advance();
await store.write((db) => db('cauce_rollup_states').whereNot({ process_id: '' }).del());
started = performance.now();
const cpuBefore = process.cpuUsage();
const { facts } = await engine.indicators.advance();
const took = seconds(started);
const cpuTook = process.cpuUsage(cpuBefore);
const cpuSeconds = (cpuTook.user + cpuTook.system) / 1e6;
say(
  `${facts} facts summed up in ${took.toFixed(1)} s: ${Math.round(facts / took)} a second, ${Math.round(facts / cpuSeconds)} a second of CPU`,
);
const sums = await store.reader('cauce_rollups').count({ n: '*' }).first();
say(`${sums?.n} rows of sums`);
if (store.dialect === 'sqlite') say(`${(statSync(filename).size / 1e9).toFixed(2)} GB on disk`);

const year = { from: '2025-12-01', to: '2026-11-30' };
const month = { from: '2026-10-01', to: '2026-10-31' };
const questions: { name: string; query: IndicatorQuery }[] = [
  { name: 'everything of a flow, a month', query: { flow: 'pqrs', ...month } },
  { name: 'everything of a flow, 12 months', query: { flow: 'pqrs', ...year, grain: 'month' } },
  { name: 'everything of all flows, a month', query: { ...month } },
  { name: 'everything of all flows, 12 months', query: { ...year, grain: 'month' } },
  {
    name: 'on time per product, a year',
    query: { ids: ['T1'], flow: 'incident', ...year, per: ['product'] },
  },
  {
    name: 'on time of a product, by month',
    query: { ids: ['T1', 'T4'], filter: { product: 'Pagos' }, ...year, grain: 'month' },
  },
  {
    name: 'area x type, a semester',
    query: { ids: ['F4'], flow: 'pqrs', from: '2026-01-01', to: '2026-06-30', per: ['area', 'type'] },
  },
  { name: 'K16 by week, a year', query: { ids: ['K16'], flow: 'pqrs', ...year, grain: 'week' } },
  {
    name: 'K16 per channel, by month, 5 years',
    query: {
      ids: ['K16'],
      flow: 'pqrs',
      from: '2021-12-01',
      to: '2026-11-30',
      grain: 'month',
      per: ['channel'],
    },
  },
  {
    name: 'three filters at once, a year',
    query: {
      ids: ['K16', 'K06'],
      flow: 'pqrs',
      filter: { channel: 'web', area: 'Salud', type: 'queja' },
      ...year,
    },
  },
  {
    name: 'everything of a flow, one area, a year',
    query: { flow: 'pqrs', filter: { area: 'Salud' }, ...year },
  },
  {
    name: 'AS-IS and TO-BE, a year',
    query: { ids: ['T1', 'T4', 'T5', 'T6'], flow: 'incident', ...year, per: ['variant'] },
  },
  { name: 'part of a month', query: { flow: 'incident', from: '2026-10-05', to: '2026-11-12' } },
];
let slowest = 0;
for (const { name, query } of questions)
  await timed(name, async () => (await engine.indicators.query(query)).length);
for (const time of ['clock', 'business'] as const)
  await timed(
    `heat map, ${time}, a year`,
    async () => (await engine.indicators.activities({ process: 'pqrs_tobe', ...year, time })).length,
  );
await timed('cases behind a figure, first page', async () => {
  const period = { grain: 'range' as const, id: 'r', ...year };
  return (
    (await engine.indicators.cases({ id: 'K16', period, side: 'numerator', filter: { area: 'Salud' } }))
      ?.facts.length ?? 0
  );
});
say(`slowest: ${slowest.toFixed(0)} ms; limit ${LIMIT_MS} ms`);
await engine.close();
await store.close();
if (!line.folder) rmSync(folder, { recursive: true, force: true });
process.exitCode = slowest > LIMIT_MS ? 1 : 0;

async function timed(name: string, ask: () => Promise<number>): Promise<void> {
  const times: number[] = [];
  const cpu: number[] = [];
  let found = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const from = performance.now();
    const before = process.cpuUsage();
    found = await ask();
    times.push(performance.now() - from);
    const { user, system } = process.cpuUsage(before);
    cpu.push((user + system) / 1000);
  }
  const middle = (list: number[]) => list.toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0;
  const median = middle(times);
  slowest = Math.max(slowest, median);
  say(
    `${name.padEnd(45)} ${median.toFixed(0).padStart(6)} ms  CPU ${middle(cpu).toFixed(0).padStart(6)} ms  first ${(times[0] ?? 0).toFixed(0).padStart(6)} ms  ${found} rows`,
  );
}

async function measuredProcesses(): Promise<GeneratedProcess[]> {
  const found = await store
    .reader('cauce_process_definitions')
    .whereNotNull('variant_flow')
    .select('process_id', 'model');
  return found.map(({ process_id: id, model }) => {
    const { elements } = JSON.parse(model) as { elements: { id: string; type: string; lane?: string }[] };
    const tasks = elements
      .filter(({ type }) => type === 'userTask')
      .map((task) => ({ element: task.id, lane: task.lane ?? '' }));
    return { id, tasks };
  });
}
