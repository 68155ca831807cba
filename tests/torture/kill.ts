// `kill`: the real server killed with SIGKILL at random under load, in several places at once.
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { bundle } from './bundle.ts';
import { killCycles } from './killCycles.ts';
import type { Torture, TortureReport } from './torture.ts';

const BUNDLED_FROM = 20;
const cli = fileURLToPath(new URL('../../engine/cli/cauce.ts', import.meta.url));

export const torture: Torture = {
  summary: 'kill -9 of the server at random under load; what a client was answered is there exactly once',
  // `minutes`: begins no new round after so many; 0: none too many.
  options: { cycles: 2_000, lanes: 2, round: 50, clients: 8, minutes: 0 },
  async run({ cycles = 0, lanes = 1, round = 50, clients = 8, minutes = 0 }, progress) {
    // Making one file of the program pays where it starts often.
    const program = cycles > BUNDLED_FROM ? await bundle(cli) : undefined;
    const started = performance.now();
    let left = cycles;
    let done = 0;
    const reports: TortureReport[] = [];
    const lane = async () => {
      while (left > 0 && !(minutes > 0 && performance.now() - started > minutes * 60_000)) {
        const mine = Math.min(round, left);
        left -= mine;
        reports.push(
          await killCycles({ cycles: mine, clients, life: [0, 500], ...(program && { program }) }),
        );
        done += mine;
        progress(`${done} of ${cycles} kills`);
      }
    };
    try {
      await Promise.all(Array.from({ length: lanes }, lane));
    } finally {
      if (program) await rm(program);
    }
    return sum(reports);
  },
};

function sum(reports: TortureReport[]): TortureReport {
  const figures: { [name: string]: number } = {};
  for (const report of reports)
    for (const [name, value] of Object.entries(report.figures))
      figures[name] = (figures[name] ?? 0) + Number(value);
  const { lost, doubled, wrong } = {
    lost: reports.flatMap((report) => report.lost),
    doubled: reports.flatMap((report) => report.doubled),
    wrong: reports.flatMap((report) => report.wrong),
  };
  return { figures, lost, doubled, wrong };
}
