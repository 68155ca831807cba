// When a live instance's state is written beside the journal: rarely, because it only spares folding.
import { SNAPSHOT_VERSION, stateToJson } from '../core/index.ts';
import type { SnapshotWrite } from '../store/commit.ts';
import type { LiveInstance } from './instanceCache.ts';

/** `every`: batches between two snapshots of one instance. */
export function snapshotsOf(live: Iterable<LiveInstance>, every: number): SnapshotWrite[] {
  const due: SnapshotWrite[] = [];
  for (const { key, state, sequence, hash, snapshot, definition } of live) {
    if (sequence - snapshot < every || state.status !== 'active') continue;
    due.push({
      stream: `instance:${key}`,
      sequence,
      version: SNAPSHOT_VERSION,
      hash,
      state: stateToJson(state),
      ...(definition.model.dataSubject && { rootKey: state.rootKey }),
    });
  }
  return due;
}
