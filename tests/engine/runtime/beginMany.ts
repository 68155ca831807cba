// Many instances of one process.
import type { DurableRuntime } from '../../../engine/runtime/durableRuntime.ts';
import { begin } from './openRuntime.ts';

/** In groups, as clients would. */
export async function beginMany(engine: DurableRuntime, processId: string, many: number): Promise<number[]> {
  const keys: number[] = [];
  for (let from = 0; from < many; from += 250) {
    const group = Array.from({ length: Math.min(250, many - from) }, () => begin(engine, processId));
    keys.push(...(await Promise.all(group)));
  }
  return keys;
}
