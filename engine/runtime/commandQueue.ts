// The one place that changes instances: takes waiting work in groups, executes it, commits a group in one transaction.
import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { type Command, emptyState } from '../core/index.ts';
import type { OpenStore } from '../store/openStore.ts';
import type { Outcome } from './engine.ts';
import { type Executed, executeWork } from './execution.ts';
import type { InstanceCache, LiveInstance } from './instanceCache.ts';
import type { InstanceKeys } from './instanceKeys.ts';
import { answer, type Counters, createCounters, type LookupOptions } from './lookups.ts';
import { repeated } from './repetition.ts';
import { snapshotsOf } from './snapshotPolicy.ts';
import type { CommittedBatch, Work } from './work.ts';

/** Batches that share one commit at most. More gain nothing and make the first wait. */
const GROUP = 500;

export interface CommandQueue {
  submit(work: Work): void;
  /** Work that waits or is being committed. */
  readonly pending: number;
  /** Resolves when nothing waits any more. */
  idle(): Promise<void>;
  /** Takes no more work and lets what waits finish. */
  close(): Promise<void>;
}

export interface QueueOptions {
  store: OpenStore;
  cache: InstanceCache;
  keys: InstanceKeys;
  lookups: LookupOptions;
  now(): number;
  /** Called after each commit, in order, before callers are answered. Gives the work that the batches route. */
  committed(batches: CommittedBatch[]): Work[];
}

interface Group {
  counters: Counters;
  /** Instances as this group leaves them. */
  live: Map<number, LiveInstance>;
  executed: { work: Work; result: Executed }[];
  answers: { work: Work; outcome: Outcome }[];
}

export function createCommandQueue(options: QueueOptions): CommandQueue {
  const { store, cache, keys, now } = options;
  let waiting: Work[] = [];
  let running: Promise<void> | undefined;
  let closed = false;

  const queue: CommandQueue = {
    submit(work) {
      if (closed) return work.failed(new Error('Expected an open engine, but it was closed'));
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
      group = await store.write((db) => execute(db, works));
    } catch (error) {
      for (const { target } of works) if (target.kind === 'instance') cache.evict(target.key);
      if (works.length === 1) return works[0]?.failed(error);
      const half = Math.ceil(works.length / 2);
      await commitGroup(works.slice(0, half));
      await commitGroup(works.slice(half));
      return;
    }
    publish(group);
  }

  async function execute(db: Knex, works: Work[]): Promise<Group> {
    const group: Group = { counters: createCounters(store, db), live: new Map(), executed: [], answers: [] };
    for (const work of works) await executeOne(work, group);
    const refusedRouted = group.answers.flatMap(({ work }) => work.routedId ?? []);
    if (group.executed.length > 0 || refusedRouted.length > 0) await write(db, group, refusedRouted);
    return group;
  }

  async function executeOne(work: Work, group: Group): Promise<void> {
    const inGroup = group.executed.find(
      ({ work: other }) =>
        work.commandId !== undefined &&
        other.commandId === work.commandId &&
        other.principal === work.principal,
    );
    const known = inGroup
      ? {
          ok: false as const,
          rejection: { code: 'COMMAND_IN_FLIGHT', values: { id: work.commandId ?? '' } },
          conflict: 'inFlight' as const,
        }
      : await repeated(store, work);
    if (known) return void group.answers.push({ work, outcome: known });
    const refused = await work.guard?.();
    if (refused) return void group.answers.push({ work, outcome: { ok: false, rejection: refused } });
    const { target } = work;
    const live =
      target.kind === 'new' ? blank(work) : (group.live.get(target.key) ?? (await cache.load(target.key)));
    if (!live) {
      const rejection = {
        code: 'NOT_FOUND',
        values: { key: target.kind === 'instance' ? String(target.key) : '' },
      };
      return void group.answers.push({ work, outcome: { ok: false, rejection } });
    }
    const commandId = work.commandId ?? randomUUID();
    const result = await executeWork(work, live, commandsOf(work, live), commandId, now(), (lookup, at) =>
      answer(lookup, live.definition, at, group.counters, options.lookups),
    );
    if ('code' in result) {
      group.counters.giveBack();
      return void group.answers.push({ work, outcome: { ok: false, rejection: result } });
    }
    group.counters.accept();
    group.live.set(live.key, result.next);
    group.executed.push({ work, result });
  }

  function blank(work: Work): LiveInstance {
    const { definition, startedBy } = work.target as Extract<Work['target'], { kind: 'new' }>;
    return {
      key: keys.take(),
      definition,
      state: emptyState(),
      sequence: 0,
      hash: '',
      startedBy,
      snapshot: 0,
    };
  }

  async function write(db: Knex, group: Group, refusedRouted: string[]): Promise<void> {
    const batches = group.executed.map(({ result }) => result.batch);
    const snapshots = snapshotsOf(group.live.values());
    const { hashes } = await store.commitBatches(db, batches, {
      counters: group.counters.changed(),
      snapshots,
      async statements(trx) {
        for (const { work, result } of group.executed) await work.onCommit?.(trx, result.next.key);
        if (refusedRouted.length > 0)
          await trx('cauce_routed').where('tenant_id', store.tenant).whereIn('id', refusedRouted).del();
      },
    });
    for (const [at, { result }] of group.executed.entries()) result.next.hash = hashes[at] as string;
    for (const { sequence, stream } of snapshots) {
      const live = group.live.get(Number(stream.slice('instance:'.length)));
      if (live) live.snapshot = sequence;
    }
  }

  /** After COMMIT: memory follows the database, then what was routed is queued, then callers are answered. */
  function publish(group: Group): void {
    for (const live of group.live.values()) cache.keep(live);
    const routed = options.committed(group.executed.map(({ result }) => result.committed));
    if (routed.length > 0) waiting = [...routed, ...waiting];
    for (const { work, result } of group.executed) {
      const { instanceKey, sequence, events } = result.committed;
      work.done({ ok: true, instanceKey, sequence, repeated: false, events });
    }
    for (const { work, outcome } of group.answers) work.done(outcome);
  }
}

function commandsOf(work: Work, live: LiveInstance): Command[] {
  if (work.target.kind !== 'new') return work.commands;
  const { definition, create } = work.target;
  const { processId, key: definitionKey } = definition;
  return [{ type: 'createInstance', key: live.key, processId, definitionKey, ...create }, ...work.commands];
}
