// The product on an SQLite file in a process of its own, beside the driver's limit, other engines and a published figure.
import { join } from 'node:path';
import { openStore } from '../store/openStore.ts';
import { against } from './against.ts';
import { type Child, launch } from './children.ts';
import { driverLimit, type Prepared, type RawDatabase } from './driverLimit.ts';
import { type Contestant, measure, spread, type Tell, timesFaster, timesLessCpu } from './measure.ts';
import { type BenchOptions, type BenchPart, type BenchResult, joined } from './part.ts';
import { openSqliteLimit, sqliteRows } from './sqliteLimit.ts';
import type { WorkloadName } from './workloads.ts';

const CALLERS = 50;
/** Where nothing is said of how many: as many as keep both the processor and the disk busy. The peers have as many. */
const MANY_CALLERS = 400;
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
  { count, callers, warmUp = Math.max(count, WARM_UP) }: { count: number; callers: number; warmUp?: number },
): Contestant {
  return {
    name: `durable.${workload}.cauce`,
    unit: 'instance',
    count,
    warmUp,
    settings: { callers, ...(workload === 'serviceTask' && { workers: 2, payloadBytes: 500 }) },
    cpu: () => node.ask<number>({ cpu: true }),
    async run(wanted) {
      await node.ask({ workload, count: wanted, callers });
    },
  };
}

async function againstDriver(
  node: Child,
  database: string,
  options: BenchOptions,
  tell: Tell,
): Promise<BenchResult> {
  const count = options.quick ? 1_000 : 12_000;
  const store = await openStore({ filename: database, readOnly: true });
  const [group, single] = [
    await openSqliteLimit(join(options.folder, 'group.db')),
    await openSqliteLimit(join(options.folder, 'single.db')),
  ];
  try {
    const written = await sqliteRows(store);
    let last: Awaited<ReturnType<typeof written.take>> = new Map();
    const fresh = { take: async () => (last = await written.take()) };
    const ours = instances(node, 'W1', { count, callers: CALLERS });
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
    const counts = options.quick ? { count: 800, warmUp: 1_600 } : { count: 8_000 };
    const ours = instances(node, name, { ...counts, callers: MANY_CALLERS });
    const raw = await openSqliteLimit(join(options.folder, `${name}.db`));
    try {
      const others = [
        sameStatements(node, name, raw, options),
        ...((await options.peers?.durable?.(name, options)) ?? []),
      ];
      const measured = await measure([ours, ...others], options.rounds, tell);
      results.push({ figures: measured.figures, ratios: against(measured, ours, others, timesFaster) });
    } finally {
      await raw.close();
    }
  }
  return results;
}

/** The statements of each commit of the product, in the same groups, run again by the driver without the product. */
function sameStatements(
  node: Child,
  workload: WorkloadName | 'serviceTask',
  raw: RawDatabase,
  { quick }: BenchOptions,
): Contestant {
  let commits: Prepared[][] = [];
  return {
    name: `durable.${workload}.driver`,
    unit: 'instance',
    count: quick ? 400 : 2_000,
    async prepare(count) {
      commits = await node.ask({ workload, count, callers: MANY_CALLERS, record: true });
    },
    run: () => raw.write(commits),
  };
}

/** Instances a second that Camunda published for three brokers of version 8.7, one service task, full history. */
const PUBLISHED = 246;

async function serviceTask(node: Child, options: BenchOptions, tell: Tell): Promise<BenchResult> {
  const counts = options.quick ? { count: 1_600, warmUp: 2_000 } : { count: 12_000 };
  const ours = instances(node, 'serviceTask', { ...counts, callers: MANY_CALLERS });
  const raw = await openSqliteLimit(join(options.folder, 'serviceTask.db'));
  try {
    const driver = sameStatements(node, 'serviceTask', raw, options);
    const measured = await measure([ours, driver], options.rounds, tell);
    const published = spread(
      (measured.rounds[ours.name] ?? []).map(({ perSecond }) => perSecond / PUBLISHED),
    );
    return {
      figures: measured.figures,
      ratios: {
        'durable.serviceTask.published-246': published,
        ...against(measured, ours, [driver], timesFaster),
      },
    };
  } finally {
    await raw.close();
  }
}
