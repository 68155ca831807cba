// The parts of the benchmark that need nothing but this package; other engines may be measured in the same rounds.
import { join } from 'node:path';
import type { Cauce } from '../index.ts';
import { driverLimit } from './driverLimit.ts';
import { durableInstances, openBench, serviceTasks } from './durable.ts';
import { http } from './http.ts';
import {
  type Contestant,
  type Measured,
  measure,
  type Spread,
  type Tell,
  timesFaster,
  timesLessCpu,
} from './measure.ts';
import { coreInMemory } from './memory.ts';
import { type BenchOptions, type BenchPart, type BenchResult, joined } from './part.ts';
import { postgres } from './postgres.ts';
import { openSqliteLimit, sqliteRows } from './sqliteLimit.ts';
import { workloadNames } from './workloads.ts';

const CALLERS = 50;

const memory: BenchPart = async (options, tell) => {
  const results: BenchResult[] = [];
  for (const name of workloadNames) {
    const ours = await coreInMemory(name, options.quick ? 2_000 : 20_000);
    const peers = (await options.peers?.memory?.(name, options.quick)) ?? [];
    const measured = await measure([ours, ...peers], options.rounds, tell);
    results.push({ figures: measured.figures, ratios: against(measured, ours, peers, timesLessCpu) });
  }
  return joined(results);
};

/** Ratios are named as what they compare with: `memory.W1.bpmn-engine`. */
function against(
  measured: Measured,
  ours: Contestant,
  others: readonly Contestant[],
  compare: typeof timesFaster,
): { [name: string]: Spread } {
  return Object.fromEntries(others.map(({ name }) => [name, compare(measured, ours.name, name)]));
}

const durable: BenchPart = async (options, tell) => {
  const cauce = await openBench(join(options.folder, 'durable.db'), [...workloadNames, 'serviceTask']);
  try {
    const settings = await sqliteSettings(cauce);
    const results = [
      await againstDriver(cauce, options, tell),
      ...(await waits(cauce, options, tell)),
      await serviceTask(cauce, options, tell),
    ];
    for (const { figures } of results)
      for (const [name, figure] of Object.entries(figures))
        if (name.endsWith('.cauce') || name.includes('.driver')) Object.assign(figure, settings);
    return joined(results);
  } finally {
    await cauce.close();
  }
};

async function againstDriver(cauce: Cauce, options: BenchOptions, tell: Tell): Promise<BenchResult> {
  const count = options.quick ? 500 : 5_000;
  const [group, single] = [
    await openSqliteLimit(join(options.folder, 'group.db')),
    await openSqliteLimit(join(options.folder, 'single.db')),
  ];
  try {
    const written = await sqliteRows(cauce.engine.store);
    let last: Awaited<ReturnType<typeof written.take>> = new Map();
    const fresh = { take: async () => (last = await written.take()) };
    const ours = durableInstances(cauce, 'W1', {
      count,
      callers: CALLERS,
      label: 'durable.W1.cauce',
      warmUp: 1_000,
    });
    const limits = [
      driverLimit(fresh, group, { name: 'durable.W1.driver', count, perCommit: CALLERS }),
      driverLimit({ take: async () => last }, single, {
        name: 'durable.W1.driver-one-by-one',
        count: Math.ceil(count / 10),
        perCommit: 1,
      }),
    ];
    const peers = (await options.peers?.durable?.('W1', options)) ?? [];
    const measured = await measure([ours, ...limits, ...peers], options.rounds, tell, options.quick ? 2 : 5);
    const cpu = against(measured, ours, limits.slice(0, 1), timesLessCpu);
    return {
      figures: measured.figures,
      ratios: {
        ...against(measured, ours, [...limits, ...peers], timesFaster),
        ...Object.fromEntries(Object.entries(cpu).map(([name, times]) => [`${name}.cpu`, times])),
      },
    };
  } finally {
    await group.close();
    await single.close();
  }
}

async function waits(cauce: Cauce, options: BenchOptions, tell: Tell): Promise<BenchResult[]> {
  const results: BenchResult[] = [];
  for (const name of ['W4', 'W5'] as const) {
    const count = options.quick ? 100 : 2_000;
    const ours = durableInstances(cauce, name, { count, callers: CALLERS, label: `durable.${name}.cauce` });
    const peers = (await options.peers?.durable?.(name, options)) ?? [];
    const measured = await measure([ours, ...peers], options.rounds, tell);
    results.push({ figures: measured.figures, ratios: against(measured, ours, peers, timesFaster) });
  }
  return results;
}

/** Instances a second that Camunda published for three brokers of version 8.7, one service task, full history. */
const PUBLISHED = 246;

async function serviceTask(cauce: Cauce, options: BenchOptions, tell: Tell): Promise<BenchResult> {
  const label = 'durable.serviceTask.cauce';
  const ours = serviceTasks(cauce, { count: options.quick ? 200 : 4_000, callers: CALLERS, label });
  const { figures, rounds } = await measure([ours], options.rounds, tell);
  const rates = (rounds[label] ?? []).map(({ perSecond }) => perSecond / PUBLISHED).sort((a, b) => a - b);
  const at = (index: number) => rates[index] ?? Number.NaN;
  const times = { median: at(rates.length >> 1), min: at(0), max: at(rates.length - 1) };
  return { figures, ratios: { 'durable.serviceTask.published-246': times } };
}

async function sqliteSettings({ engine: { store } }: Cauce): Promise<{ [name: string]: unknown }> {
  const names = ['journal_mode', 'synchronous', 'wal_autocheckpoint', 'page_size'];
  const entries = await store.write(async (db) => {
    const found: [string, unknown][] = [];
    for (const name of names) {
      const [row] = (await db.raw(`PRAGMA ${name}`)) as { [column: string]: unknown }[];
      found.push([name, Object.values(row ?? {})[0]]);
    }
    return found;
  });
  const { synchronous, ...rest } = Object.fromEntries(entries);
  return { ...rest, synchronous: ['OFF', 'NORMAL', 'FULL', 'EXTRA'][Number(synchronous)] };
}

const overHttp: BenchPart = async ({ folder, quick, rounds }, tell) => {
  const options = {
    database: join(folder, 'http.db'),
    clients: CALLERS,
    requests: quick ? 500 : 8_000,
    rounds,
  };
  const measured = await http(options, tell);
  const [ours, express] = ['http.task.cauce', 'http.task.express'];
  return {
    figures: measured.figures,
    ratios: {
      [express]: timesFaster(measured, ours, express),
      [`${express}.cpu`]: timesLessCpu(measured, ours, express),
      'http.task.p99-over-p50': measured.p99OverP50,
    },
  };
};

export const parts = { memory, durable, http: overHttp, postgres } satisfies { [name: string]: BenchPart };
