// Runs parts of the benchmark one after another in a folder of their own, which goes with them.
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Tell } from './measure.ts';
import { type BenchOptions, type BenchPart, type BenchResult, joined } from './part.ts';

export async function runParts(
  parts: { readonly [name: string]: BenchPart },
  options: Omit<BenchOptions, 'folder'> & { within: string },
  tell: (part: string, text: string) => void,
): Promise<BenchResult> {
  const results: BenchResult[] = [];
  for (const [name, part] of Object.entries(parts)) {
    const folder = await mkdtemp(join(options.within, 'cauce-bench-'));
    const tellPart: Tell = (text) => tell(name, text);
    try {
      results.push(await part({ ...options, folder }, tellPart));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  return joined(results);
}
