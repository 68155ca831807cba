// Runs one measure of size from the sources and prints its result as JSON: `NAME OPTIONS`, options as JSON.
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { BenchOptions, BenchPart } from '../../../engine/bench/part.ts';

const [name = '', json = '{}'] = process.argv.slice(2);
const options = JSON.parse(json) as BenchOptions;
const { [name]: part } = (await import(`./${name}.ts`)) as { [name: string]: BenchPart };
if (!part) throw new Error(`Expected a measure of size, but there is no ${name}`);
const tell = (progress: unknown) => void process.stderr.write(`… ${JSON.stringify(progress)}\n`);
const folder = await mkdtemp(join(options.folder, `${name}-`));
try {
  const result = await part({ ...options, folder }, tell);
  process.stdout.write(JSON.stringify(result));
} finally {
  await rm(folder, { recursive: true, force: true });
}
process.exit(0);
