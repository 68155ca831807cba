// Live instances in memory: loaded from a snapshot and the journal's tail, dropped when idle or when a commit failed.
import { emptyState, fold, type InstanceState, SNAPSHOT_VERSION, stateFromJson } from '../core/index.ts';
import type { OpenStore } from '../store/openStore.ts';
import type { Definition, Definitions } from './definitions.ts';
import { weightOf } from './snapshotPolicy.ts';

export interface LiveInstance {
  key: number;
  definition: Definition;
  state: InstanceState;
  /** Of the last batch; 0 before the first. */
  sequence: number;
  hash: string;
  startedBy: string;
  /** Sequence of the last snapshot that was written, and about how many entries it held. */
  snapshot: number;
  snapshotWeight: number;
}

export interface InstanceCache {
  /** As of the last commit. Undefined when no such instance was ever committed. */
  load(key: number): Promise<LiveInstance | undefined>;
  keep(instance: LiveInstance): void;
  evict(key: number): void;
}

/** `most`: instances kept in memory; a live one takes a few kilobytes. */
export function createInstanceCache(store: OpenStore, definitions: Definitions, most: number): InstanceCache {
  const kept = new Map<number, LiveInstance>();

  return {
    async load(key) {
      const found = kept.get(key);
      if (!found) return read(key);
      kept.delete(key);
      kept.set(key, found);
      return found;
    },
    keep(instance) {
      kept.delete(instance.key);
      if (instance.state.status !== 'active') return;
      kept.set(instance.key, instance);
      if (kept.size > most) kept.delete(kept.keys().next().value as number);
    },
    evict: (key) => void kept.delete(key),
  };

  async function read(key: number): Promise<LiveInstance | undefined> {
    const row = await store.find('process_instances', { key });
    if (!row) return undefined;
    const definition = await definitions.byKey(Number(row.definition_key));
    if (!definition)
      throw new Error(`Expected definition ${row.definition_key} of instance ${key} in the store`);
    const stream = `instance:${key}`;
    const snapshot = await store.readSnapshot(stream);
    const usable = snapshot?.version === SNAPSHOT_VERSION ? snapshot : undefined;
    let state = usable ? stateFromJson(usable.state) : emptyState();
    let sequence = usable?.sequence ?? 0;
    let hash = '';
    // The snapshot's own batch is read again for its hash.
    for (const batch of await store.readBatches(stream, Math.max(1, sequence))) {
      hash = batch.hash;
      if (batch.sequence === sequence) continue;
      state = fold(batch.events, state);
      state.at = batch.at;
      sequence = batch.sequence;
    }
    return {
      key,
      definition,
      state,
      sequence,
      hash,
      startedBy: String(row.started_by),
      snapshot: usable?.sequence ?? 0,
      snapshotWeight: usable ? weightOf(usable.state) : 0,
    };
  }
}
