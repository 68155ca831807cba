// Commits a group in one transaction, by halves where it fails as a whole, and tells who waited after the commit.
import { isDisk } from '../store/storeError.ts';
import { claimsOf } from './claims.ts';
import type { Outcome } from './engine.ts';
import { alone, type GroupAhead } from './groupAhead.ts';
import { execute, executeGroup, finish, type Group, type GroupOptions } from './groupExecution.ts';
import type { InstanceKeys } from './instanceKeys.ts';
import { createReadyGroups } from './readyGroups.ts';
import { storeRefusal } from './storable.ts';
import type { CommittedBatch, Work } from './work.ts';

export interface CommitOptions extends GroupOptions {
  keys: InstanceKeys;
  /** Called after each commit, in order, before callers are answered. Gives the work that the batches route. */
  committed(batches: CommittedBatch[]): Work[];
  failed(error: unknown): void;
}

export interface GroupCommit {
  /** Executes and writes; every work is answered when it resolves. */
  commit(works: Work[]): Promise<void>;
  /**
   * Writes what was executed; gives what is then to be done for those who wait for it. Undefined: it had to be done
   * anew, on other states than it left, and all are answered.
   */
  commitAhead(ahead: GroupAhead): Promise<(() => void) | undefined>;
}

/** `route`: takes what was routed, before those who caused it are answered. */
export function createGroupCommit(options: CommitOptions, route: (works: Work[]) => void): GroupCommit {
  const { store, cache, keys } = options;
  const readyGroups = createReadyGroups(cache);
  return { commit, commitAhead };

  async function commitAhead({
    works,
    group,
    rest,
    prepared: ready,
  }: GroupAhead): Promise<(() => void) | undefined> {
    const claims = claimsOf(works, store.shared);
    try {
      if (rest.length === 0) {
        const prepared = ready ? ready.commit : await finish(options, group);
        const { statements } = prepared ?? {};
        if (statements) await store.writeReady(claims, async () => statements);
        else if (prepared) await store.writeGroup(claims, (db) => prepared.write(db));
      } else {
        await keys.ensure(rest.length);
        await store.writeGroup(claims, async (db) => {
          await execute(options, rest, group, { db, view: alone });
          await (await finish(options, group))?.write(db);
        });
      }
    } catch (error) {
      await inHalves(works, error);
      return undefined;
    }
    return () => publish(group);
  }

  /** A group that fails as a whole is tried again by halves, so that one bad batch does not take others with it. */
  async function commit(works: Work[]): Promise<void> {
    let group: Group | undefined;
    try {
      await cache.preload(instancesOf(works));
      const allotted = await keys.allot(works.filter(({ target }) => target.kind === 'new').length);
      const place = { ...options, keys: allotted };
      const claims = claimsOf(works, store.shared);
      if (store.shared)
        group = await readyGroups.commit(place, works, (ready) =>
          store.writeReady(claims, (view) => {
            // A transaction may be tried again.
            allotted.restart();
            return ready(view);
          }),
        );
      group ??= await store.writeGroup(claims, (db, view) => {
        allotted.restart();
        return executeGroup(place, db, works, view);
      });
    } catch (error) {
      return inHalves(works, error);
    }
    publish(group);
  }

  async function inHalves(works: Work[], error: unknown): Promise<void> {
    // Memory holds committed states only; reading them again costs little and assumes nothing about the failure.
    for (const { target } of works) if (target.kind === 'instance') cache.evict(target.key);
    if (works.length === 1 || concernsAll(error)) {
      for (const work of works) refuse(work, error);
      return;
    }
    const half = Math.ceil(works.length / 2);
    await commit(works.slice(0, half));
    await commit(works.slice(half));
  }

  function refuse(work: Work, error: unknown): void {
    const rejection = storeRefusal(error);
    if (!rejection || work.routedId !== undefined) return work.failed(error);
    work.done({ ok: false, rejection });
  }

  /** After COMMIT: memory follows the database, then what was routed is queued, then callers are answered. */
  function publish(group: Group): void {
    for (const live of group.live.values()) cache.keep(live);
    try {
      const routed = options.committed(group.executed.map(({ result }) => result.committed));
      if (routed.length > 0) route(routed);
    } catch (error) {
      // What is committed is committed: a listener's failure must not keep its callers waiting.
      options.failed(error);
    }
    for (const { work, result } of group.executed) {
      const { instanceKey, sequence, events, at, routed } = result.committed;
      work.done({
        ok: true,
        instanceKey,
        sequence,
        repeated: false,
        events,
        at,
        routed: routed.length > 0,
      });
    }
    for (const { work, outcome } of group.answers) work.done(outcome);
    for (const { work } of group.leases) work.done(leased);
  }
}

/** Whoever leases asks for nothing but that it is committed. */
const leased: Outcome = {
  ok: true,
  instanceKey: 0,
  sequence: 0,
  repeated: false,
  events: [],
  at: 0,
  routed: false,
};

function instancesOf(works: Work[]): number[] {
  const keys: number[] = [];
  for (const { target } of works) if (target.kind === 'instance') keys.push(target.key);
  return keys;
}

/** Halves would fare no better: the database is away, its disk takes nothing, or nobody knows what it committed. */
function concernsAll(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return code === 'DATABASE_UNREACHABLE' || code === 'COMMIT_UNDECIDED' || isDisk(error);
}
