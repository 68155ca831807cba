// The product on an SQLite file in a process of its own, beside the driver's limit, other engines and a published figure.
import { join } from 'node:path';
import { openStore } from '../store/openStore.ts';
import { against } from './against.ts';
import { type Child, launch } from './children.ts';
import { driverLimit } from './driverLimit.ts';
import { type Contestant, measure, type Tell, timesFaster, timesLessCpu } from './measure.ts';
import { type BenchOptions, type BenchPart, type BenchResult, joined } from './part.ts';
import { openSqliteLimit, sqliteRows } from './sqliteLimit.ts';
import type { WorkloadName } from './workloads.ts';

const CALLERS = 50;
/** Instances until the compiler of the JavaScript engine is at its best. */
const WARM_UP = 3_000;

export const onSqlite: BenchPart = async (options, tell) => {
  const database = join(options.folder, 'durable.db');
  const node = launch('benchNode', [database]);
  try {
    const settings = await node.ask<{ [name: string]: unknown }>({ settings: true });
    const results = [
      await againstDriver(node, database, options, tell),
      ...(await waits(node, options, tell)),
      await serviceTask(node, options, tell),
    ];
    for (const { figures } of results)
      for (const [name, figure] of Object.entries(figures))
        if (name.endsWith('.cauce') || name.includes('.driver')) Object.assign(figure, settings);
    return joined(results);
  } finally {
    await node.stop();
  }
};

function instances(
  node: Child,
  workload: WorkloadName | 'serviceTask',
  { count, warmUp = Math.max(count, WARM_UP) }: { count: number; warmUp?: number },
): Contestant {
  return {
    name: `durable.${workload}.cauce`,
    unit: 'instance',
    count,
    warmUp,
    settings: { callers: CALLERS, ...(workload === 'serviceTask' && { workers: 2, payloadBytes: 500 }) },
    cpu: () => node.ask<number>({ cpu: true }),
    async run(wanted) {
      await node.ask({ workload, count: wanted, callers: CALLERS });
    },
  };
}

async function againstDriver(
  node: Child,
  database: string,
  options: BenchOptions,
  tell: Tell,
): Promise<BenchResult> {
  const count = options.quick ? 1_000 : 5_000;
  const store = await openStore({ filename: database, readOnly: true });
  const [group, single] = [
    await openSqliteLimit(join(options.folder, 'group.db')),
    await openSqliteLimit(join(options.folder, 'single.db')),
  ];
  try {
    const written = await sqliteRows(store);
    let last: Awaited<ReturnType<typeof written.take>> = new Map();
    const fresh = { take: async () => (last = await written.take()) };
    const ours = instances(node, 'W1', { count });
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
    await store.close();
  }
}

async function waits(node: Child, options: BenchOptions, tell: Tell): Promise<BenchResult[]> {
  const results: BenchResult[] = [];
  for (const name of ['W4', 'W5'] as const) {
    const ours = instances(node, name, options.quick ? { count: 300, warmUp: 1_000 } : { count: 2_000 });
    const peers = (await options.peers?.durable?.(name, options)) ?? [];
    const measured = await measure([ours, ...peers], options.rounds, tell);
    results.push({ figures: measured.figures, ratios: against(measured, ours, peers, timesFaster) });
  }
  return results;
}

/** Instances a second that Camunda published for three brokers of version 8.7, one service task, full history. */
const PUBLISHED = 246;

async function serviceTask(node: Child, options: BenchOptions, tell: Tell): Promise<BenchResult> {
  const ours = instances(
    node,
    'serviceTask',
    options.quick ? { count: 600, warmUp: 1_500 } : { count: 4_000 },
  );
  const { figures, rounds } = await measure([ours], options.rounds, tell);
  const rates = (rounds[ours.name] ?? []).map(({ perSecond }) => perSecond / PUBLISHED).sort((a, b) => a - b);
  const at = (index: number) => rates[index] ?? Number.NaN;
  const times = { median: at(rates.length >> 1), min: at(0), max: at(rates.length - 1) };
  return { figures, ratios: { 'durable.serviceTask.published-246': times } };
}
