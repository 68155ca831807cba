// Ten million events in the journal: what opening one case's history takes, and what a completed command costs.
import { join } from 'node:path';
import { type Contestant, measure } from '../../../engine/bench/measure.ts';
import type { BenchPart, BenchResult } from '../../../engine/bench/part.ts';
import { createDurableRuntime, type DurableRuntime } from '../../../engine/runtime/durableRuntime.ts';
import { type OpenStore, openStore } from '../../../engine/store/openStore.ts';
import { cloneInstance } from '../../harness/clonedInstances.ts';
import { threeTasks } from './drawings.ts';

const principal = { username: 'bench', kind: 'service' as const, groups: [], roles: ['service' as const] };
const APART = 2 ** 20;
/** Clones stand behind whatever is started meanwhile. */
const BEHIND = 1_000_000;

export const history: BenchPart = async ({ folder, quick, rounds, postgres }, tell) => {
  const store = await openStore({ filename: postgres ?? join(folder, 'history.db') });
  const failed = (error: unknown) => {
    throw error;
  };
  const engine = createDurableRuntime({ store, connectors: new Set(), checkForm: () => [], failed });
  const results: BenchResult = { ratios: {}, figures: {} };
  try {
    await engine.recover();
    await engine.deploy([{ name: 'three.bpmn', content: Buffer.from(threeTasks()) }], principal);
    const template = await runOne(engine);
    const batches = await store.readBatches(`instance:${template}`);
    const events = batches.reduce((sum, batch) => sum + batch.events.length, 0);
    let filled = 0;
    for (const size of quick ? [0, 10_000, 100_000] : [0, 100_000, 1_000_000, 10_000_000]) {
      const instances = Math.floor(size / events);
      await cloneInstance(store, { template, count: instances - filled, after: BEHIND + filled });
      filled = instances;
      const name = `scale.history.${size}`;
      const measured = await measure(contestants(name, store, engine, template, filled), rounds, tell);
      for (const figure of Object.values(measured.figures))
        Object.assign(figure, { events: size, batches: instances * batches.length });
      Object.assign(results.figures, measured.figures);
      const [first, last] = ['scale.history.0.completion', `${name}.completion`];
      if (size > 0) results.ratios[`${last}.over-empty.cpu`] = inverseOf(results, last, first);
    }
  } finally {
    await engine.close();
    await store.close();
  }
  return results;
};

function inverseOf({ figures }: BenchResult, name: string, than: string) {
  const [ours, other] = [figures[name]?.cpuMs, figures[than]?.cpuMs];
  const of = (a?: number, b?: number) => (a ?? Number.NaN) / (b ?? Number.NaN);
  return {
    median: of(ours?.median, other?.median),
    min: of(ours?.min, other?.max),
    max: of(ours?.max, other?.min),
  };
}

/** Three completions. */
async function runOne(engine: DurableRuntime): Promise<number> {
  const variables = { number: 'A-1', amount: 1200, channel: 'web' };
  let outcome = await engine.start({ processId: 'three', variables, principal });
  for (let task = 0; task < 3; task++) {
    const created = outcome.ok && outcome.events.find(({ type }) => type === 'userTaskCreated');
    if (!outcome.ok || !created || !('key' in created)) throw new Error(JSON.stringify(outcome));
    const command = {
      type: 'completeUserTask',
      userTask: { key: created.key },
      variables: { done: task },
    } as const;
    outcome = await engine.execute(outcome.instanceKey, [command], { principal });
  }
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  return outcome.instanceKey;
}

function contestants(
  name: string,
  store: OpenStore,
  engine: DurableRuntime,
  template: number,
  filled: number,
): Contestant[] {
  let next = 0;
  const opened = (): number =>
    template + (filled === 0 ? 0 : BEHIND + 1 + ((next++ * 7919) % filled)) * APART;
  return [
    {
      name: `${name}.completion`,
      unit: 'completed command',
      count: 600,
      async run(count) {
        let left = Math.ceil(count / 3);
        const callers = Array.from({ length: 50 }, async () => {
          while (left-- > 0) await runOne(engine);
        });
        await Promise.all(callers);
      },
    },
    {
      name: `${name}.opening`,
      unit: 'history',
      count: 50,
      async run(count) {
        for (let done = 0; done < count; done++) {
          const key = opened();
          const read = await engine.history(key);
          const elements = await store.search('element_instances', {
            where: [{ column: 'instance_key', op: 'eq', value: key }],
          });
          if (read.length === 0 || elements.rows.length === 0)
            throw new Error(`Expected a history of ${key}`);
        }
      },
    },
  ];
}
