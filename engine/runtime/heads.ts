// Head sequences of instances as they are stored now: what is asked in one turn of the event loop is one query.
import type { OpenStore } from '../store/openStore.ts';

export interface Heads {
  /** Undefined when no such instance was ever committed. */
  of(instanceKey: number): Promise<number | undefined>;
}

export function createHeads({ reader, tenant }: OpenStore): Heads {
  let asked = new Set<number>();
  let answer: Promise<Map<number, number>> | undefined;

  return {
    async of(key) {
      asked.add(key);
      answer ??= look();
      return (await answer).get(key);
    },
  };

  /** Whoever asks after the look has begun is answered by the next. */
  async function look(): Promise<Map<number, number>> {
    await Promise.resolve();
    const keys = [...asked];
    asked = new Set();
    answer = undefined;
    const rows = (await reader.raw(
      `SELECT w.key, j.sequence FROM unnest(?::bigint[]) AS w(key) CROSS JOIN LATERAL
        (SELECT sequence FROM cauce_journal WHERE tenant_id = ? AND stream = 'instance:' || w.key
         ORDER BY sequence DESC LIMIT 1) AS j`,
      [keys, tenant],
    )) as { key: number; sequence: number }[];
    return new Map(rows.map(({ key, sequence }) => [key, sequence]));
  }
}
