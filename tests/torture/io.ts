// `io`: the disk fails, or the process is killed, at the Nth write and the Nth sync of everyday scenarios, for every N.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from './bundle.ts';
import { type Clean, prepareScenario, runUnder } from './io/runScenario.ts';
import { type Scenario, scenarios } from './io/scenarios.ts';
import { type Fault, requireStrace } from './strace.ts';
import type { Torture, TortureReport } from './torture.ts';

const child = fileURLToPath(new URL('io/child.ts', import.meta.url));

export const torture: Torture = {
  summary: 'EIO and SIGKILL at the Nth write and sync of 20 scenarios on SQLite, every N',
  // `every`: only each so-manieth write (syncs are all tried); `first`, `last`: scenarios by their number.
  options: { first: 1, last: Object.keys(scenarios).length, every: 1, lanes: 2 },
  async run({ first = 1, last = 1, every = 1, lanes = 1 }, progress) {
    requireStrace();
    const program = await bundle(child);
    const report: TortureReport = { figures: {}, lost: [], doubled: [], wrong: [] };
    const total = { scenarios: 0, syncs: 0, writes: 0, faults: 0, notReached: 0, acknowledged: 0 };
    report.figures = total;
    try {
      for (const [name, scenario] of Object.entries<Scenario>(scenarios).slice(first - 1, last)) {
        const folder = await mkdtemp(join(tmpdir(), 'cauce-io-'));
        try {
          const clean = await prepareScenario({ program, folder, name, scenario });
          const faults = faultsOf(clean, every);
          total.scenarios += 1;
          total.syncs += countOf(clean, true);
          total.writes += countOf(clean, false);
          let next = 0;
          const lane = async () => {
            for (let fault = faults[next++]; fault; fault = faults[next++]) {
              const { reached, acknowledged } = await runUnder(clean, fault, report);
              total.faults += Number(reached);
              total.notReached += Number(!reached);
              total.acknowledged += acknowledged;
            }
          };
          await Promise.all(Array.from({ length: lanes }, lane));
          progress(`${name}: ${faults.length} faults`);
        } finally {
          await rm(folder, { recursive: true });
        }
      }
    } finally {
      await rm(program);
    }
    // A run differs a little from the one in which the calls were counted, no more.
    if (total.notReached * 4 > total.faults) report.wrong.push('Too few faults came to pass');
    return report;
  },
};

const isSync = (call: string) => call.endsWith('sync');

function countOf({ counts }: Clean, syncs: boolean): number {
  let count = 0;
  for (const [call, times] of counts) if (isSync(call) === syncs) count += times;
  return count;
}

function faultsOf({ counts }: Clean, every: number): Fault[] {
  return [...counts].flatMap(([call, times]) =>
    Array.from({ length: times }, (_, index) => index + 1)
      .filter((at) => isSync(call) || at % every === 0)
      .flatMap((at) => {
        const once: Fault[] = [
          { call, at, how: 'EIO' },
          { call, at, how: 'KILL' },
        ];
        return isSync(call) ? [...once, { call, at, how: 'EIO+' } as const] : once;
      }),
  );
}
