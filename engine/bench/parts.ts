// The parts of the benchmark that need nothing but this package; other engines may be measured in the same rounds.
import { join } from 'node:path';
import { against } from './against.ts';
import { http } from './http.ts';
import { measure, timesFaster, timesLessCpu } from './measure.ts';
import { coreInMemory } from './memory.ts';
import { onSqlite } from './onSqlite.ts';
import { type BenchPart, type BenchResult, joined } from './part.ts';
import { postgres } from './postgres.ts';
import { workloadNames } from './workloads.ts';

const CALLERS = 50;

const memory: BenchPart = async (options, tell) => {
  const results: BenchResult[] = [];
  for (const name of workloadNames) {
    const ours = await coreInMemory(name, options.quick ? 2_000 : 20_000);
    const peers = (await options.peers?.memory?.(name, options.quick)) ?? [];
    const measured = await measure([ours, ...peers], options.rounds, tell);
    results.push({ figures: measured.figures, ratios: against(measured, ours, peers, timesLessCpu) });
  }
  return joined(results);
};

const overHttp: BenchPart = async ({ folder, quick, rounds }, tell) => {
  const options = {
    database: join(folder, 'http.db'),
    clients: CALLERS,
    requests: quick ? 500 : 8_000,
    rounds,
  };
  const measured = await http(options, tell);
  const [ours, express] = ['http.task.cauce', 'http.task.express'];
  return {
    figures: measured.figures,
    ratios: {
      [express]: timesFaster(measured, ours, express),
      [`${express}.cpu`]: timesLessCpu(measured, ours, express),
      'http.task.p99-over-p50': measured.p99OverP50,
    },
  };
};

export const parts = { memory, durable: onSqlite, http: overHttp, postgres } satisfies {
  [name: string]: BenchPart;
};
