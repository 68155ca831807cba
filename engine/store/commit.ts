// The one way into the journal: batches of many instances, their projections and what goes with them, in one transaction.
import type { Knex } from 'knex';
import type { Command } from '../core/commands.ts';
import type { Event } from '../core/events.ts';
import type { Json } from '../core/json.ts';
import type { ProcessModel } from '../core/model.ts';
import type { LookupAnswers } from '../core/ports.ts';

/** What projections must know of an instance that its events do not say. */
export interface InstanceFacts {
  tenant: string;
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
  /** Further writing in the same transaction. */
  statements?: (db: Knex) => Promise<void>;
}
