// Routed commands that nobody carried out for a lease: their node is dead or slow. Told by this node's own patience, so
// that no clock has to agree with another.
import { dialectOf } from '../store/dialects/dialectOf.ts';
import type { OpenStore } from '../store/openStore.ts';
import type { RoutedRow } from '../store/routed.ts';

export interface LeftRouted {
  /** Those that were there a lease ago, oldest first; `now`: all. */
  find(all: boolean): Promise<RoutedRow[]>;
}

/** Looked at in one sweep at most: the oldest. */
const MOST = 1_000;

export function createLeftRouted(store: OpenStore, lease: number): LeftRouted {
  let seen = new Map<string, number>();
  return {
    async find(all) {
      const rows = (await store
        .reader('cauce_routed')
        .where({ tenant_id: store.tenant })
        .orderBy(dialectOf(store.reader).insertionOrder)
        .limit(MOST)
        .select('id')) as { id: string }[];
      const now = performance.now();
      seen = new Map(rows.map(({ id }) => [id, seen.get(id) ?? now]));
      const left = new Set<string>();
      for (const [id, since] of seen) if (all || now - since >= lease) left.add(id);
      if (left.size === 0) return [];
      return (await store.readRouted(MOST)).filter(({ id }) => left.has(id));
    },
  };
}
