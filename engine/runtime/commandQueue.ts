// The one place that changes instances: takes waiting work in groups, executes it, commits a group in one transaction.

import { isDisk } from '../store/storeError.ts';
import { claimsOf } from './claims.ts';
import { executeGroup, type Group, type GroupOptions } from './groupExecution.ts';
import { storeRefusal } from './storable.ts';
import type { CommittedBatch, Work } from './work.ts';

/** Batches that share one commit at most. More gain nothing and make the first wait. */
const GROUP = 500;

export interface CommandQueue {
  submit(work: Work): void;
  /** Work that waits or is being committed. */
  readonly pending: number;
  /** Resolves when nothing waits any more. */
  idle(): Promise<void>;
  /** Takes no more work and lets what waits finish; what that routes is left to the next start. */
  close(): Promise<void>;
}

export interface QueueOptions extends GroupOptions {
  /** Called after each commit, in order, before callers are answered. Gives the work that the batches route. */
  committed(batches: CommittedBatch[]): Work[];
  failed(error: unknown): void;
}

export function createCommandQueue(options: QueueOptions): CommandQueue {
  const { store, cache, keys } = options;
  let waiting: Work[] = [];
  let running: Promise<void> | undefined;
  let closed = false;

  const queue: CommandQueue = {
    submit(work) {
      if (closed) return work.failed(engineClosed());
      waiting.push(work);
      running ??= pump();
    },
    get pending() {
      return waiting.length + (running ? 1 : 0);
    },
    async idle() {
      while (running) await running;
    },
    async close() {
      closed = true;
      await queue.idle();
    },
  };
  return queue;

  async function pump(): Promise<void> {
    // Work submitted in the same turn of the event loop shares the commit.
    await Promise.resolve();
    while (waiting.length > 0) {
      const works = waiting.slice(0, GROUP);
      waiting = waiting.slice(works.length);
      await commitGroup(works);
    }
    running = undefined;
  }

  /** A group that fails as a whole is tried again by halves, so that one bad batch does not take others with it. */
  async function commitGroup(works: Work[]): Promise<void> {
    let group: Group;
    try {
      await keys.ensure(works.length);
      await cache.preload(instancesOf(works));
      const takeBack = keys.mark();
      group = await store.writeGroup(claimsOf(works, store.shared), (db, view) => {
        takeBack();
        return executeGroup(options, db, works, view);
      });
    } catch (error) {
      // Memory holds committed states only; reading them again costs little and assumes nothing about the failure.
      for (const { target } of works) if (target.kind === 'instance') cache.evict(target.key);
      if (works.length === 1 || concernsAll(error)) {
        for (const work of works) refuse(work, error);
        return;
      }
      const half = Math.ceil(works.length / 2);
      await commitGroup(works.slice(0, half));
      await commitGroup(works.slice(half));
      return;
    }
    publish(group);
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
      if (routed.length > 0 && !closed) waiting = [...routed, ...waiting];
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
  }
}

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

export function engineClosed(): Error {
  const message = 'Expected an open engine, but it was closed. Ask again when it has started.';
  return Object.assign(new Error(message), { code: 'ENGINE_CLOSED', values: {} });
}
