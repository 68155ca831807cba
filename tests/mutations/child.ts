// The process in which mutants run: one that crashes or hangs is the only one lost.
import { openJudge } from './judge.ts';
import { mutantOf } from './mutant.ts';
import { readSeeds } from './seeds.ts';

const seeds = readSeeds();
const judge = await openJudge();

process.on('message', async ({ number, seed }: { number: number; seed: number }) => {
  const mutant = mutantOf(number, seed, seeds);
  const verdict = await judge.judge(mutant, number % 10 === 0);
  globalThis.gc?.();
  const largest = process.resourceUsage().maxRSS / 1024;
  process.send?.({ verdict, largest, now: process.memoryUsage().rss / 1_048_576 });
});
process.on('disconnect', async () => {
  await judge.close();
  process.exit(0);
});
process.send?.({ ready: true });
