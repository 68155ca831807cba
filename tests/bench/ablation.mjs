// What the hash chain, the read models and the history cost: the same work by nodes that lack one of them, or all three.
import { rm } from 'node:fs/promises';
import { launch } from '../../dist/engine/bench/children.js';
import { measure, timesFaster, timesLessCpu } from '../../dist/engine/bench/measure.js';

const variants = {
  all: [],
  'without-hash': ['hash'],
  'without-projections': ['projections'],
  'without-history': ['history'],
  'without-all-three': ['hash', 'projections', 'history'],
};

export async function ablation({ folder, quick, rounds }, tell) {
  const register = new URL('ablation/register.mjs', import.meta.url).href;
  const nodes = Object.entries(variants).map(([name, without]) => ({
    name,
    without,
    child: launch('benchNode', [`${folder}/${name}.db`], { BENCH_WITHOUT: without.join() }, [
      '--import',
      register,
    ]),
  }));
  try {
    const figures = {};
    const ratios = {};
    for (const workload of ['W1', 'W4']) {
      const contestant = ({ name, child }) => ({
        name: `ablation.${workload}.${name}`,
        unit: 'instance',
        count: quick ? 400 : workload === 'W1' ? 4_000 : 1_000,
        settings: { callers: 50, synchronous: 'FULL' },
        cpu: () => child.ask({ cpu: true }),
        run: async (count) => void (await child.ask({ workload, count, callers: 50 })),
      });
      const measured = await measure(nodes.map(contestant), rounds, tell, 4);
      Object.assign(figures, measured.figures);
      // Of what it would do without: the part of its throughput that it keeps.
      for (const { name } of nodes.slice(1)) {
        const [ours, other] = [`ablation.${workload}.all`, `ablation.${workload}.${name}`];
        ratios[other] = timesFaster(measured, ours, other);
        ratios[`${other}.cpu`] = timesLessCpu(measured, ours, other);
      }
    }
    return { figures, ratios };
  } finally {
    await Promise.all(nodes.map(({ child }) => child.stop()));
    await rm(folder, { recursive: true, force: true });
  }
}
