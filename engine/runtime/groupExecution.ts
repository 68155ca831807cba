// One group of work executed and written in one transaction. Nothing of it is answered or kept before the commit.
import { randomUUID } from 'node:crypto';
import { type Command, emptyState } from '../core/index.ts';
import type { OpenStore } from '../store/openStore.ts';
import type { Db, GroupView } from '../store/store.ts';
import { isDoneElsewhere } from './claims.ts';
import type { Outcome } from './engine.ts';
import { type Executed, executeWork } from './execution.ts';
import type { InstanceCache, LiveInstance } from './instanceCache.ts';
import type { InstanceKeys } from './instanceKeys.ts';
import { answer, type Counters, createCounters, type LookupOptions } from './lookups.ts';
import { locksOfGroup } from './messageLocks.ts';
import { repeated } from './repetition.ts';
import { snapshotsOf } from './snapshotPolicy.ts';
import type { Work } from './work.ts';

export interface GroupOptions {
  store: OpenStore;
  cache: InstanceCache;
  keys: InstanceKeys;
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
}

/** Executes and writes; the caller commits. A throw leaves nothing behind but the keys that were taken. */
export async function executeGroup(
  options: GroupOptions,
  db: Db,
  works: Work[],
  view: GroupView,
): Promise<Group> {
  const counters = createCounters(options.store, db);
  const group: Group = { counters, live: new Map(), executed: [], answers: [] };
  for (const work of works) {
    const outcome = await executeOne(options, db, work, group, view);
    if (outcome) group.answers.push({ work, outcome });
  }
  await write(options, db, group);
  return group;
}

/** Undefined when the work was executed; else its answer. */
async function executeOne(
  options: GroupOptions,
  db: Db,
  work: Work,
  group: Group,
  view: GroupView,
): Promise<Outcome | undefined> {
  const { store, cache, now } = options;
  const known = work.commandId === undefined ? undefined : await repeated(store, work, group.executed);
  if (known) return known;
  if (isDoneElsewhere(work, view)) return notFound(work.routedId ?? '');
  const load = async (key: number) => group.live.get(key) ?? (await cache.load(key, view.sequences.get(key)));
  const state = async (key: number) => (await load(key))?.state;
  const refused = await work.guard?.({ db, state });
  if (refused) return { ok: false, rejection: refused };
  const { target } = work;
  const live = target.kind === 'new' ? blank(work, options.keys) : await load(target.key);
  if (!live) return notFound(target.kind === 'instance' ? String(target.key) : '');
  const commandId = work.commandId ?? randomUUID();
  const result = await executeWork(
    work,
    live,
    commandsOf(work, live),
    commandId,
    now(),
    (lookup, at) => answer(lookup, live.definition, at, group.counters, options.lookups),
    options.lookups.definitions.byKey,
  );
  if ('code' in result) {
    group.counters.giveBack();
    return { ok: false, rejection: result };
  }
  group.counters.accept();
  group.live.set(live.key, result.next);
  group.executed.push({ work, result });
  return undefined;
}

function notFound(key: string): Outcome {
  return { ok: false, rejection: { code: 'NOT_FOUND', values: { key } } };
}

function blank(work: Work, keys: InstanceKeys): LiveInstance {
  const { definition, startedBy } = work.target as Extract<Work['target'], { kind: 'new' }>;
  const fresh = { sequence: 0, hash: '', snapshot: 0, snapshotWeight: 0, size: 0 };
  return { key: keys.take(), definition, state: emptyState(), startedBy, ...fresh };
}

function commandsOf(work: Work, live: LiveInstance): Command[] {
  if (work.target.kind !== 'new') return work.commands;
  const { definition, create } = work.target;
  const { processId, key: definitionKey } = definition;
  return [{ type: 'createInstance', key: live.key, processId, definitionKey, ...create }, ...work.commands];
}

async function write(
  { store, snapshotEvery }: GroupOptions,
  db: Db,
  { executed, answers, live, counters }: Group,
): Promise<void> {
  // A routed command that is refused has reached nobody, and is done.
  const refusedRouted = answers.flatMap(({ work }) =>
    work.routedSurvivesRefusal ? [] : (work.routedId ?? []),
  );
  if (executed.length === 0 && refusedRouted.length === 0) return;
  const snapshots = snapshotsOf(live.values(), snapshotEvery);
  const batches = executed.map(({ result }) => result.batch);
  const { hashes, sizes, snapshotSizes } = await store.commitBatches(db, batches, {
    counters: counters.changed(),
    snapshots,
    async statements(trx) {
      if (store.shared) await store.lockNames(trx, locksOfGroup(executed));
      for (const { work, result } of executed) await work.onCommit?.(trx, result.next.key);
      if (refusedRouted.length > 0)
        await trx('cauce_routed').where('tenant_id', store.tenant).whereIn('id', refusedRouted).del();
    },
  });
  // Each is what the one before left, with its size so far: the last of an instance counts.
  const grown = new Map<number, number>();
  for (const [at, { result }] of executed.entries()) {
    const { next } = result;
    next.hash = hashes[at] as string;
    next.size = (grown.get(next.key) ?? next.size) + (sizes[at] ?? 0);
    grown.set(next.key, next.size);
  }
  for (const [at, { sequence, stream, weight }] of snapshots.entries()) {
    const found = live.get(Number(stream.slice('instance:'.length)));
    const size = snapshotSizes[at] || found?.size;
    if (found) Object.assign(found, { snapshot: sequence, snapshotWeight: weight, size });
  }
}
