// A node of the product in a process of its own, on a database that it may share with others.
import { answering } from './children.ts';
import { durableInstances, openBench } from './durable.ts';

const [database = ''] = process.argv.slice(2);
const cauce = await openBench(database, ['W1'], process.env.CAUCE_MASTER_KEY);

answering(
  async ({ count, callers }: { count: number; callers: number }) => {
    await durableInstances(cauce, 'W1', { count, callers, label: 'node' }).run(count);
  },
  () => cauce.close(),
);
