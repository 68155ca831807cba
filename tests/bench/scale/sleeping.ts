// 100,000 instances that wait: what a start costs beside a plain read of their rows, and the memory that each takes.
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createDurableRuntime } from '../../../engine/runtime/durableRuntime.ts';
import { openStore } from '../../../engine/store/openStore.ts';
import { cloneInstance } from '../../harness/clonedInstances.ts';
import { waitingForAnswer } from './drawings.ts';
import { figure, median, type Result } from './result.ts';

const principal = { username: 'bench', kind: 'service' as const, groups: [], roles: ['service'] };
const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));

interface Start {
  plainMs: number;
  openedMs: number;
  startMs: number;
  startCpuMs: number;
  memory: number;
}

export async function sleeping({ counts = [1_000, 10_000, 100_000], rounds = 5 } = {}): Promise<Result> {
  const result: Result = { ratios: {}, figures: {} };
  let smallest: { count: number; memory: number } | undefined;
  for (const count of counts) {
    const starts = await startsOn(count, rounds);
    const memory = median(starts.map((start) => start.memory));
    smallest ??= { count, memory };
    const of = (name: keyof Start) => starts.map((start) => start[name]);
    result.figures[`scale.sleeping.${count}.plainRead`] = figure(of('plainMs'), 'ms');
    result.figures[`scale.sleeping.${count}.firstCommand`] = figure(of('startMs'), 'ms', {
      'CPU ms': Math.round(median(of('startCpuMs'))),
      'opened after ms': Math.round(median(of('openedMs'))),
      'memory MB': Math.round(memory / 2 ** 20),
    });
    result.ratios[`scale.sleeping.${count}.start`] = median(of('startMs')) / median(of('plainMs'));
    if (count > smallest.count)
      result.figures[`scale.sleeping.${count}.memory`] = figure(
        [(memory - smallest.memory) / (count - smallest.count)],
        'bytes an instance',
      );
  }
  return result;
}

async function startsOn(count: number, rounds: number): Promise<Start[]> {
  const folder = await mkdtemp(join(tmpdir(), 'cauce-bench-'));
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
