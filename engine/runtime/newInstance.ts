// An instance before its first batch.
import { type Command, emptyState } from '../core/index.ts';
import type { LiveInstance } from './instanceCache.ts';
import type { InstanceKeys } from './instanceKeys.ts';
import type { Work } from './work.ts';

export function blank(work: Work, keys: Pick<InstanceKeys, 'take'>): LiveInstance {
  const { definition, startedBy } = work.target as Extract<Work['target'], { kind: 'new' }>;
  const fresh = { sequence: 0, hash: '', snapshot: 0, snapshotWeight: 0, size: 0 };
  return { key: keys.take(), definition, state: emptyState(), startedBy, ...fresh };
}

/** With what creates the instance, where it is new. */
export function commandsOf(work: Work, live: LiveInstance): Command[] {
  if (work.target.kind !== 'new') return work.commands;
  const { definition, create } = work.target;
  const { processId, key: definitionKey } = definition;
  return [{ type: 'createInstance', key: live.key, processId, definitionKey, ...create }, ...work.commands];
}
