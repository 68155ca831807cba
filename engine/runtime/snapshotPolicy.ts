// When a live instance's state is written beside the journal: rarely, because it only spares folding.
import { type Json, SNAPSHOT_VERSION, stateToJson } from '../core/index.ts';
import type { SnapshotWrite } from '../store/commit.ts';
import type { LiveInstance } from './instanceCache.ts';

export interface DueSnapshot extends SnapshotWrite {
  weight: number;
}

/**
 * `every`: batches between two snapshots of one instance, more where its state is large: writing 20,000 iterations
 * every so often while they complete one by one would take the square of their number.
 */
export function snapshotsOf(live: Iterable<LiveInstance>, every: number): DueSnapshot[] {
  const due: DueSnapshot[] = [];
  for (const { key, state, sequence, hash, snapshot, snapshotWeight, definition } of live) {
    const wait = Math.max(every, snapshotWeight / ENTRIES_PER_BATCH);
    if (sequence - snapshot < wait || state.status !== 'active') continue;
    const json = stateToJson(state);
    due.push({
      stream: `instance:${key}`,
      sequence,
      version: SNAPSHOT_VERSION,
      hash,
      state: json,
      weight: weightOf(json),
      ...(definition.model.dataSubject && { rootKey: state.rootKey }),
    });
  }
  return due;
}

/** Entries of a state that are written for each batch since the last time, at most on average. */
const ENTRIES_PER_BATCH = 4;

/** About how many entries a state holds: what lives in it, and the items and results of its repetitions. */
export function weightOf(state: Json): number {
  const stored = state as { [table: string]: { loop?: { count: number } }[] };
  let weight = 0;
  for (const table of ['elements', 'subscriptions', 'jobs', 'userTasks', 'incidents'])
    weight += stored[table]?.length ?? 0;
  for (const { loop } of stored.elements ?? []) weight += Math.max(0, loop?.count ?? 0);
  return weight;
}
