// 100,000 timers of sleeping instances that fall due within one minute: how late each fires; none may be early or lost.
import { join } from 'node:path';
import { spread } from '../../../engine/bench/measure.ts';
import type { BenchPart, BenchResult } from '../../../engine/bench/part.ts';
import { createDurableRuntime } from '../../../engine/runtime/durableRuntime.ts';
import { openStore } from '../../../engine/store/openStore.ts';
import { cloneInstance } from '../../harness/clonedInstances.ts';
import { oneTimer } from './drawings.ts';

const principal = { username: 'bench', kind: 'service' as const, groups: [], roles: ['service' as const] };
const MINUTE = 60_000;
const PATIENCE = 10 * MINUTE;

/** Distance between two keys of instances. */
const APART = 2 ** 20;

export const timers: BenchPart = async ({ folder, quick, postgres }) => {
  const results: BenchResult = { ratios: {}, figures: {} };
  // A tenth of a minute holds a tenth of the timers: the rate is the same.
  const runs = quick
    ? [{ count: 1_000, within: 6_000 }]
    : [1_000, 10_000, 100_000].map((count) => ({ count, within: MINUTE }));
  for (const { count, within } of runs) {
    const database = postgres ?? join(folder, `timers${count}.db`);
    const { lateness, cpuMs, seconds } = await fireAll(database, count, within);
    const at = (share: number) => lateness[Math.min(count - 1, Math.floor(count * share))] ?? Number.NaN;
    const one = (value: number) => ({ median: value, min: value, max: value });
    results.figures[`scale.timers.${count}`] = {
      unit: 'timer',
      perSecond: one(count / seconds),
      cpuMs: one(cpuMs / count),
      rounds: 1,
      units: count,
      'late ms': spread(lateness),
      'p99 late ms': at(0.99),
      early: lateness.filter((ms) => ms < 0).length,
      fired: lateness.length,
    };
  }
  return results;
};

async function fireAll(filename: string, count: number, within: number) {
  const store = await openStore({ filename });
  const failed = (error: unknown) => {
    throw error;
  };
  let shift = 0;
  const now = () => Date.now() + shift;
  const engine = createDurableRuntime({ store, connectors: new Set(), checkForm: () => [], failed, now });
  await engine.deploy([{ name: 'timer.bpmn', content: Buffer.from(oneTimer()) }], principal);
  const outcome = await engine.start({ processId: 'timer', variables: { number: 'A-1' }, principal });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  const template = outcome.instanceKey;
  const { due_at: first } = await store.reader('cauce_timers').first('due_at');
  const dueOf = (n: number) => first + Math.floor((n * within) / count);
  await cloneInstance(store, {
    template,
    count: count - 1,
    cells: { cauce_timers: { due_at: `due_at + (n * ${within}) / ${count}` } },
    payload: (text, n) => text.replaceAll(`"dueAt":${first}`, `"dueAt":${dueOf(n)}`),
  });
  // A second before the first falls due; from here on the clock is the machine's.
  shift = first - 1_000 - Date.now();
  const lateness: number[] = [];
  const fired = new Set<number>();
  const all = new Promise<void>((resolve, reject) => {
    setTimeout(() => reject(new Error(`Only ${fired.size} of ${count} timers fired`)), PATIENCE).unref();
    engine.onCommitted((batches) => {
      for (const { instanceKey, events } of batches) {
        if (!events.some(({ type }) => type === 'subscriptionTriggered')) continue;
        if (fired.has(instanceKey)) return reject(new Error(`The timer of ${instanceKey} fired twice`));
        fired.add(instanceKey);
        lateness.push(now() - dueOf((instanceKey - template) / APART));
      }
      if (fired.size === count) resolve();
    });
  });
  const [began, cpu] = [performance.now(), process.cpuUsage()];
  await engine.recover();
  await all;
  const { user, system } = process.cpuUsage(cpu);
  await engine.close();
  await store.close();
  const seconds = (performance.now() - began) / 1000;
  return { lateness: lateness.sort((a, b) => a - b), cpuMs: (user + system) / 1000, seconds };
}
