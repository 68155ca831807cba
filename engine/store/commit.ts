// The one way into the journal: batches of many instances, their projections and what goes with them, in one transaction.
import type { Knex } from 'knex';
import type { Command } from '../core/commands.ts';
import type { Event } from '../core/events.ts';
import type { Json } from '../core/json.ts';
import type { ProcessModel } from '../core/model.ts';
import type { LookupAnswers } from '../core/ports.ts';
import { journal, keep, route, seal } from './batchRows.ts';
import type { Bound, Dialect } from './dialects/dialect.ts';
import { type JobLease, leaseJob } from './jobLeases.ts';
import type { KeyStore } from './keys.ts';
import { namesOf } from './nameLocks.ts';
import { projectBatch } from './projections/index.ts';
import { sealingKeys } from './sealingKeys.ts';
import { counterTable, routedTable } from './tables.ts';
import { createWriteSet } from './writeSet.ts';

/** What projections must know of an instance that its events do not say. */
export interface InstanceFacts {
  /** Not read: the store knows its tenant. */
  tenant?: string;
  instanceKey: number;
  /** Key of the case: the root of the call hierarchy. */
  rootKey: number;
  processId: string;
  processName: string;
  definitionKey: number;
  version: number;
  versionTag?: string;
  model: ProcessModel;
  startedBy: string;
}

/** One client command's effect on one stream, all or nothing. */
export interface Batch {
  /** Such as `instance:123`. */
  stream: string;
  sequence: number;
  commandId: string;
  principal: string;
  bodyHash: string;
  actor: string;
  at: number;
  deploymentHash: string | null;
  semantics: number;
  commands: Command[];
  inputs: LookupAnswers;
  events: Event[];
  instance?: InstanceFacts;
  /** Effects on other streams, run right after the commit. */
  routed: { id: string; target: string; payload: Json }[];
  /** '' for the first batch of a stream; ignored where the batch before is in the same commit. */
  previousHash: string;
  /** Remember the command id, so that a repetition gives the same answer. */
  idempotent: boolean;
  /** Id of the routed command that this batch consumed. */
  doneRouted?: string;
}

/** A stream's state at a sequence: a cache that spares folding from the start. */
export interface SnapshotWrite {
  stream: string;
  sequence: number;
  version: number;
  hash: string;
  state: Json;
  /** Seals the state under this case's key where the case has a data subject. */
  rootKey?: number;
}

export interface CommitExtras {
  counters?: { name: string; value: number }[];
  snapshots?: SnapshotWrite[];
  /** Ids of routed commands that nobody consumes any more. */
  doneRouted?: readonly string[];
  /** Jobs that are handed to workers. */
  leases?: readonly JobLease[];
  /** Held until the transaction ends, once all else is written. */
  lockNames?: readonly string[];
  /** Further writing in the same transaction. */
  statements?: (db: Knex) => Promise<void>;
}

export interface CommitContext {
  tenant: string;
  keys: KeyStore;
  dialect: Dialect;
}

/** A commit ready to be written: sealed, hashed, projected, and netted out. */
export interface PreparedCommit {
  /** Hash of each batch, in their order. */
  hashes: string[];
  /** Length of each batch's payload, in their order: about how much the instance's state grew. */
  sizes: number[];
  /** Length of each snapshot's state, in their order; 0 where none was kept. */
  snapshotSizes: number[];
  /** One statement per table, however many batches share the commit. `db` is an open transaction. */
  write(db: Knex): Promise<void>;
  /** The same; undefined where there is further writing, which needs an open transaction. */
  readonly statements: readonly Bound[] | undefined;
}

/** A commit that batches are added to as they are made; all of it needs no database. */
export interface CommitDraft {
  /** Gives the hash and the length of the payload of each, in their order. */
  add(batches: Batch[]): Promise<{ hash: string; size: number }[]>;
  /** Once; nothing is added after it. */
  finish(extras: CommitExtras): Promise<PreparedCommit>;
}

export function draftCommit({ tenant, keys, dialect }: CommitContext): CommitDraft {
  const writes = createWriteSet();
  const heads = new Map<string, string>();
  const hashes: string[] = [];
  const sizes: number[] = [];
  return {
    async add(batches) {
      const caseKeys = await sealingKeys(keys, batches);
      return batches.map((batch) => {
        const key = batch.instance && caseKeys.get(batch.instance.instanceKey);
        const stored = key ? seal(key, batch) : batch;
        const previousHash = heads.get(batch.stream) ?? batch.previousHash;
        const { hash, size } = journal(writes, tenant, batch, previousHash, stored, key);
        heads.set(batch.stream, hash);
        hashes.push(hash);
        sizes.push(size);
        route(writes, tenant, batch, key);
        projectBatch(tenant, batch, stored.events, writes);
        return { hash, size };
      });
    },
    async finish(extras) {
      const snapshotSizes: number[] = [];
      for (const { name, value } of extras.counters ?? []) {
        writes.insert(counterTable, { tenant_id: tenant, name, value });
      }
      for (const snapshot of extras.snapshots ?? [])
        snapshotSizes.push(await keep(writes, tenant, keys, snapshot));
      for (const id of extras.doneRouted ?? []) writes.remove(routedTable, [tenant, id]);
      for (const { jobs, worker, at, until } of extras.leases ?? [])
        for (const key of jobs) writes.run(leaseJob, key, [key, worker, at, until]);
      const names = namesOf(tenant, extras.lockNames ?? []);
      const statements = writes.statements(dialect);
      if (names.length > 0) statements.push(...dialect.lockNames(names));
      return {
        hashes,
        sizes,
        snapshotSizes,
        statements: extras.statements ? undefined : statements,
        async write(db) {
          await dialect.run(db, statements);
          await extras.statements?.(db);
        },
      };
    },
  };
}

/** All the work that needs no database, so that it can be done while the commit before is being written. */
export async function prepareCommit(
  batches: Batch[],
  extras: CommitExtras,
  context: CommitContext,
): Promise<PreparedCommit> {
  const draft = draftCommit(context);
  await draft.add(batches);
  return draft.finish(extras);
}
