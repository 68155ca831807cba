// Live instances in memory: loaded from a snapshot and the journal's tail, dropped when idle or when a commit failed.
import { emptyState, fold, type InstanceState, SNAPSHOT_VERSION, stateFromJson } from '../core/index.ts';
import type { StoredBatch } from '../store/journal.ts';
import type { OpenStore } from '../store/openStore.ts';
import type { Definition, Definitions } from './definitions.ts';
import { createHeads } from './heads.ts';
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
  /** Length of the JSON that the state was read or made from: about a third of the bytes that it takes. */
  size: number;
}

export interface InstanceCache {
  /**
   * As of the last commit of this node, or as stored where that is not the sequence asked for: another node went on.
   * Undefined when no such instance was ever committed.
   */
  load(key: number, sequence?: number): Promise<LiveInstance | undefined>;
  /** If it is in memory, whatever another node did to it since. */
  peek(key: number): LiveInstance | undefined;
  /** As stored now, also where another node went on. */
  current(key: number): Promise<LiveInstance | undefined>;
  /** Reads those that are not in memory, all at once. A key may name nothing. */
  preload(keys: Iterable<number>): Promise<void>;
  keep(instance: LiveInstance): void;
  evict(key: number): void;
  /** How many instances are in memory now, and the sum of their sizes. */
  held(): { instances: number; size: number };
}

/** JSON in memory at most, by default: with what V8 takes for it about 100 MB. */
const MOST_SIZE = 32 * 2 ** 20;
/** A group that needs fewer reads them one by one. */
const FEW = 2;

/** `most` instances are kept in memory, and no more than `mostSize` characters of JSON: some hold large variables. */
export function createInstanceCache(
  store: OpenStore,
  definitions: Definitions,
  most: number,
  mostSize = MOST_SIZE,
): InstanceCache {
  const kept = new Map<number, LiveInstance>();
  const heads = store.shared ? createHeads(store) : undefined;
  let size = 0;

  const cache: InstanceCache = {
    async load(key, sequence) {
      const found = kept.get(key);
      if (!found) return read(key);
      if (sequence !== undefined && found.sequence !== sequence) {
        cache.evict(key);
        return read(key);
      }
      kept.delete(key);
      kept.set(key, found);
      return found;
    },
    peek: (key) => kept.get(key),
    // What is not in memory is read as it is stored.
    current: async (key) => cache.load(key, heads && kept.has(key) ? await heads.of(key) : undefined),
    async preload(keys) {
      const absent = [...new Set(keys)].filter((key) => !kept.has(key));
      if (absent.length < FEW) return;
      for (const live of await readAll(absent)) cache.keep(live);
    },
    keep(instance) {
      cache.evict(instance.key);
      if (instance.state.status !== 'active') return;
      kept.set(instance.key, instance);
      size += instance.size;
      while (kept.size > most || (size > mostSize && kept.size > 1))
        cache.evict(kept.keys().next().value as number);
    },
    evict(key) {
      size -= kept.get(key)?.size ?? 0;
      kept.delete(key);
    },
    held: () => ({ instances: kept.size, size }),
  };
  return cache;

  async function read(key: number): Promise<LiveInstance | undefined> {
    const row = await store.find('process_instances', { key });
    if (!row) return undefined;
    const stream = `instance:${key}`;
    const snapshot = await store.readSnapshot(stream);
    const usable = snapshot?.version === SNAPSHOT_VERSION ? snapshot : undefined;
    // The snapshot's own batch is read again for its hash.
    const batches = await store.readBatches(stream, Math.max(1, usable?.sequence ?? 0));
    const state = usable ? stateFromJson(usable.state) : emptyState();
    const live = await blank(key, Number(row.definition_key), String(row.started_by), state);
    if (usable) {
      live.sequence = live.snapshot = usable.sequence;
      live.snapshotWeight = weightOf(usable.state);
      live.size = usable.size;
    }
    return onItsVersion(folded(live, batches));
  }

  /** Two statements for the many that have no snapshot yet; those that have one are read one by one. */
  async function readAll(keys: number[]): Promise<LiveInstance[]> {
    const { reader, tenant } = store;
    const rows = (await reader('cauce_process_instances as p')
      .leftJoin('cauce_snapshots as s', (on) =>
        on.on('s.tenant_id', 'p.tenant_id').andOn('s.stream', reader.raw(`'instance:' || p.key`)),
      )
      .where({ 'p.tenant_id': tenant, 'p.state': 'ACTIVE' })
      .whereIn('p.key', keys)
      .select('p.key', 'p.definition_key', 'p.started_by', 's.sequence')) as {
      key: number;
      definition_key: number;
      started_by: string;
      sequence: number | null;
    }[];
    const plain = rows.filter(({ sequence }) => sequence === null);
    const read = await store.readStreams(plain.map(({ key }) => `instance:${key}`));
    const found: LiveInstance[] = [];
    for (const { key, definition_key, started_by } of plain) {
      const live = await blank(key, definition_key, started_by, emptyState());
      found.push(await onItsVersion(folded(live, read.get(`instance:${key}`) ?? [])));
    }
    return found;
  }

  /** Another node may have migrated it between the reading of its row and that of its journal. */
  async function onItsVersion(live: LiveInstance): Promise<LiveInstance> {
    const { definitionKey } = live.state;
    if (definitionKey !== 0 && definitionKey !== live.definition.key)
      live.definition = await definitionOf(live.key, definitionKey);
    return live;
  }

  async function definitionOf(key: number, definitionKey: number): Promise<Definition> {
    const definition = await definitions.byKey(definitionKey);
    if (!definition) throw new Error(`Expected definition ${definitionKey} of instance ${key} in the store`);
    return definition;
  }

  async function blank(
    key: number,
    definitionKey: number,
    startedBy: string,
    state: InstanceState,
  ): Promise<LiveInstance> {
    const definition = await definitionOf(key, definitionKey);
    return {
      key,
      definition,
      state,
      startedBy,
      sequence: 0,
      hash: '',
      snapshot: 0,
      snapshotWeight: 0,
      size: 0,
    };
  }
}

/** Carries a state on by the batches that came after it. */
function folded(live: LiveInstance, batches: StoredBatch[]): LiveInstance {
  for (const batch of batches) {
    live.hash = batch.hash;
    if (batch.sequence === live.sequence) continue;
    live.state = fold(batch.events, live.state);
    live.state.at = batch.at;
    live.sequence = batch.sequence;
    live.size += batch.size;
  }
  return live;
}
