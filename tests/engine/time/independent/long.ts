// `npm run due:twice [-- COUNT [SEED]]`: many more random terms over twenty years, with counts and differences.
import { compareTerms } from './compare.ts';

const [count = 1_000_000, seed = Date.now() % 1_000_000] = process.argv.slice(2).map(Number);
const CHUNK = 50_000;
const began = performance.now();
const compared: { [what: string]: number } = {};
const differences: string[] = [];
for (let done = 0; done < count; done += CHUNK) {
  const part = compareTerms(Math.min(CHUNK, count - done), seed + done);
  for (const [what, number] of Object.entries(part.compared)) compared[what] = (compared[what] ?? 0) + number;
  differences.push(...part.differences);
}
const seconds = ((performance.now() - began) / 1_000).toFixed(1);
const processor = (process.cpuUsage().user / 1_000_000).toFixed(1);
console.log(`${count} terms of 2020 to 2039, seed ${seed}: ${seconds} s, ${processor} s of processor time`);
for (const [what, number] of Object.entries(compared)) console.log(`  ${what.padEnd(24)} ${number}`);
console.log(`differences: ${differences.length}`);
for (const difference of differences.slice(0, 20)) console.log(`  ${difference}`);
process.exitCode = differences.length === 0 ? 0 : 1;
