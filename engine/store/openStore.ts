// Opens the store: database, keys, migrations, and every function of the folder bound to one tenant.
import type { Knex } from 'knex';
import type { Command } from '../core/commands.ts';
import type { Event } from '../core/events.ts';
import type { Json } from '../core/json.ts';
import type { LookupAnswers } from '../core/ports.ts';
import type { Batch, CommitExtras } from './commit.ts';
import type { Store } from './store.ts';

export interface StoredBatch {
  stream: string;
  sequence: number;
  commandId: string;
  actor: string;
  at: number;
  deploymentHash: string | null;
  semantics: number;
  previousHash: string;
  hash: string;
  /** In plain text; values whose key was erased are `{ "$erased": true }`. */
  commands: Command[];
  inputs: LookupAnswers;
  events: Event[];
}

export interface StoredSnapshot {
  sequence: number;
  version: number;
  hash: string;
  state: Json;
}

export interface RoutedRow {
  id: string;
  target: string;
  payload: Json;
}

export interface StoreOptions {
  filename?: string;
  /** A host's knex configuration; we open our own connections with it. */
  knexConfig?: Knex.Config;
  readers?: number;
  tenant?: string;
  /** 32 bytes as base64 or hex; default: `CAUCE_MASTER_KEY`, else the file `<database>.master`. */
  masterKey?: string;
  /** Only reads; takes no lock, so that a running server's database can be verified. */
  readOnly?: boolean;
}

export interface OpenStore extends Store {
  /** `db` is the transaction that `write` gives. */
  commitBatches(db: Knex, batches: Batch[], extras?: CommitExtras): Promise<{ hashes: string[] }>;
  readBatches(stream: string, fromSequence?: number): Promise<StoredBatch[]>;
  head(stream: string): Promise<{ sequence: number; hash: string } | undefined>;
  findCommand(
    principal: string,
    id: string,
  ): Promise<{ bodyHash: string; stream: string; sequence: number } | undefined>;
  /** Routed commands that were committed and not consumed yet, oldest first. */
  readRouted(limit?: number): Promise<RoutedRow[]>;
  readSnapshot(stream: string): Promise<StoredSnapshot | undefined>;
  readCounter(name: string): Promise<number>;
  /** Takes `size` numbers in one transaction of its own and gives the first. */
  reserve(name: string, size: number): Promise<number>;
  /** Opens every envelope inside a value of that case, e.g. a variable's row or a job's variables. */
  openValue(rootKey: number, field: string, value: Json): Promise<Json>;
  /** Seals text under the case's key (made when absent); `open` gives undefined when the key was erased. */
  seal(owner: string | number, field: string, text: string): Promise<string>;
  open(owner: string | number, field: string, text: string): Promise<string | undefined>;
  close(): Promise<void>;
}

export async function openStore(_options: StoreOptions): Promise<OpenStore> {
  throw new Error('not built yet');
}
