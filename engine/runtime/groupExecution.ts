// One group of work executed and written in one transaction. Nothing of it is answered or kept before the commit.
import { randomUUID } from 'node:crypto';
import type { CommitDraft, PreparedCommit } from '../store/commit.ts';
import type { OpenStore } from '../store/openStore.ts';
import type { Db, GroupView } from '../store/store.ts';
import { isDoneElsewhere, isTooEarly, refusedRouted, tooEarly } from './claims.ts';
import type { Outcome } from './engine.ts';
import { type Executed, executeWork } from './execution.ts';
import type { InstanceCache, LiveInstance } from './instanceCache.ts';
import type { InstanceKeys } from './instanceKeys.ts';
import {
  answer,
  type Counters,
  createCounters,
  isCounted,
  type LookupOptions,
  NumberNeeded,
} from './lookups.ts';
import { locksOfGroup } from './messageLocks.ts';
import { blank, commandsOf } from './newInstance.ts';
import { inFlight, nameOf, repeatedOf } from './repetition.ts';
import { snapshotsOf } from './snapshotPolicy.ts';
import type { Lease, Work } from './work.ts';

export interface GroupOptions {
  store: OpenStore;
  cache: InstanceCache;
  keys: Pick<InstanceKeys, 'take'>;
  lookups: LookupOptions;
  /** Batches between two snapshots of one instance. */
  snapshotEvery: number;
  now(): number;
}

export interface Group {
  counters: Counters;
  /** Instances as this group leaves them. */
  live: Map<number, LiveInstance>;
  executed: { work: Work; result: Executed }[];
  answers: { work: Work; outcome: Outcome }[];
  leases: { work: Work; lease: Lease }[];
  /** Clients' ids of what was executed. */
  ids: Set<string>;
  /** What is to be written, of the first `drafted` that were executed. */
  draft: CommitDraft;
  drafted: number;
}

/** Where works are executed. */
export interface Place {
  /** The transaction; without one, only what needs none can be executed. */
  db?: Db;
  view: GroupView;
  /** The group that is being written meanwhile, on whose states this one goes on. */
  before?: Group | undefined;
}

export function newGroup({ store }: GroupOptions, { db, before }: Omit<Place, 'view'>): Group {
  return {
    counters: createCounters(store, db, before?.counters),
    live: new Map(),
    executed: [],
    answers: [],
    leases: [],
    ids: new Set(),
    draft: store.draftCommit(),
    drafted: 0,
  };
}

/** Executes and writes; the caller commits. A throw leaves nothing behind but the keys that were taken. */
export async function executeGroup(
  options: GroupOptions,
  db: Db,
  works: Work[],
  view: GroupView,
): Promise<Group> {
  const group = newGroup(options, { db });
  await execute(options, works, group, { db, view });
  const prepared = await finish(options, group);
  await prepared?.write(db);
  return group;
}

/** Executes works one after another and adds what they did to what is to be written. */
export async function execute(
  options: GroupOptions,
  works: Work[],
  group: Group,
  place: Place,
): Promise<void> {
  const repeated = await repeatedOf(options.store, works);
  for (const work of works) {
    const outcome = repeated.get(work) ?? (await executeOne(options, work, group, place));
    if (outcome) group.answers.push({ work, outcome });
  }
  await draftExecuted(group);
}

/** Undefined when the work was executed; else its answer. */
async function executeOne(
  options: GroupOptions,
  work: Work,
  group: Group,
  { db, view, before }: Place,
): Promise<Outcome | undefined> {
  const { cache, now } = options;
  const { target } = work;
  if (target.kind === 'lease') {
    group.leases.push({ work, lease: target });
    return undefined;
  }
  const id = work.commandId === undefined ? undefined : nameOf(work.principal, work.commandId);
  if (id !== undefined && (group.ids.has(id) || before?.ids.has(id))) return inFlight(work.commandId ?? '');
  if (isDoneElsewhere(work, view)) return notFound(work.routedId ?? '');
  if (work.routedId !== undefined && isTooEarly(work, view, group, before)) return tooEarly;
  const load = async (key: number) =>
    group.live.get(key) ?? before?.live.get(key) ?? (await cache.load(key, view.sequences.get(key)));
  const state = async (key: number) => (await load(key))?.state;
  const refused = await work.guard?.({ db: db as Db, state });
  if (refused) return { ok: false, rejection: refused };
  const live = target.kind === 'new' ? blank(work, options.keys) : await load(target.key);
  if (!live) return notFound(target.kind === 'instance' ? String(target.key) : '');
  if (work.after !== undefined && live.sequence !== work.after)
    return { ok: false, rejection: { code: 'INSTANCE_WENT_ON', values: { key: live.key } } };
  const commandId = work.commandId ?? randomUUID();
  const result = await executeWork(
    work,
    live,
    commandsOf(work, live),
    commandId,
    now(),
    (lookup, at) => {
      if (options.store.shared && !db && isCounted(lookup)) throw new NumberNeeded(live.definition.key);
      return answer(lookup, live.definition, at, group.counters, options.lookups);
    },
    options.lookups.definitions.byKey,
  );
  if ('code' in result) {
    group.counters.giveBack();
    return { ok: false, rejection: result };
  }
  group.counters.accept();
  group.live.set(live.key, result.next);
  group.executed.push({ work, result });
  if (id !== undefined) group.ids.add(id);
  return undefined;
}

function notFound(key: string): Outcome {
  return { ok: false, rejection: { code: 'NOT_FOUND', values: { key } } };
}

/** Seals, hashes and projects what was executed since the last time. */
async function draftExecuted(group: Group): Promise<void> {
  const fresh = group.executed.slice(group.drafted);
  group.drafted = group.executed.length;
  if (fresh.length === 0) return;
  const added = await group.draft.add(fresh.map(({ result }) => result.batch));
  // Each is what the one before left, with its size so far: the last of an instance counts.
  const grown = new Map<number, number>();
  for (const [at, { result }] of fresh.entries()) {
    const { next } = result;
    const { hash, size } = added[at] as { hash: string; size: number };
    next.hash = hash;
    next.size = (grown.get(next.key) ?? next.size) + size;
    grown.set(next.key, next.size);
  }
}

/** Ready to be written; undefined where there is nothing to write. */
export async function finish(
  { store, snapshotEvery }: GroupOptions,
  { executed, answers, leases, live, counters, draft }: Group,
): Promise<PreparedCommit | undefined> {
  const doneRouted = refusedRouted(answers);
  if (executed.length + doneRouted.length + leases.length === 0) return undefined;
  const snapshots = snapshotsOf(live.values(), snapshotEvery);
  const alongside = executed.filter(({ work }) => work.onCommit);
  const statements = async (trx: Db) => {
    for (const { work, result } of alongside) await work.onCommit?.(trx, result.next.key);
  };
  const prepared = await draft.finish({
    counters: counters.changed(),
    snapshots,
    doneRouted,
    leases: leases.map(({ lease }) => lease),
    ...(store.shared && { lockNames: locksOfGroup(executed) }),
    ...(alongside.length > 0 && { statements }),
  });
  for (const [at, { sequence, stream, weight }] of snapshots.entries()) {
    const found = live.get(Number(stream.slice('instance:'.length)));
    const size = prepared.snapshotSizes[at] || found?.size;
    if (found) Object.assign(found, { snapshot: sequence, snapshotWeight: weight, size });
  }
  return prepared;
}
