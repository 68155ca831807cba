// Head sequences of instances as they are stored now.
import type { OpenStore } from '../store/openStore.ts';
import { gathered } from './gathered.ts';

export interface Heads {
  /** Undefined when no such instance was ever committed. */
  of(instanceKey: number): Promise<number | undefined>;
}

export function createHeads({ reader, tenant }: OpenStore): Heads {
  const of = gathered<number, number>(async (keys) => {
    const rows = (await reader.raw(
      `SELECT w.key, j.sequence FROM unnest(?::bigint[]) AS w(key) CROSS JOIN LATERAL
        (SELECT sequence FROM cauce_journal WHERE tenant_id = ? AND stream = 'instance:' || w.key
         ORDER BY sequence DESC LIMIT 1) AS j`,
      [keys, tenant],
    )) as { key: number; sequence: number }[];
    return new Map(rows.map(({ key, sequence }) => [key, sequence]));
  });
  return { of };
}
