// `npm run torture -- hang`: connectors that never answer, beside the work of others.
import { badWork } from './badWork.ts';
import type { Torture } from './torture.ts';

export const torture: Torture = {
  summary: 'connectors that never answer',
  // Runs that never come back fill their lane after sixteen: five jobs of three tries each.
  options: { seconds: 10, jobs: 5, walkers: 8 },
  async run({ seconds = 10, jobs = 5, walkers = 8 }) {
    const { normal, beside, wrong, ...report } = await badWork(['hangs'], { seconds, jobs, walkers });
    if (beside.p99 > 2 * normal.p99) wrong.push(`p99 ${beside.p99} ms beside it, ${normal.p99} ms without`);
    return { ...report, wrong };
  },
};
