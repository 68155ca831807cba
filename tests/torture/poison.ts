// `npm run torture -- poison`: jobs that always fail, and answers that make an incident, beside the work of others.
import { badWork } from './badWork.ts';
import type { Torture } from './torture.ts';

export const torture: Torture = {
  summary: 'connectors that always throw, answers that cannot be taken or that make an incident',
  options: { seconds: 10, jobs: 200, walkers: 8 },
  async run({ seconds = 10, jobs = 200, walkers = 8 }) {
    const { normal, beside, wrong, ...report } = await badWork(['throws', 'refused', 'unfit'], {
      seconds,
      jobs,
      walkers,
    });
    if (beside.p99 > 2 * normal.p99) wrong.push(`p99 ${beside.p99} ms beside it, ${normal.p99} ms without`);
    return { ...report, wrong };
  },
};
