// `npm run torture -- loop`: models that never end or that are too wide, beside the work of others: theirs goes on as fast,
// and an incident names the element that did it.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Cauce, createCauce } from '../../engine/index.ts';
import { type Besides, besides, calm, deployAll, worker } from './besides.ts';
import { culprits } from './culprits.ts';
import type { Torture, TortureReport } from './torture.ts';

export const torture: Torture = {
  summary: 'models that loop, spin, call themselves, or are 20,000 wide, beside the work of others',
  options: { seconds: 10, wide: 20_000, walkers: 8 },
  async run({ seconds = 10, wide = 20_000, walkers = 8 }, progress): Promise<TortureReport> {
    const folder = await mkdtemp(join(tmpdir(), 'cauce-loop-'));
    const wrong: string[] = [];
    const cauce = await createCauce({
      database: join(folder, 'cauce.db'),
      log: (entry) => void wrong.push(`logged: ${String(entry)}`),
    });
    try {
      await deployAll(cauce, [calm, ...culprits.map(({ drawing }) => drawing)]);
      const pace = { ms: seconds * 1000, walkers, pause: 20 };
      await besides(cauce, { ...pace, ms: 2_000 });
      const figures: TortureReport['figures'] = {};
      for (const { id, culprit } of culprits) {
        // Normal is measured anew each time: the database grows, and other programs come and go.
        const normal = await besides(cauce, pace);
        const beside = await besides(cauce, pace, () => runCulprit(cauce, id, wide));
        figures[id] = shown(normal, beside);
        progress(`${id}: ${figures[id]}`);
        if (beside.p99 > 2 * normal.p99) wrong.push(`${id}: ${figures[id]}`);
        if (culprit !== undefined) wrong.push(...(await named(cauce, id, culprit)));
      }
      return { figures, lost: [], doubled: [], wrong };
    } finally {
      await cauce.close();
      await rm(folder, { recursive: true });
    }
  },
};

async function runCulprit({ engine }: Cauce, id: string, wide: number): Promise<void> {
  const items = Array.from({ length: wide }, (_, at) => at);
  await engine.start({ processId: id, variables: { items }, principal: worker });
  await engine.settle(120_000);
}

function shown(normal: Besides, beside: Besides): string {
  const of = ({ p50, p99, longestBlock }: Besides) =>
    `p50 ${p50.toFixed(1)} p99 ${p99.toFixed(1)} block ${longestBlock.toFixed(0)} ms`;
  return `normal ${of(normal)}; beside ${of(beside)}; ${(beside.p99 / normal.p99).toFixed(2)} times`;
}

/** That somebody can see which element it was. */
async function named({ engine }: Cauce, processId: string, culprit: string): Promise<string[]> {
  const rows = (await engine.store
    .reader('cauce_incidents')
    .where({ process_id: processId, element_id: culprit })
    .select('key')) as unknown[];
  return rows.length > 0 ? [] : [`${processId}: no incident names ${culprit}`];
}
