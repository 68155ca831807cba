// A group that is executed while the one before it is being written: on the states that one leaves, before anybody sees
// them. Only where nobody else writes the store, and nothing of it is answered before both are committed.
import type { PreparedCommit } from '../store/commit.ts';
import type { GroupView } from '../store/store.ts';
import { execute, finish, type Group, type GroupOptions, newGroup } from './groupExecution.ts';
import type { InstanceKeys } from './instanceKeys.ts';
import { needsTransaction } from './readyGroups.ts';
import type { Work } from './work.ts';

export interface GroupAhead {
  readonly works: Work[];
  readonly group: Group;
  /** From the first work on that has to look into the database as it is when the group is committed. */
  readonly rest: Work[];
  /** Something failed that is to be found out one by one. */
  failed: boolean;
  /** Ready to be written: takes no more. */
  readonly prepared: { commit: PreparedCommit | undefined } | undefined;
  take(works: Work[]): Promise<void>;
  /** Makes it ready, where it can be; afterwards it is ready, or cannot be any more. */
  prepare(): Promise<void>;
}

interface AheadOptions extends GroupOptions {
  keys: InstanceKeys;
}

/** Nobody else writes: nothing is stale, and nothing was taken away. */
export const alone: GroupView = { sequences: new Map(), goneRouted: new Set(), overtaking: new Set() };

export function createAhead(options: AheadOptions, before: Group | undefined): GroupAhead {
  const { cache, keys } = options;
  const ahead = {
    works: [] as Work[],
    group: newGroup(options, { before }),
    rest: [] as Work[],
    failed: false,
    prepared: undefined as GroupAhead['prepared'],
    async prepare() {
      if (!isPreparable(ahead)) return;
      try {
        ahead.prepared = { commit: await finish(options, ahead.group) };
      } catch {
        ahead.failed = true;
      }
    },
    async take(works: Work[]) {
      ahead.works.push(...works);
      if (ahead.failed) return;
      const first = ahead.rest.length > 0 ? 0 : works.findIndex(needsTransaction);
      const plain = first < 0 ? works : works.slice(0, first);
      ahead.rest.push(...works.slice(plain.length));
      if (plain.length === 0) return;
      try {
        await keys.ensure(plain.length);
        await cache.preload(absentFrom(before, plain));
        await execute(options, plain, ahead.group, { view: alone, before });
      } catch {
        ahead.failed = true;
      }
    },
  };
  return ahead;
}

/**
 * Nothing of it has to look into the database first. A function and no accessor of the group: an accessor in a literal gives
 * each object a hidden class of its own, which cost a fifth of all commits.
 */
export function isPreparable({ failed, rest }: Pick<GroupAhead, 'failed' | 'rest'>): boolean {
  return !failed && rest.length === 0;
}

/** What the group before holds must not be read from the store, which does not have it yet. */
function absentFrom(before: Group | undefined, works: Work[]): number[] {
  const keys: number[] = [];
  for (const { target } of works)
    if (target.kind === 'instance' && !before?.live.has(target.key)) keys.push(target.key);
  return keys;
}
