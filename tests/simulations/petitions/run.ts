// `npm run petitions [-- COUNT [SEED]]`: ten years of petitions through the shipped process, with every due date compared.
import { fileURLToPath } from 'node:url';
import { readDrawing } from './drawing.ts';
import { simulate } from './simulate.ts';

const [count = 100_000, seed = 20_240_101] = process.argv.slice(2).map(Number);
const drawing = await readDrawing(
  fileURLToPath(new URL('../../../processes/pqrs/to-be.bpmn', import.meta.url)),
);
const began = performance.now();
const seconds = () => ((performance.now() - began) / 1_000).toFixed(1);
const asked = { count, years: 10, firstDay: '2024-01-01', seed };
const { mismatches, ...figures } = simulate(drawing, asked, (done) => {
  if (done % 10_000 === 0) console.error(`… ${done} petitions, ${seconds()} s`);
});
const processor = (process.cpuUsage().user / 1_000_000).toFixed(1);
console.log(
  `Petitions of ten years from 2024-01-01, seed ${seed}: ${seconds()} s, ${processor} s of processor time`,
);
for (const [name, figure] of Object.entries(figures)) console.log(`  ${name.padEnd(12)} ${figure}`);
console.log(`  mismatches   ${mismatches.length}`);
for (const mismatch of mismatches.slice(0, 10)) console.log(`  ${mismatch}`);
process.exitCode = mismatches.length === 0 ? 0 : 1;
