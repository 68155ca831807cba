// 100,000 instances that wait: what a start costs beside a plain read of their rows, and the memory that each takes.
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { spread } from '../../../engine/bench/measure.ts';
import type { BenchPart, BenchResult } from '../../../engine/bench/part.ts';
import { createDurableRuntime } from '../../../engine/runtime/durableRuntime.ts';
import { openStore } from '../../../engine/store/openStore.ts';
import { cloneInstance } from '../../harness/clonedInstances.ts';
import { waitingForAnswer } from './drawings.ts';

const principal = { username: 'bench', kind: 'service' as const, groups: [], roles: ['service'] };
const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));

interface Start {
  plainMs: number;
  plainCpuMs: number;
  openedMs: number;
  startMs: number;
  startCpuMs: number;
  memory: number;
}

export const sleeping: BenchPart = async ({ quick, rounds, folder }) => {
  const result: BenchResult = { ratios: {}, figures: {} };
  let smallest: { count: number; memory: number } | undefined;
  for (const count of quick ? [1_000, 10_000] : [1_000, 10_000, 100_000]) {
    const starts = await startsOn(folder, count, rounds);
    const memory = spread(starts.map((start) => start.memory)).median;
    smallest ??= { count, memory };
    const name = `scale.sleeping.${count}`;
    const figure = (ms: 'plainMs' | 'startMs', cpu: 'plainCpuMs' | 'startCpuMs') => ({
      perSecond: spread(starts.map((start) => 1000 / start[ms])),
      cpuMs: spread(starts.map((start) => start[cpu])),
      rounds,
      units: 1,
    });
    result.figures[`${name}.plainRead`] = { unit: 'read', ...figure('plainMs', 'plainCpuMs') };
    result.figures[`${name}.firstCommand`] = {
      unit: 'start',
      ...figure('startMs', 'startCpuMs'),
      'opened after ms': spread(starts.map(({ openedMs }) => openedMs)),
      'memory MB': memory / 2 ** 20,
      ...(count > smallest.count && {
        'bytes an instance': (memory - smallest.memory) / (count - smallest.count),
      }),
    };
    result.ratios[`${name}.start-over-read`] = spread(starts.map((one) => one.startMs / one.plainMs));
    result.ratios[`${name}.start-over-read.cpu`] = spread(
      starts.map((one) => one.startCpuMs / one.plainCpuMs),
    );
  }
  return result;
};

async function startsOn(within: string, count: number, rounds: number): Promise<Start[]> {
  const folder = await mkdtemp(join(within, 'sleeping-'));
  try {
    const database = join(folder, 'sleeping.db');
    const tasks = await fill(database, count, rounds);
    return tasks.map((task) => {
      const args = ['--expose-gc', '--import', path('../../typescriptSources.mjs'), path('sleepingStart.ts')];
      const printed = execFileSync(process.execPath, [...args, database, String(task)], { encoding: 'utf8' });
      return JSON.parse(printed) as Start;
    });
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Each waits for a person, a message and a timer of next month. Gives a task for each round. */
async function fill(filename: string, count: number, rounds: number): Promise<number[]> {
  const store = await openStore({ filename });
  const failed = (error: unknown) => {
    throw error;
  };
  const engine = createDurableRuntime({ store, connectors: new Set(), checkForm: () => [], failed });
  await engine.deploy([{ name: 'waiting.bpmn', content: Buffer.from(waitingForAnswer()) }], principal);
  const variables = { number: 'A-1', amount: 1200 };
  const outcome = await engine.start({ processId: 'waiting', variables, principal });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  await engine.close();
  await cloneInstance(store, { template: outcome.instanceKey, count: count - 1 });
  const rows = await store.reader('cauce_user_tasks').orderBy('key', 'desc').limit(rounds).select('key');
  await store.close();
  return rows.map(({ key }) => Number(key));
}
