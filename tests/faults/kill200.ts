// `npm run faults [-- CYCLES]`: the long form of the kill test, with its figures.
import { killCycles } from './killCycles.ts';

const cycles = Number(process.argv[2] ?? 200);
const started = Date.now();
const report = await killCycles({
  cycles,
  concurrent: 20,
  life: [200, 1_200],
  progress: (cycle) => cycle % 20 === 0 && console.error(`${cycle} of ${cycles}`),
});
console.log(JSON.stringify({ ...report, seconds: Math.round((Date.now() - started) / 1000) }, null, 2));
const clean = report.lost.length + report.doubled.length + report.refused.length + report.unclean === 0;
process.exit(clean ? 0 : 1);
