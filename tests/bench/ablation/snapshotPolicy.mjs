// Without history the state itself must survive: it is written with every commit that changes it.
import { SNAPSHOT_VERSION, stateToJson } from '../../../dist/engine/core/index.js';

export function snapshotsOf(live) {
  return [...live].map(({ key, state, sequence, hash }) => ({
    stream: `instance:${key}`,
    sequence,
    version: SNAPSHOT_VERSION,
    hash,
    state: stateToJson(state),
    weight: 0,
  }));
}
