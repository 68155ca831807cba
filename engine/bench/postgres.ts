// The product on PostgreSQL: one node beside the driver's limit, and two nodes on one database beside one.
import { type Child, launch } from './children.ts';
import { driverLimit } from './driverLimit.ts';
import { openBench } from './durable.ts';
import { type Contestant, measure, timesFaster, timesLessCpu } from './measure.ts';
import type { BenchPart } from './part.ts';
import { benchDatabases, benchMasterKey, openPostgresLimit, postgresRows } from './postgresLimit.ts';

const CALLERS = 50;
/** Instances until the compiler of the JavaScript engine is at its best, shared among the nodes. */
const WARM_UP = 2_000;

export const postgres: BenchPart = async ({ postgres: url, quick, rounds }, tell) => {
  if (url === undefined) return { ratios: {}, figures: {} };
  const databases = await benchDatabases(url);
  try {
    const database = await databases.create();
    const reading = await openBench(database, ['W1'], benchMasterKey);
    const limit = await openPostgresLimit(await databases.create());
    const nodes = [1, 2].map(() => launch('benchNode', [database], { CAUCE_MASTER_KEY: benchMasterKey }));
    try {
      // Each deploys the drawings as it starts, which is no row of an instance.
      await Promise.all(nodes.map((node) => node.ask({ cpu: true })));
      const written = await postgresRows(reading.engine.store);
      const count = quick ? 500 : 5_000;
      const contestants = [
        instances('postgres.W1.cauce', nodes.slice(0, 1), count),
        driverLimit(written, limit, { name: 'postgres.W1.driver', count, perCommit: CALLERS }),
        instances('postgres.W1.two-nodes', nodes, count, () => written.take()),
      ];
      const measured = await measure(contestants, rounds, tell, quick ? 2 : 5);
      for (const figure of Object.values(measured.figures)) Object.assign(figure, databases.settings);
      const [one, driver, two] = [
        'postgres.W1.cauce',
        'postgres.W1.driver',
        'postgres.W1.two-nodes',
      ] as const;
      return {
        figures: measured.figures,
        ratios: {
          [driver]: timesFaster(measured, one, driver),
          [`${driver}.cpu`]: timesLessCpu(measured, one, driver),
          [two]: timesFaster(measured, two, one),
        },
      };
    } finally {
      await Promise.all(nodes.map((node) => node.stop()));
      await limit.close();
      await reading.close();
    }
  } finally {
    await databases.close();
  }
};

/** So many callers in all, shared among the nodes. A refused or failed call fails the run: clients see no lock errors. */
function instances(
  name: string,
  nodes: readonly Child[],
  count: number,
  after?: () => Promise<unknown>,
): Contestant {
  const callers = CALLERS / nodes.length;
  return {
    name,
    unit: 'instance',
    count,
    warmUp: WARM_UP,
    settings: { nodes: nodes.length, callers: CALLERS },
    async cpu() {
      const all = await Promise.all(nodes.map((node) => node.ask<number>({ cpu: true })));
      return all.reduce((sum, each) => sum + each, 0);
    },
    async run(wanted) {
      const share = Math.ceil(wanted / nodes.length);
      await Promise.all(nodes.map((node) => node.ask({ count: share, callers })));
    },
    ...(after && { after: async () => void (await after()) }),
  };
}
