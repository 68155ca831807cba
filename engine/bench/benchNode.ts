// A node of the product in a process of its own, on a database that it may share with others.
import type { OpenStore } from '../store/openStore.ts';
import { answering } from './children.ts';
import type { Prepared } from './driverLimit.ts';
import { durableInstances, openBench, serviceTasks } from './durable.ts';
import type { WorkloadName } from './workloads.ts';

interface Message {
  /** Asks for what the database promises, instead of work. */
  settings?: boolean;
  workload?: WorkloadName | 'serviceTask';
  count: number;
  callers: number;
  /** Gives the statements of each commit. */
  record?: boolean;
}

const [database = ''] = process.argv.slice(2);
const cauce = await openBench(database, ['W1', 'W4', 'W5', 'serviceTask'], process.env.CAUCE_MASTER_KEY);
let commits: Prepared[][] | undefined;
recordCommits();

answering(
  async ({ settings, workload = 'W1', count, callers, record }: Message) => {
    if (settings) return sqliteSettings();
    commits = record ? [] : undefined;
    const options = { count, callers, label: 'node' };
    if (workload === 'serviceTask') await serviceTasks(cauce, options).run(count);
    else await durableInstances(cauce, workload, options).run(count);
    return commits ?? {};
  },
  () => cauce.close(),
);

/** What is written besides groups of instances is not recorded: these workloads have nothing else. */
function recordCommits(): void {
  const store = cauce.engine.store as OpenStore;
  const { writeReady } = store;
  const recording: Pick<OpenStore, 'writeReady'> = {
    writeReady: (claims, ready) =>
      writeReady(claims, async (view) => {
        const statements = await ready(view);
        if (statements)
          commits?.push(statements.map(({ sql, bindings }) => ({ sql, parameters: [...bindings] })));
        return statements;
      }),
  };
  Object.assign(store, recording);
}

/** As the connection that writes has them. */
async function sqliteSettings(): Promise<{ [name: string]: unknown }> {
  const names = ['journal_mode', 'synchronous', 'wal_autocheckpoint', 'page_size'];
  const entries = await cauce.engine.store.write(async (db) => {
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
