// Drops every projection and writes it again from the journal: the proof that they are nothing but its reading.
import type { Knex } from 'knex';
import type { Event } from '../core/events.ts';
import type { Batch, InstanceFacts } from './commit.ts';
import { findProcess } from './definitions.ts';
import { dialectOf } from './dialects/dialectOf.ts';
import { type JournalRow, openPayload } from './journal.ts';
import type { KeyStore } from './keys.ts';
import { lru } from './lru.ts';
import { projectBatch, projections } from './projections/index.ts';
import { createWriteSet, type WriteSet } from './writeSet.ts';

const pageSize = 500;

export interface RebuildOptions {
  tenant: string;
  keys: KeyStore;
  /** Called after each page with the batches done so far. */
  progress?: (batches: number) => void;
  /** Told of each batch that is no instance's. */
  record?: (row: JournalRow, writes: WriteSet) => void;
  /** Told of each batch of a case whose values can no longer be read. */
  erased?: (rootKey: number) => void;
  /** Instances whose facts are kept in memory at once. */
  remembered?: number;
  /** Passes over instances whose definition is gone, instead of throwing. */
  skipUnknown?: boolean;
}

/** Inside a write transaction: readers see the old rows until it commits. */
export async function rebuild(db: Knex, options: RebuildOptions): Promise<{ batches: number }> {
  const { tenant, keys, progress } = options;
  const leases = await readLeases(db, tenant);
  for (const { tables } of Object.values(projections)) {
    for (const { name } of tables) await db(name).where({ tenant_id: tenant }).delete();
  }
  const factsOf = factsReader(db, options);
  let batches = 0;
  for (let position = 0; ; ) {
    const rows = (await db('cauce_journal')
      .where({ tenant_id: tenant })
      .where('position', '>', position)
      .orderBy('position')
      .limit(pageSize)) as JournalRow[];
    if (rows.length === 0) break;
    const writes = createWriteSet();
    for (const row of rows) {
      const { open, stored, erased } = await openPayload(keys, row.payload);
      const instance = await factsOf(row, open.events);
      if (instance) projectBatch(tenant, batchOf(row, open, instance), stored.events, writes);
      else options.record?.(row, writes);
      if (instance && erased) options.erased?.(instance.rootKey);
    }
    await dialectOf(db).run(db, writes.statements(dialectOf(db)));
    position = rows.at(-1)?.position ?? 0;
    batches += rows.length;
    progress?.(batches);
  }
  await restoreLeases(db, leases);
  return { batches };
}

function batchOf(
  row: JournalRow,
  open: Pick<Batch, 'commands' | 'inputs' | 'events'>,
  instance: InstanceFacts,
): Batch {
  return {
    ...open,
    instance,
    stream: row.stream,
    sequence: row.sequence,
    commandId: row.command_id,
    actor: row.actor,
    at: row.at,
    deploymentHash: row.deployment_hash,
    semantics: row.semantics,
    previousHash: row.previous_hash,
    principal: row.actor,
    bodyHash: '',
    routed: [],
    idempotent: false,
  };
}

/** An instance's facts follow from its first batch, its last migration, and the definition that these name. */
function factsReader(db: Knex, { keys, tenant, skipUnknown, remembered = 50_000 }: RebuildOptions) {
  const known = lru<string, InstanceFacts>(remembered);
  const definitions = new Map<number, Awaited<ReturnType<typeof findProcess>>>();

  async function definitionFacts(key: number, instanceKey: number) {
    if (!definitions.has(key)) definitions.set(key, await findProcess(db, tenant, key));
    const definition = definitions.get(key);
    if (!definition && skipUnknown) return undefined;
    if (!definition)
      throw new Error(`Expected process definition ${key} of instance ${instanceKey} but it is gone`);
    return {
      processId: definition.processId,
      processName: definition.name,
      definitionKey: key,
      version: definition.version,
      ...(definition.versionTag !== null && { versionTag: definition.versionTag }),
      model: definition.model,
    };
  }

  async function created(events: Event[], startedBy: string): Promise<InstanceFacts | undefined> {
    const event = events.find(({ type }) => type === 'instanceCreated');
    if (event?.type !== 'instanceCreated') return undefined;
    const { key: instanceKey, rootKey } = event;
    const definition = await definitionFacts(event.definitionKey ?? 0, instanceKey);
    return definition && { instanceKey, rootKey, startedBy, ...definition };
  }

  async function migrated(before: InstanceFacts, events: Event[]): Promise<InstanceFacts | undefined> {
    const event = events.findLast(({ type }) => type === 'instanceMigrated');
    if (event?.type !== 'instanceMigrated') return before;
    const { instanceKey, rootKey, startedBy } = before;
    const definition = await definitionFacts(event.definitionKey, instanceKey);
    return definition && { instanceKey, rootKey, startedBy, ...definition };
  }

  /** Forgotten meanwhile, for many others came in between. */
  async function readAgain({ stream, sequence }: JournalRow): Promise<InstanceFacts | undefined> {
    const of = () => db('cauce_journal').where({ tenant_id: tenant, stream });
    const first = (await of().where({ sequence: 1 }).first()) as JournalRow | undefined;
    const facts = first && (await created((await openPayload(keys, first.payload)).open.events, first.actor));
    const last = (await of()
      .where('sequence', '<', sequence)
      .where('payload', 'like', '%"type":"instanceMigrated"%')
      .orderBy('sequence', 'desc')
      .first()) as JournalRow | undefined;
    return facts && last ? migrated(facts, (await openPayload(keys, last.payload)).open.events) : facts;
  }

  return async (row: JournalRow, events: Event[]): Promise<InstanceFacts | undefined> => {
    if (!row.stream.startsWith('instance:')) return undefined;
    const before = known.get(row.stream) ?? (await created(events, row.actor)) ?? (await readAgain(row));
    const facts = before && (await migrated(before, events));
    if (facts) known.set(row.stream, facts);
    return facts;
  };
}

/** Leases are the one thing in these tables that no event says; losing the epoch would let a lost worker back in. */
async function readLeases(db: Knex, tenant: string): Promise<(string | number | null)[][]> {
  const rows = (await db('cauce_jobs').where({ tenant_id: tenant }).where('epoch', '>', 0)) as {
    key: number;
    worker: string | null;
    leased_until: number | null;
    epoch: number;
  }[];
  return rows.map(({ key, worker, leased_until, epoch }) => [key, worker, leased_until, epoch]);
}

async function restoreLeases(db: Knex, leases: (string | number | null)[][]): Promise<void> {
  const columns = { key: 'number', worker: 'text', leased_until: 'number', epoch: 'number' } as const;
  const sql = `UPDATE cauce_jobs SET worker = j.worker, leased_until = j.leased_until, epoch = j.epoch
    FROM ${dialectOf(db).items(columns)} AS j WHERE cauce_jobs.key = j.key`;
  if (leases.length > 0) await db.raw(sql, [JSON.stringify(leases)]);
}
