// Whether an instance may call another: callable at all, not too deep, not too many in one case. What goes on without
// end must not fill the disk.
import { startsWhenCalled } from '../core/index.ts';
import { LONGEST_CHAIN, MOST_INSTANCES_OF_A_CASE } from '../core/limits.ts';
import type { OpenStore } from '../store/openStore.ts';
import type { Definition } from './definitions.ts';
import type { Rejection } from './engine.ts';

export interface CallLimits {
  /** Why the child may not begin; else it is counted. `over`: an instance around it has ended, and it will, too. */
  refuse(definition: Definition, caller: number, rootKey: number): Promise<Rejection | 'over' | undefined>;
}

/** Milliseconds after which the instances of a case are counted anew: only those that live then. */
const COUNTED_FOR = 3_600_000;
/** Where other nodes begin instances of the case, too. */
const COUNTED_AMONG_OTHERS = 10_000;
/** Cases whose count is remembered. */
const MOST_CASES = 1_000;

export function createCallLimits(store: OpenStore, now: () => number): CallLimits {
  const counts = new Map<number, { count: Promise<number>; created: number; until: number }>();

  return {
    async refuse({ model, processId: process }, caller, rootKey) {
      if (!startsWhenCalled(model)) return { code: 'CALLED_PROCESS_WITHOUT_START', values: { process } };
      if (rootKey !== caller) {
        const { depth, ended } = await callersOf(caller);
        if (ended > 0) return 'over';
        if (depth >= LONGEST_CHAIN)
          return { code: 'CALL_TOO_DEEP', values: { process, limit: LONGEST_CHAIN } };
      }
      const known = countOf(rootKey);
      known.created += 1;
      if ((await known.count) + known.created <= MOST_INSTANCES_OF_A_CASE) return undefined;
      known.created -= 1;
      return { code: 'TOO_MANY_INSTANCES', values: { process, limit: MOST_INSTANCES_OF_A_CASE } };
    },
  };

  function countOf(rootKey: number) {
    let known = counts.get(rootKey);
    if (!known || known.until <= now() || known.until > now() + COUNTED_FOR) {
      known = {
        count: living(rootKey),
        created: 0,
        until: now() + (store.shared ? COUNTED_AMONG_OTHERS : COUNTED_FOR),
      };
      counts.set(rootKey, known);
      const [oldest] = counts.keys();
      if (counts.size > MOST_CASES && oldest !== undefined) counts.delete(oldest);
    }
    return known;
  }

  async function living(rootKey: number): Promise<number> {
    const row = await store
      .reader('cauce_process_instances')
      .where({ tenant_id: store.tenant, root_key: rootKey, state: 'ACTIVE' })
      .count({ count: '*' })
      .first();
    return Number(row?.count ?? 0);
  }

  /** Instances from this one up to its root, this one counted, and how many of them have ended; no further than the limit. */
  async function callersOf(instanceKey: number): Promise<{ depth: number; ended: number }> {
    const [row] = (await store.reader.raw(
      `WITH RECURSIVE up (parent_key, depth, ended) AS (
         SELECT parent_key, 1, CASE WHEN state = 'ACTIVE' THEN 0 ELSE 1 END FROM cauce_process_instances WHERE key = ?
         UNION ALL SELECT p.parent_key, up.depth + 1, CASE WHEN p.state = 'ACTIVE' THEN 0 ELSE 1 END FROM up
         JOIN cauce_process_instances AS p ON p.key = up.parent_key WHERE up.depth < ?)
       SELECT max(depth) AS depth, sum(ended) AS ended FROM up`,
      [instanceKey, LONGEST_CHAIN],
    )) as { depth: number | null; ended: number | null }[];
    return { depth: row?.depth ?? 0, ended: row?.ended ?? 0 };
  }
}
