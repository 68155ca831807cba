// Runs parts of the benchmark one after another in a folder of their own, which goes with them.
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Tell } from './measure.ts';
import { type BenchOptions, type BenchPart, type BenchResult, joined } from './part.ts';

export async function runParts(
  parts: { readonly [name: string]: BenchPart },
  options: Omit<BenchOptions, 'folder'> & { within: string },
  tell: Tell,
): Promise<BenchResult> {
  const results: BenchResult[] = [];
  for (const part of Object.values(parts)) {
    const folder = await mkdtemp(join(options.within, 'cauce-bench-'));
    try {
      results.push(await part({ ...options, folder }, tell));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  return joined(results);
}
