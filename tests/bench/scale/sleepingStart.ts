// One start on a database full of sleeping instances, in a process of its own: `FILE TASK` completes that task, prints JSON.
import { createCauce } from '../../../engine/index.ts';
import { openStore } from '../../../engine/store/openStore.ts';

const [database = '', task = ''] = process.argv.slice(2);
const principal = { username: 'bench', kind: 'service' as const, groups: [], roles: ['service'] };

/** What reading every row of the sleeping instances takes, and nothing else. */
async function plainRead(): Promise<{ plainMs: number; plainCpuMs: number }> {
  const store = await openStore({ filename: database, readOnly: true });
  const [began, before] = [performance.now(), process.cpuUsage()];
  const instances = await store.reader('cauce_process_instances').where('state', 'ACTIVE');
  const journal = await store.reader('cauce_journal').where('stream', '>', 'instance:');
  const plainMs = performance.now() - began;
  const { user, system } = process.cpuUsage(before);
  if (journal.length < instances.length) throw new Error(`Expected a batch of each of ${instances.length}`);
  await store.close();
  return { plainMs, plainCpuMs: (user + system) / 1000 };
}

async function settledMemory(): Promise<number> {
  for (let times = 0; times < 4; times++) {
    globalThis.gc?.();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

const plain = await plainRead();
const cpu = process.cpuUsage();
const began = performance.now();
const cauce = await createCauce({ database, log: (error) => console.error(error) });
const openedMs = performance.now() - began;
const outcome = await cauce.engine.completeUserTask(Number(task), { done: true }, { principal });
const startMs = performance.now() - began;
const { user, system } = process.cpuUsage(cpu);
if (!outcome.ok) throw new Error(JSON.stringify(outcome));
const memory = await settledMemory();
console.log(JSON.stringify({ ...plain, openedMs, startMs, startCpuMs: (user + system) / 1000, memory }));
await cauce.close();
