// A node of the product in a process of its own, on a database that it may share with others.
import { answering } from './children.ts';
import { durableInstances, openBench } from './durable.ts';

const [database = ''] = process.argv.slice(2);
const cauce = await openBench(database, ['W1', 'W4'], process.env.CAUCE_MASTER_KEY);

answering(
  async ({ workload = 'W1', count, callers }: { workload?: 'W1' | 'W4'; count: number; callers: number }) => {
    await durableInstances(cauce, workload, { count, callers, label: 'node' }).run(count);
  },
  () => cauce.close(),
);
