// Two nodes of one cluster in one process: two stores and two runtimes on one PostgreSQL database.
import { expect } from 'vitest';
import { verify } from '../../engine/audit/verify.ts';
import {
  expectMemoryEqualsDatabase,
  type Opened,
  type OpenOptions,
  openRuntime,
} from '../engine/runtime/openRuntime.ts';

export interface Nodes {
  a: Opened;
  b: Opened;
  both: [Opened, Opened];
}

/** By the real clock, as clusters are. */
export async function openNodes(options: OpenOptions = {}, other: OpenOptions = {}): Promise<Nodes> {
  const clock = {
    get now() {
      return Date.now();
    },
    set now(_: number) {
      throw new Error('Expected nobody to move the clock of a cluster');
    },
  };
  const a = await openRuntime({ clock, ...options });
  const b = await openRuntime({ clock, ...options, ...other, folder: a.folder });
  return { a, b, both: [a, b] };
}

/** Nothing that nobody saw: no failure told, every chain whole, and both nodes answer what the database holds. */
export async function expectSound({ both }: Nodes, instances: number[] = []): Promise<void> {
  for (const node of both) expect(node.failures).toEqual([]);
  const verified = await verify(both[0].store, Date.now());
  expect(verified.problems).toEqual([]);
  for (const key of instances) for (const node of both) await expectMemoryEqualsDatabase(node, key);
}

/** Looks again until it holds. */
export async function until(holds: () => Promise<boolean>, what: string, ms = 50_000): Promise<void> {
  const end = performance.now() + ms;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`Expected ${what}, but it did not come about`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
