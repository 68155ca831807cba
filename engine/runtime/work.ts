// What waits in the command queue: one batch for one instance, with who asked and what to do after the commit.
import type { Command } from '../core/commands.ts';
import type { Event } from '../core/events.ts';
import type { Routed } from '../core/routed.ts';
import type { InstanceState } from '../core/state.ts';
import type { Db } from '../store/store.ts';
import type { Definition } from './definitions.ts';
import type { Outcome, Rejection } from './engine.ts';

/** Where the batch goes: a live instance, or a new one of a definition. */
export type Target =
  | { kind: 'instance'; key: number }
  | { kind: 'new'; definition: Definition; startedBy: string; create: NewInstance };

/** `createInstance` without the key, which the queue gives. */
export type NewInstance = Omit<
  Extract<Command, { type: 'createInstance' }>,
  'type' | 'key' | 'processId' | 'definitionKey'
>;

/** Hands jobs to a worker: those that are still there when it is committed. */
export interface Lease {
  kind: 'lease';
  jobs: readonly number[];
  worker: string;
  /** Both epoch milliseconds. */
  at: number;
  until: number;
}

/** What a guard may look at: the database in the transaction, and instances as the group leaves them so far. */
export interface GuardView {
  db: Db;
  state(instanceKey: number): Promise<InstanceState | undefined>;
}

export interface Work {
  target: Target | Lease;
  /** After `createInstance`, where the instance is new. */
  commands: Command[];
  principal: string;
  /** Client's id; absent: the queue makes one and does not remember it. */
  commandId?: string;
  /** Hash of what the client asked, for telling a repetition from another request under the same id. */
  bodyHash?: string;
  /** The routed command that this batch consumes. */
  routedId?: string;
  /** Routed commands, by their ids, that have to be done before that one. */
  behind?(routedId: string): readonly string[];
  /** A refusal does not end the routed command: somebody else may take it. */
  routedSurvivesRefusal?: boolean;
  /** The batch is not recorded as earlier than this, whatever the clock says. */
  notBefore?: number;
  /** Refused where the instance's last batch is another one: it went on meanwhile. */
  after?: number;
  /** Another instance that the guard looks at: it stays as it is until the commit. */
  reads?: number;
  /** Runs in the transaction before the command; a rejection refuses the work. */
  guard?(view: GuardView): Promise<Rejection | undefined>;
  /** It looks at nothing of its view. */
  guardsInMemory?: boolean;
  /** Further writing in the transaction that commits the batch; only when it is accepted. */
  onCommit?: (db: Db, instanceKey: number) => Promise<void>;
  done(outcome: Outcome): void;
  failed(error: unknown): void;
}

/** One committed batch, for those who look after commits: timers, jobs, messages, pages. */
export interface CommittedBatch {
  instanceKey: number;
  sequence: number;
  events: Event[];
  at: number;
  routed: { id: string; command: Routed }[];
}
